package dev.tributary.logql.window;

/**
 * Counts entries, or adds up their whole-number sizes, without keeping any: an entry is noted where the windows that hold
 * it begin and end. Sums of whole numbers are exact in any order.
 */
public final class CountedSeries implements WindowSeries {
    private final Windows windows;
    private final double divisor;
    private final boolean sizes;
    private final long[] countChanges;
    private final long[] sizeChanges;

    /**
     * A series.
     *
     * @param sizes   true to add up the entries' values, false to count them
     * @param divisor what the sum is divided by, the range's seconds for rates
     */
    public CountedSeries(Windows windows, boolean sizes, double divisor) {
        this.windows = windows;
        this.sizes = sizes;
        this.divisor = divisor;
        this.countChanges = new long[windows.grid().steps() + 1];
        this.sizeChanges = sizes ? new long[countChanges.length] : countChanges;
    }

    @Override
    public void add(long timestampNanos, double value) {
        int first = windows.firstStep(timestampNanos);
        int behind = windows.behindStep(timestampNanos);
        if (first < behind) {
            countChanges[first]++;
            countChanges[behind]--;
            if (sizes) {
                sizeChanges[first] += (long) value;
                sizeChanges[behind] -= (long) value;
            }
        }
    }

    @Override
    public void join(WindowSeries other) {
        if (!(other instanceof CountedSeries counted)) {
            throw new IllegalArgumentException("a series of another kind: " + other);
        }
        for (int i = 0; i < countChanges.length; i++) {
            countChanges[i] += counted.countChanges[i];
            if (sizes) {
                sizeChanges[i] += counted.sizeChanges[i];
            }
        }
    }

    @Override
    public StepValues finish() {
        StepValues values = new StepValues(windows.grid().steps());
        long count = 0;
        long sum = 0;
        for (int step = 0; step < values.steps(); step++) {
            count += countChanges[step];
            sum += sizeChanges[step];
            if (count > 0) {
                values.set(step, sum / divisor);
            }
        }
        return values;
    }

    @Override
    public int heldPerEntry() {
        return 0;
    }
}
