package dev.tributary.logql.window;

/**
 * The windows before the instants of a grid: each reaches from its range before the instant, exclusive, to the instant,
 * inclusive, shifted back by the offset.
 */
public record Windows(Grid grid, long rangeNanos, long offsetNanos) {
    /** The end of a step's window, in the time of the entries. */
    public long end(int step) {
        return plus(grid.timeNanos(step), -offsetNanos);
    }

    /** Before the first instant of a step's window. */
    public long start(int step) {
        return plus(end(step), -rangeNanos);
    }

    /** The first instant that belongs to any window. */
    public long firstNanos() {
        return plus(start(0), 1);
    }

    /** Behind the last instant that belongs to any window. */
    public long behindNanos() {
        return plus(end(grid.steps() - 1), 1);
    }

    /** The first step whose window holds the instant; may lie behind the last step. */
    public int firstStep(long timestampNanos) {
        return step(timestampNanos);
    }

    /** Behind the last step whose window holds the instant. */
    public int behindStep(long timestampNanos) {
        return step(plus(timestampNanos, rangeNanos));
    }

    /** The first step that does not end before the instant, at most the number of steps. */
    private int step(long timestampNanos) {
        long distance = plus(timestampNanos, -end(0));
        if (distance <= 0) {
            return 0;
        }
        return (int) Math.min(grid.steps(), Math.ceilDiv(distance, grid.stepNanos()));
    }

    /** A sum that stays at the ends of time instead of leaving them: ranges may be as long as time is. */
    private static long plus(long a, long b) {
        long sum = a + b;
        boolean left = ((a ^ sum) & (b ^ sum)) < 0;
        return left ? (a < 0 ? Long.MIN_VALUE : Long.MAX_VALUE) : sum;
    }
}
