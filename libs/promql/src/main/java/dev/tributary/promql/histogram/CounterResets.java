package dev.tributary.promql.histogram;

import dev.tributary.model.NativeHistogram;
import dev.tributary.model.NativeHistogram.ResetHint;

/**
 * Tells whether a counter histogram was reset between two samples: by its hint, by a finer layout, or because some count
 * went down. The sum of observations says nothing, it may fall.
 */
public final class CounterResets {
    private CounterResets() {
    }

    /** True when the counter was reset between the previous sample and the current one. */
    public static boolean between(NativeHistogram previous, NativeHistogram current) {
        if (current.resetHint() == ResetHint.RESET) {
            return true;
        }
        if (current.resetHint() == ResetHint.NOT_RESET) {
            return false;
        }
        if (current.count() < previous.count()) {
            return true;
        }
        if (current.hasCustomBounds()) {
            return !previous.hasCustomBounds() || customReset(previous, current);
        }
        if (current.schema() > previous.schema() || current.zeroThreshold() < previous.zeroThreshold()) {
            return true;
        }
        return exponentialReset(previous, current);
    }

    private static boolean exponentialReset(NativeHistogram previous, NativeHistogram current) {
        HistogramSum before = HistogramSum.of(previous);
        if (previous.zeroThreshold() != current.zeroThreshold()) {
            before.widenZeroBucket(current.zeroThreshold(), false);
            if (before.zeroThreshold() != current.zeroThreshold()) {
                return true;
            }
        }
        if (current.zeroCount() < before.zeroCount()) {
            return true;
        }
        before.reduceTo(current.schema(), false);
        return fell(before.positive(), BucketList.of(current.positiveSpans(), current.positiveBuckets()))
                || fell(before.negative(), BucketList.of(current.negativeSpans(), current.negativeBuckets()));
    }

    private static boolean customReset(NativeHistogram previous, NativeHistogram current) {
        BucketList before = BucketList.of(previous.positiveSpans(), previous.positiveBuckets());
        BucketList after = BucketList.of(current.positiveSpans(), current.positiveBuckets());
        if (HistogramSum.sameBounds(previous.customBounds(), current.customBounds())) {
            return fell(before, after);
        }
        double[] common = CustomBuckets.intersection(previous.customBounds(), current.customBounds());
        return fell(onCommonBounds(before, previous.customBounds(), common),
                onCommonBounds(after, current.customBounds(), common));
    }

    private static BucketList onCommonBounds(BucketList buckets, double[] bounds, double[] common) {
        BucketList mapped = BucketList.empty();
        int target = 0;
        for (int i = 0; i < buckets.size(); i++) {
            target = CustomBuckets.target(buckets.index(i), bounds, common, target);
            mapped.append(target, buckets.count(i));
        }
        return mapped;
    }

    /** True when a populated bucket is gone or holds less. */
    private static boolean fell(BucketList before, BucketList after) {
        int at = 0;
        for (int i = 0; i < before.size(); i++) {
            while (at < after.size() && after.index(at) < before.index(i)) {
                at++;
            }
            boolean found = at < after.size() && after.index(at) == before.index(i);
            if (found ? after.count(at) < before.count(i) : before.count(i) != 0) {
                return true;
            }
        }
        return false;
    }
}
