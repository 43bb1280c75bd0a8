package dev.tributary.logql.window;

import java.util.Arrays;

/** The numbers of a window in order of time; at least one. A view, valid while its arrays do not change. */
public final class Samples {
    private final long[] times;
    private final double[] values;
    private final int from;
    private final int to;

    Samples(long[] times, double[] values, int from, int to) {
        this.times = times;
        this.values = values;
        this.from = from;
        this.to = to;
    }

    public int size() {
        return to - from;
    }

    public long time(int index) {
        return times[from + index];
    }

    public double value(int index) {
        return values[from + index];
    }

    double[] copyOfValues() {
        return Arrays.copyOfRange(values, from, to);
    }
}
