package dev.tributary.promql.histogram;

import dev.tributary.model.NativeHistogram;

/**
 * All buckets of a histogram in rising order of value, the zero bucket among them when it is populated. Buckets next to the
 * zero bucket are cut where they overlap it.
 */
public final class HistogramBuckets {
    private final NativeHistogram histogram;
    private final double[] lower;
    private final double[] upper;
    private final double[] counts;
    private int size;

    private HistogramBuckets(NativeHistogram histogram) {
        this.histogram = histogram;
        int capacity = histogram.negativeBuckets().length + histogram.positiveBuckets().length + 1;
        lower = new double[capacity];
        upper = new double[capacity];
        counts = new double[capacity];
    }

    public static HistogramBuckets of(NativeHistogram histogram) {
        HistogramBuckets buckets = new HistogramBuckets(histogram);
        buckets.addNegative();
        if (histogram.zeroCount() > 0) {
            buckets.add(-histogram.zeroThreshold(), histogram.zeroThreshold(), histogram.zeroCount());
        }
        buckets.addPositive();
        return buckets;
    }

    private void addNegative() {
        BucketList side = BucketList.of(histogram.negativeSpans(), histogram.negativeBuckets());
        for (int i = side.size() - 1; i >= 0; i--) {
            double far = -BucketBounds.exponential(side.index(i), histogram.schema());
            double near = -BucketBounds.exponential(side.index(i) - 1, histogram.schema());
            boolean overlaps = near < 0 && near > -histogram.zeroThreshold();
            add(far, overlaps ? -histogram.zeroThreshold() : near, side.count(i));
        }
    }

    private void addPositive() {
        BucketList side = BucketList.of(histogram.positiveSpans(), histogram.positiveBuckets());
        for (int i = 0; i < side.size(); i++) {
            double near = BucketBounds.upper(side.index(i) - 1, histogram.schema(), histogram.customBounds());
            double far = BucketBounds.upper(side.index(i), histogram.schema(), histogram.customBounds());
            boolean overlaps = near > 0 && near < histogram.zeroThreshold();
            add(overlaps ? histogram.zeroThreshold() : near, far, side.count(i));
        }
    }

    private void add(double low, double high, double count) {
        lower[size] = low;
        upper[size] = high;
        counts[size] = count;
        size++;
    }

    public int size() {
        return size;
    }

    public double lower(int at) {
        return lower[at];
    }

    public double upper(int at) {
        return upper[at];
    }

    public double count(int at) {
        return counts[at];
    }

    /** Custom buckets exclude their lower bound except the first; exponential ones exclude the bound nearer to zero. */
    public boolean isLowerInclusive(int at) {
        return histogram.hasCustomBounds()
                ? lower[at] == Double.NEGATIVE_INFINITY
                : lower[at] < 0 || isZeroBucket(at);
    }

    public boolean isUpperInclusive(int at) {
        return histogram.hasCustomBounds() || upper[at] > 0 || isZeroBucket(at);
    }

    private boolean isZeroBucket(int at) {
        return lower[at] <= 0 && upper[at] >= 0;
    }
}
