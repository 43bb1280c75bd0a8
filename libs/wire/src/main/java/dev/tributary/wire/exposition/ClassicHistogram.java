package dev.tributary.wire.exposition;

import dev.tributary.model.NativeHistogram;

/**
 * A histogram of fixed buckets: cumulative counts up to rising bounds, with the count of all behind the last. Immutable: the
 * arrays given are taken over and must not change, those returned must not be written to.
 */
public final class ClassicHistogram {
    private final double[] bounds;
    private final double[] cumulativeCounts;
    private final double count;
    private final double sum;

    /**
     * Takes the parts.
     *
     * @param bounds           upper bounds without +Inf
     * @param cumulativeCounts for each bound, how many observations are at most as large
     * @throws IllegalArgumentException when bounds and counts differ in number
     */
    public ClassicHistogram(double[] bounds, double[] cumulativeCounts, double count, double sum) {
        if (bounds.length != cumulativeCounts.length) {
            throw new IllegalArgumentException(
                    bounds.length + " bounds, but " + cumulativeCounts.length + " counts of a histogram");
        }
        this.bounds = bounds;
        this.cumulativeCounts = cumulativeCounts;
        this.count = count;
        this.sum = sum;
    }

    /** The same observations as a native histogram with custom bounds counts. */
    public static ClassicHistogram ofCustomBounds(NativeHistogram histogram) {
        double[] bounds = histogram.customBounds();
        double[] inBucket = new double[bounds.length + 1];
        int[] spans = histogram.positiveSpans();
        int bucket = 0;
        int given = 0;
        for (int i = 0; i < spans.length; i += 2) {
            bucket += spans[i];
            for (int k = 0; k < spans[i + 1]; k++) {
                inBucket[bucket++] = histogram.positiveBuckets()[given++];
            }
        }
        double[] cumulative = new double[bounds.length];
        double running = 0;
        for (int i = 0; i < bounds.length; i++) {
            running += inBucket[i];
            cumulative[i] = running;
        }
        return new ClassicHistogram(bounds, cumulative, histogram.count(), histogram.sum());
    }

    /** True when every count is a whole number. */
    public boolean isInteger() {
        boolean integer = count == Math.rint(count);
        for (double cumulative : cumulativeCounts) {
            integer &= cumulative == Math.rint(cumulative);
        }
        return integer;
    }

    public double[] bounds() {
        return bounds;
    }

    public double[] cumulativeCounts() {
        return cumulativeCounts;
    }

    public double count() {
        return count;
    }

    public double sum() {
        return sum;
    }
}
