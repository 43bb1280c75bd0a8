package dev.tributary.logql.window;

/** The equidistant instants at which a query is evaluated, in Unix nanoseconds. */
public record Grid(long startNanos, long stepNanos, int steps) {
    private static final long MILLI = 1_000_000;

    public Grid {
        if (steps < 1 || stepNanos < 1) {
            throw new IllegalArgumentException("a grid needs steps of positive length");
        }
    }

    /** A single instant. */
    public static Grid instant(long timeNanos) {
        return new Grid(timeNanos, 1, 1);
    }

    public long timeNanos(int step) {
        return startNanos + step * stepNanos;
    }

    /** The instant as results show it. */
    public long timeMillis(int step) {
        return Math.floorDiv(timeNanos(step), MILLI);
    }
}
