package dev.tributary.promql.function;

import dev.tributary.model.NativeHistogram;
import dev.tributary.promql.annotation.Notes;
import dev.tributary.promql.annotation.Notes.HistogramOperation;
import dev.tributary.promql.histogram.CounterResets;
import dev.tributary.promql.histogram.HistogramSum;

/** Values between two samples on a straight line. A counter that was reset between them starts at zero. */
public final class Interpolation {
    private Interpolation() {
    }

    /** The float at a time between two samples. */
    public static double at(long time, long time1, double value1, long time2, double value2, boolean counter) {
        double from = counter && value2 < value1 ? 0 : value1;
        return from + (value2 - from) * (time - time1) / (time2 - time1);
    }

    /** The histogram at a time between two samples of the same kind of buckets. */
    public static NativeHistogram at(long time, long time1, NativeHistogram first, long time2, NativeHistogram second,
            boolean counter, Notes notes) {
        if (time == time1) {
            return first;
        }
        if (time == time2) {
            return second;
        }
        double fraction = (double) (time - time1) / (time2 - time1);
        HistogramSum between = HistogramSum.of(second);
        if (counter && CounterResets.between(first, second)) {
            between.scale(fraction);
            return between.toHistogram();
        }
        if (between.subtract(first).boundsReconciled()) {
            notes.customBucketsReconciled(HistogramOperation.SUBTRACTION);
        }
        between.scale(fraction);
        if (between.add(first).boundsReconciled()) {
            notes.customBucketsReconciled(HistogramOperation.ADDITION);
        }
        return between.toHistogram();
    }
}
