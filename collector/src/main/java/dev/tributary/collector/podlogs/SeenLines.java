package dev.tributary.collector.podlogs;

import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.Base64;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;
import java.util.OptionalLong;

import dev.tributary.collector.lines.StampedLine;

/**
 * The newest lines of a container, so that those that come again are known when its log is opened again: the API goes back to
 * whole seconds only, and a log is not strictly in the order of its times. A line is known by its time and text. Owned by one
 * thread.
 */
final class SeenLines {
    /** How far lines of a log may be out of order. */
    private static final long SLACK_NANOS = 1_000_000_000L;
    /** A clock that went back further than this is followed. */
    private static final long STEP_NANOS = 60_000_000_000L;
    private static final long SECOND = 1_000_000_000L;
    /** Beyond it, lines of a busy second are sent again, with the same time, after a reopening. */
    private static final int WINDOW_MAX = 16_384;

    private record Seen(long number, long time, long key) {
    }

    private final Deque<Seen> handed = new ArrayDeque<>();
    private final Deque<Seen> safe = new ArrayDeque<>();
    private final Map<Long, Integer> again = new HashMap<>();
    private boolean reopened;
    private long newest;
    private long newestRead;
    private long before;

    /** Of a log that was never read. */
    SeenLines() {
        newest = Long.MIN_VALUE;
        newestRead = Long.MIN_VALUE;
        before = Long.MIN_VALUE;
    }

    /** As it was kept. */
    SeenLines(Mark mark) {
        newest = mark.newest();
        newestRead = newest;
        before = mark.before();
        ByteBuffer lines = ByteBuffer.wrap(Base64.getDecoder().decode(mark.lines()));
        while (lines.remaining() >= 2 * Long.BYTES) {
            safe.addLast(new Seen(0, lines.getLong(), lines.getLong()));
        }
    }

    /**
     * What is kept on disk.
     *
     * @param newest time of the newest line, Unix nanoseconds
     * @param before lines before this time were all read
     * @param lines  times and keys of the lines since then
     */
    record Mark(long newest, long before, String lines) {
        /** Of a log that is read from this time on. */
        static Mark from(long nanos) {
            return new Mark(nanos, nanos, "");
        }
    }

    /** Where the log has to be opened again; empty for its beginning. */
    OptionalLong since() {
        return before == Long.MIN_VALUE ? OptionalLong.empty() : OptionalLong.of(Math.floorDiv(before, SECOND));
    }

    /** The log is read again from {@link #since} on. */
    void reopen() {
        again.clear();
        safe.forEach(line -> again.merge(line.key(), 1, Integer::sum));
        handed.forEach(line -> again.merge(line.key(), 1, Integer::sum));
        reopened = true;
    }

    /** True for a line that was read before; each of several that are the same is known as often as it was read. */
    boolean isKnown(StampedLine line) {
        long key = key(line);
        Integer times = again.get(key);
        if (times != null) {
            if (times == 1) {
                again.remove(key);
            } else {
                again.put(key, times - 1);
            }
            return true;
        }
        if (line.timeNanos() > newestRead) {
            reopened = false;
        }
        return reopened && line.timeNanos() < before;
    }

    /** A line was handed over, with a number that rises. */
    void add(long number, StampedLine line) {
        handed.addLast(new Seen(number, line.timeNanos(), key(line)));
        newestRead = followed(newestRead, line.timeNanos());
    }

    private static long followed(long newest, long time) {
        return time > newest || time < newest - STEP_NANOS ? time : newest;
    }

    /** All lines before this number are in the spool. */
    void committed(long number) {
        while (!handed.isEmpty() && handed.getFirst().number() < number) {
            Seen line = handed.removeFirst();
            safe.addLast(line);
            newest = followed(newest, line.time());
        }
        if (newest == Long.MIN_VALUE) {
            return;
        }
        before = Math.max(newest - SLACK_NANOS, before > newest ? Long.MIN_VALUE : before);
        while (!safe.isEmpty() && safe.getFirst().time() < before) {
            safe.removeFirst();
        }
        while (safe.size() > WINDOW_MAX) {
            before = Math.max(before, safe.removeFirst().time());
        }
    }

    Mark mark() {
        ByteBuffer lines = ByteBuffer.allocate(2 * Long.BYTES * safe.size());
        safe.forEach(line -> lines.putLong(line.time()).putLong(line.key()));
        return new Mark(newest, before, Base64.getEncoder().encodeToString(lines.array()));
    }

    /** FNV-1a over time and text. */
    private static long key(StampedLine line) {
        long hash = 0xcbf29ce484222325L;
        byte[] bytes = line.bytes();
        for (int i = line.from(); i < line.to(); i++) {
            hash = (hash ^ bytes[i]) * 0x100000001b3L;
        }
        return hash;
    }
}
