package dev.tributary.aggregator.storage.logs.crash;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

import dev.tributary.model.ClusterId;
import dev.tributary.model.Labels;
import dev.tributary.model.port.RecordVersion;

/** What one writer of logs does, step by step; the same for the same seed, so that it need not be written down. */
final class LogScript {
    static final Instant START = Instant.parse("2026-03-10T12:00:00Z");
    static final Duration RETENTION = Duration.ofDays(2);
    /** Of the streams of this application. */
    static final Duration BRIEF_RETENTION = Duration.ofDays(1);
    static final String BRIEF = "brief";
    /** Shorter and longer than the time between a deletion and its cancellation, as the writers' paces differ. */
    static final Duration CANCEL_PERIOD = Duration.ofMinutes(14);
    /** So that what is under way is less than ten minutes ahead of the clock, which is not refused. */
    private static final Duration STEP = Duration.ofSeconds(110);
    private static final long SECOND = 1_000_000_000L;
    /** In some lines, in nearly all, and so long that a block's filter is asked. */
    private static final List<String> PARTS = List.of("", "ti", "e", "-------------");
    private static final int DELETE_EVERY = 31;
    private static final int CANCEL_AFTER = 8;
    private static final int SEND_AGAIN_EVERY = 9;

    /** What a writer does at once. */
    sealed interface Step {
    }

    /** Lines and records of one batch. */
    record Write(List<Line> lines) implements Step {
        Write {
            lines = List.copyOf(lines);
        }
    }

    /** A deletion of the lines of one application that hold a text, or of all, in a closed range of time. */
    record Delete(String app, String part, long minNanos, long maxNanos) implements Step {
        boolean covers(Line line) {
            return line.app().equals(app) && line.text().contains(part) && line.nanos() >= minNanos
                    && line.nanos() <= maxNanos;
        }
    }

    /** The deletion of an earlier step is cancelled. */
    record Cancel(int step) implements Step {
    }

    /** One entry. */
    record Line(Labels stream, long nanos, String text, Labels metadata) {
        String app() {
            return stream.get("app");
        }

        boolean isRecord() {
            return !key().isEmpty();
        }

        String key() {
            return metadata.get(RecordVersion.KEY);
        }

        RecordVersion version() {
            return RecordVersion.of(nanos, metadata);
        }
    }

    private final long seed;
    private final int writer;

    LogScript(long seed, int writer) {
        this.seed = seed;
        this.writer = writer;
    }

    /** Every second writer shares a cluster with another one. */
    ClusterId cluster() {
        return new ClusterId("c" + writer / 2);
    }

    /** The label that all streams of this writer carry, and no other's. */
    String name() {
        return "w" + writer;
    }

    /** The time that the clock shows when a step is done. */
    static long millis(int step) {
        return START.toEpochMilli() + step * STEP.toMillis();
    }

    Step step(int number) {
        Random random = new Random(seed * 1_000_003 + writer * 7919L + number);
        random.nextInt();
        if (isDeletion(number)) {
            long end = second(number, random.nextLong(Duration.ofHours(4).toSeconds()));
            return new Delete(random.nextInt(3) == 0 ? events(random.nextInt(2)) : app(number, random),
                    PARTS.get(random.nextInt(PARTS.size())),
                    end - random.nextLong(Duration.ofHours(20).toSeconds()) * SECOND, end);
        }
        if (number > CANCEL_AFTER && isDeletion(number - CANCEL_AFTER) && random.nextBoolean()) {
            return new Cancel(number - CANCEL_AFTER);
        }
        int again = number - 1 - random.nextInt(30);
        if (number % SEND_AGAIN_EVERY == 0 && again > 0 && step(again) instanceof Write write) {
            return write;
        }
        List<Line> lines = new ArrayList<>();
        for (int left = 1 + random.nextInt(20); left > 0; left--) {
            lines.add(random.nextInt(5) == 0 ? event(number, random) : line(number, random));
        }
        return new Write(lines);
    }

    private static boolean isDeletion(int number) {
        return number % DELETE_EVERY == DELETE_EVERY - 1;
    }

    private Line line(int number, Random random) {
        Labels stream = Labels.of("app", app(number, random), "writer", name());
        long nanos = when(number, random);
        if (random.nextInt(4) == 0) {
            // Others have the same text, and some of them the same time.
            return new Line(stream, nanos, "tick", Labels.EMPTY);
        }
        String text = "step " + number + " says " + Long.toHexString(random.nextLong())
                + "-".repeat(random.nextInt(99));
        Labels metadata = random.nextBoolean() ? Labels.EMPTY : Labels.of("trace", "t" + random.nextInt(50));
        return new Line(stream, nanos, text, metadata);
    }

    /** A version of a thing that happens again and again, in one stream or the other. */
    private Line event(int number, Random random) {
        String key = name() + "-" + number / 300 + "-" + random.nextInt(30);
        long nanos = when(number, random);
        int count = random.nextInt(4);
        Labels stream = Labels.of("app", events((int) (nanos / SECOND + count) & 1), "writer", name());
        return new Line(stream, nanos, key + " happened " + count + " times until " + nanos,
                Labels.of(RecordVersion.COUNT, Integer.toString(count), RecordVersion.KEY, key));
    }

    private static String events(int which) {
        return "events-" + which;
    }

    /** Streams come and go. */
    private static String app(int number, Random random) {
        return random.nextInt(6) == 0 ? BRIEF : "app-" + (number / 80 + random.nextInt(4));
    }

    /** Mostly now, sometimes late by minutes or by more than a day; whole seconds, so that some meet. */
    private static long when(int number, Random random) {
        return second(number, switch (random.nextInt(10)) {
            case 0 -> random.nextLong(Duration.ofHours(30).toSeconds());
            case 1, 2 -> random.nextLong(Duration.ofMinutes(10).toSeconds());
            default -> -random.nextLong(STEP.toSeconds());
        });
    }

    private static long second(int step, long secondsBefore) {
        return (millis(step) / 1000 - secondsBefore) * SECOND;
    }
}
