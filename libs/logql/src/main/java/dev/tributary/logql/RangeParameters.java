package dev.tributary.logql;

import dev.tributary.model.port.LogDirection;

/**
 * The time range of a query and what else it says of the answer.
 *
 * @param startNanos    first instant, inclusive, Unix nanoseconds
 * @param endNanos      last instant; lines before it, metrics up to it inclusive
 * @param stepNanos     distance of the instants of a metric
 * @param limit         so many lines at most
 * @param direction     in which order lines are read and limited
 * @param intervalNanos lines that follow another in less than this are left out; 0 for none
 */
public record RangeParameters(long startNanos, long endNanos, long stepNanos, int limit, LogDirection direction,
        long intervalNanos) {
    /** A range of a metric. */
    public static RangeParameters metric(long startNanos, long endNanos, long stepNanos) {
        return new RangeParameters(startNanos, endNanos, stepNanos, 100, LogDirection.BACKWARD, 0);
    }

    /** A range of lines. */
    public static RangeParameters lines(long startNanos, long endNanos, int limit, LogDirection direction) {
        return new RangeParameters(startNanos, endNanos, 1_000_000_000L, limit, direction, 0);
    }

    /**
     * The same on multiples of the step, as Loki puts the instants of a metric: from at or before the start to at or behind the
     * end.
     */
    public RangeParameters onSteps() {
        long endBehind = Math.floorMod(endNanos, stepNanos);
        return new RangeParameters(startNanos - Math.floorMod(startNanos, stepNanos),
                endBehind == 0 ? endNanos : endNanos + stepNanos - endBehind, stepNanos, limit, direction,
                intervalNanos);
    }
}
