package dev.tributary.promql.histogram;

import java.util.Arrays;

import dev.tributary.model.NativeHistogram;
import dev.tributary.model.NativeHistogram.ResetHint;

/** Small operations on one histogram. */
public final class Histograms {
    /** Bytes of one float sample, the unit in which histograms weigh. */
    private static final int SAMPLE_BYTES = 16;
    private static final int FIXED_BYTES = 176;

    private Histograms() {
    }

    public static NativeHistogram scale(NativeHistogram histogram, double factor) {
        HistogramSum sum = HistogramSum.of(histogram);
        sum.scale(factor);
        return sum.toCompactHistogram();
    }

    public static NativeHistogram divide(NativeHistogram histogram, double divisor) {
        HistogramSum sum = HistogramSum.of(histogram);
        sum.divide(divisor);
        return sum.toCompactHistogram();
    }

    public static NativeHistogram withHint(NativeHistogram histogram, ResetHint hint) {
        return histogram.resetHint() == hint ? histogram : histogram.toBuilder().resetHint(hint).buildUnchecked();
    }

    /** Only count and sum, for queries that look at nothing else. */
    public static NativeHistogram withoutBuckets(NativeHistogram histogram, ResetHint hint) {
        return NativeHistogram.builder().schema(histogram.schema()).count(histogram.count()).sum(histogram.sum())
                .resetHint(hint).buildUnchecked();
    }

    /** Without empty buckets. */
    public static NativeHistogram compact(NativeHistogram histogram) {
        return HistogramSum.of(histogram).toCompactHistogram();
    }

    /** True when both say the same: layout and every number by its bits. Hints do not count. */
    public static boolean same(NativeHistogram a, NativeHistogram b) {
        return a.schema() == b.schema() && bits(a.count()) == bits(b.count()) && bits(a.sum()) == bits(b.sum())
                && a.zeroThreshold() == b.zeroThreshold() && bits(a.zeroCount()) == bits(b.zeroCount())
                && HistogramSum.sameBounds(a.customBounds(), b.customBounds())
                && sameSide(a.positiveSpans(), a.positiveBuckets(), b.positiveSpans(), b.positiveBuckets())
                && sameSide(a.negativeSpans(), a.negativeBuckets(), b.negativeSpans(), b.negativeBuckets());
    }

    private static boolean sameSide(int[] spansA, double[] bucketsA, int[] spansB, double[] bucketsB) {
        if (!Arrays.equals(bucketsA, bucketsB)) {
            return false;
        }
        if (Arrays.equals(spansA, spansB)) {
            return true;
        }
        BucketList a = BucketList.of(spansA, bucketsA);
        BucketList b = BucketList.of(spansB, bucketsB);
        for (int i = 0; i < a.size(); i++) {
            if (a.index(i) != b.index(i)) {
                return false;
            }
        }
        return true;
    }

    private static long bits(double value) {
        return Double.doubleToRawLongBits(value);
    }

    /** How many float samples a histogram weighs in limits and statistics. */
    public static int weight(NativeHistogram histogram) {
        int numbers = histogram.positiveSpans().length / 2 + histogram.negativeSpans().length / 2
                + histogram.positiveBuckets().length + histogram.negativeBuckets().length
                + histogram.customBounds().length;
        return (FIXED_BYTES + Double.BYTES * numbers) / SAMPLE_BYTES;
    }
}
