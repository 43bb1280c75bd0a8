package dev.tributary.promql.function;

/** The equidistant instants at which an expression is evaluated, in Unix milliseconds. */
public record Grid(long startMillis, long stepMillis, int steps) {
    /** A single instant. */
    public static Grid instant(long timeMillis) {
        return new Grid(timeMillis, 1, 1);
    }

    public long timeMillis(int step) {
        return startMillis + step * stepMillis;
    }

    /** The last instant. */
    public long endMillis() {
        return timeMillis(steps - 1);
    }

    public boolean isInstant() {
        return steps == 1;
    }
}
