package dev.tributary.logql.window;

import java.util.Arrays;

/** Keeps the numbers of entries and folds those of each window, in order of time. */
public final class SampledSeries implements WindowSeries {
    private final Windows windows;
    private final WindowFold fold;
    private long[] times = new long[16];
    private double[] values = new double[16];
    private int size;
    private boolean sorted = true;

    public SampledSeries(Windows windows, WindowFold fold) {
        this.windows = windows;
        this.fold = fold;
    }

    @Override
    public void add(long timestampNanos, double value) {
        if (size == times.length) {
            times = Arrays.copyOf(times, 2 * size);
            values = Arrays.copyOf(values, 2 * size);
        }
        sorted &= size == 0 || times[size - 1] <= timestampNanos;
        times[size] = timestampNanos;
        values[size] = value;
        size++;
    }

    @Override
    public void join(WindowSeries other) {
        if (!(other instanceof SampledSeries sampled)) {
            throw new IllegalArgumentException("a series of another kind: " + other);
        }
        for (int i = 0; i < sampled.size; i++) {
            add(sampled.times[i], sampled.values[i]);
        }
    }

    @Override
    public StepValues finish() {
        if (!sorted) {
            sort();
        }
        StepValues result = new StepValues(windows.grid().steps());
        int from = 0;
        int to = 0;
        for (int step = 0; step < result.steps(); step++) {
            long end = windows.end(step);
            long start = windows.start(step);
            while (to < size && times[to] <= end) {
                to++;
            }
            while (from < to && times[from] <= start) {
                from++;
            }
            if (from < to) {
                result.set(step, fold.fold(new Samples(times, values, from, to), end));
            }
        }
        return result;
    }

    /** Puts the entries of several streams in order of time; those of one time stay in the order of their streams. */
    private void sort() {
        Integer[] order = new Integer[size];
        Arrays.setAll(order, i -> i);
        Arrays.sort(order, (a, b) -> Long.compare(times[a], times[b]));
        long[] sortedTimes = new long[size];
        double[] sortedValues = new double[size];
        for (int i = 0; i < size; i++) {
            sortedTimes[i] = times[order[i]];
            sortedValues[i] = values[order[i]];
        }
        times = sortedTimes;
        values = sortedValues;
    }

    @Override
    public int heldPerEntry() {
        return 1;
    }
}
