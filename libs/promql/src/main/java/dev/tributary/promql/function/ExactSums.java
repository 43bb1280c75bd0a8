package dev.tributary.promql.function;

/**
 * Running sums of a series whose samples are all whole numbers that add up below 2^53: there every sum is exact, so the sum
 * of any window is the difference of two running sums. Counters and most gauges of the real world are like that.
 */
final class ExactSums {
    private static final double EXACT_MAX = 0x1p53;

    private double[] running = new double[0];
    private boolean exact;

    void begin(SeriesSamples series) {
        int count = series.floatCount();
        double[] floats = series.floats();
        if (running.length <= count) {
            running = new double[count + 1];
        }
        double magnitude = 0;
        double sum = 0;
        exact = true;
        for (int i = 0; i < count; i++) {
            double value = floats[i];
            magnitude += Math.abs(value);
            // A negative zero would lose its sign, NaN and infinity fail the comparisons.
            if (!(magnitude < EXACT_MAX) || value != Math.rint(value)
                    || value == 0 && Double.doubleToRawLongBits(value) != 0) {
                exact = false;
                return;
            }
            sum += value;
            running[i + 1] = sum;
        }
    }

    /** False when some window of the series would have to be summed up with care. */
    boolean isExact() {
        return exact;
    }

    double sum(int from, int to) {
        return running[to] - running[from];
    }
}
