package dev.tributary.promql.histogram;

import dev.tributary.model.NativeHistogram;

/**
 * The mean of histograms: a compensated sum divided by the count at the end, or an incremental mean from the addition on at
 * which the sum would overflow.
 */
public final class HistogramMean {
    private HistogramSum sum;
    private double count = 1;
    private boolean incremental;
    private boolean reconciled;

    public HistogramMean(NativeHistogram first) {
        sum = HistogramSum.of(first);
    }

    /** True when the other histogram has the same kind of buckets. */
    public boolean fits(NativeHistogram other) {
        return sum.fits(other);
    }

    public void add(NativeHistogram other) {
        count++;
        if (!incremental) {
            HistogramSum before = mayOverflow(other) ? sum.copy() : sum;
            reconciled |= sum.addCompensated(other).boundsReconciled();
            if (before == sum || !sum.hasOverflow()) {
                return;
            }
            sum = before;
            sum.divide(count - 1);
            incremental = true;
        }
        HistogramSum share = HistogramSum.of(other);
        share.divide(count);
        sum.scale((count - 1) / count);
        reconciled |= sum.addCompensated(share.toHistogram()).boundsReconciled();
    }

    private boolean mayOverflow(NativeHistogram other) {
        return sum.largest() + HistogramSum.of(other).largest() >= Double.MAX_VALUE;
    }

    /** True when some histograms had other custom bounds than the rest. */
    public boolean boundsReconciled() {
        return reconciled;
    }

    /** The mean of all that was added. */
    public NativeHistogram result() {
        HistogramSum mean = sum.copy();
        if (!incremental) {
            mean.divide(count);
        }
        mean.settle();
        return mean.toHistogram();
    }
}
