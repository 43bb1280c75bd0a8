package dev.tributary.logql.exec;

import java.util.ArrayList;
import java.util.List;

import dev.tributary.model.port.LogDirection;

/**
 * Cuts a time range into slices in reading order, each twice as long as the one before: a query that wants a few lines then
 * needs not open the whole range, and one that finds none looks at each part once.
 */
final class TimeSlices {
    private static final long SHORTEST_NANOS = 300L * 1_000_000_000;

    /** From inclusive, to exclusive. */
    record Slice(long fromNanos, long toNanos) {
    }

    private TimeSlices() {
    }

    static List<Slice> of(long startNanos, long endNanos, LogDirection direction) {
        List<Slice> slices = new ArrayList<>();
        long length = SHORTEST_NANOS;
        long from = startNanos;
        long to = endNanos;
        while (to - from > 2 * length && to - from > 0) {
            boolean forward = direction == LogDirection.FORWARD;
            slices.add(forward ? new Slice(from, from + length) : new Slice(to - length, to));
            from = forward ? from + length : from;
            to = forward ? to : to - length;
            length *= 2;
        }
        if (from < to) {
            slices.add(new Slice(from, to));
        }
        return slices;
    }
}
