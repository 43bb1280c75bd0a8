package dev.tributary.aggregator.storage.crash;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

import dev.tributary.model.ClusterId;
import dev.tributary.model.Labels;
import dev.tributary.model.NativeHistogram;
import dev.tributary.model.StaleMarker;

/** What one writer does, step by step; the same for the same seed, so that it need not be written down. */
final class WriterScript {
    static final Instant START = Instant.parse("2026-03-10T12:00:00Z");
    static final Duration RETENTION = Duration.ofDays(2);
    /** Time between two steps, so that a run of a minute covers several days. */
    private static final Duration STEP = Duration.ofSeconds(150);
    private static final int DELETE_EVERY = 97;
    private static final int SERIES_LIVE = 6;

    /** What a writer does at once. */
    sealed interface Step {
    }

    /** Samples of one batch. */
    record Write(List<Row> rows) implements Step {
        Write {
            rows = List.copyOf(rows);
        }
    }

    /** A deletion of one series in a closed range of time. */
    record Delete(Labels series, long minMillis, long maxMillis) implements Step {
    }

    /** One sample. */
    record Row(Labels series, long time, Value value) {
    }

    private final long seed;
    private final int writer;

    WriterScript(long seed, int writer) {
        this.seed = seed;
        this.writer = writer;
    }

    /** Every second writer shares a cluster with another one. */
    ClusterId cluster() {
        return new ClusterId("c" + writer / 2);
    }

    /** The label that all series of this writer carry, and no other's. */
    String name() {
        return "w" + writer;
    }

    /** The time that the clock shows when a step is done. */
    static long time(int step) {
        return START.toEpochMilli() + step * STEP.toMillis();
    }

    Step step(int number) {
        Random random = new Random(seed * 1_000_003 + writer * 7919L + number);
        random.nextInt();
        if (number % DELETE_EVERY == DELETE_EVERY - 1) {
            long end = time(number) - random.nextLong(Duration.ofHours(6).toMillis());
            return new Delete(series(number, random), end - random.nextLong(Duration.ofHours(20).toMillis()), end);
        }
        List<Row> rows = new ArrayList<>();
        int count = 1 + random.nextInt(20);
        for (int i = 0; i < count; i++) {
            Labels series = series(number, random);
            rows.add(new Row(series, when(number, random), value(series, random)));
        }
        return new Write(rows);
    }

    /** Mostly now, sometimes late by minutes or by more than a day; whole seconds, so that some meet. */
    private static long when(int number, Random random) {
        long late = switch (random.nextInt(10)) {
            case 0 -> random.nextLong(Duration.ofHours(30).toMillis());
            case 1, 2 -> random.nextLong(Duration.ofMinutes(10).toMillis());
            default -> -random.nextLong(STEP.toMillis());
        };
        return (time(number) - late) / 1000 * 1000;
    }

    /** Series come and go with the steps. */
    private Labels series(int number, Random random) {
        int index = number / 50 + random.nextInt(SERIES_LIVE);
        return Labels.of("__name__", index % 3 == 0 ? "latency" : "requests", "index", Integer.toString(index),
                "writer", name());
    }

    private static Value value(Labels series, Random random) {
        long start = random.nextInt(4) == 0 ? START.toEpochMilli() + random.nextInt(1000) : 0;
        if (series.metricName().equals("latency")) {
            int count = random.nextInt(1000);
            return Value.of(NativeHistogram.builder().integer(true).schema(3).zero(1e-128, 0).count(2.0 * count)
                    .sum(random.nextDouble()).positive(new int[]{-3, 1, 2, 1}, new double[]{count, count}).build(),
                    start);
        }
        return Value.of(switch (random.nextInt(8)) {
            case 0 -> StaleMarker.VALUE;
            case 1 -> random.nextDouble();
            case 2 -> Double.longBitsToDouble(random.nextLong());
            default -> random.nextInt(100_000) / 100.0;
        }, start);
    }
}
