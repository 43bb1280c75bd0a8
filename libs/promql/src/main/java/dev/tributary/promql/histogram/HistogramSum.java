package dev.tributary.promql.histogram;

import java.util.Arrays;

import dev.tributary.model.NativeHistogram;
import dev.tributary.model.NativeHistogram.ResetHint;

/**
 * A histogram that is being computed: others are added or taken away, then the whole is scaled. Differences of schema, zero
 * bucket and custom bounds are reconciled on the way, always towards the coarser one. Exponential and custom buckets do not
 * mix: ask {@link #fits} first. Not safe for several threads.
 */
public final class HistogramSum {
    private int schema;
    private double zeroThreshold;
    private double zeroCount;
    private double zeroLost;
    private double count;
    private double countLost;
    private double sum;
    private double sumLost;
    private double[] bounds;
    private ResetHint hint;
    private final BucketList positive;
    private final BucketList negative;

    private HistogramSum(NativeHistogram first, BucketList positive, BucketList negative) {
        this.schema = first.schema();
        this.zeroThreshold = first.zeroThreshold();
        this.zeroCount = first.zeroCount();
        this.count = first.count();
        this.sum = first.sum();
        this.bounds = first.customBounds();
        this.hint = first.resetHint();
        this.positive = positive;
        this.negative = negative;
    }

    /** Starts with one histogram. */
    public static HistogramSum of(NativeHistogram first) {
        return new HistogramSum(first, BucketList.of(first.positiveSpans(), first.positiveBuckets()),
                BucketList.of(first.negativeSpans(), first.negativeBuckets()));
    }

    /** Starts empty with the bucket layout of a histogram. */
    public static HistogramSum emptyLike(NativeHistogram layout) {
        NativeHistogram empty = NativeHistogram.builder().schema(layout.schema()).customBounds(layout.customBounds())
                .buildUnchecked();
        return new HistogramSum(empty, BucketList.empty(), BucketList.empty());
    }

    /** A second sum with the same state. */
    public HistogramSum copy() {
        HistogramSum copy = new HistogramSum(NativeHistogram.builder().schema(schema).customBounds(bounds)
                .zero(zeroThreshold, zeroCount).count(count).sum(sum).resetHint(hint).buildUnchecked(), positive.copy(),
                negative.copy());
        copy.zeroLost = zeroLost;
        copy.countLost = countLost;
        copy.sumLost = sumLost;
        return copy;
    }

    /** True when the other histogram has the same kind of buckets. */
    public boolean fits(NativeHistogram other) {
        return usesCustomBounds() == other.hasCustomBounds();
    }

    public boolean usesCustomBounds() {
        return schema == NativeHistogram.CUSTOM_SCHEMA;
    }

    public int schema() {
        return schema;
    }

    public double count() {
        return count;
    }

    public ResetHint hint() {
        return hint;
    }

    public void setHint(ResetHint other) {
        hint = other;
    }

    /** What came to light while two histograms were joined. */
    public record Outcome(boolean resetsCollided, boolean boundsReconciled) {
        private static final Outcome SMOOTH = new Outcome(false, false);
    }

    /** Adds a histogram. */
    public Outcome add(NativeHistogram other) {
        return join(other, 1, false);
    }

    /** Adds a histogram, keeping rounding errors for {@link #settle}. */
    public Outcome addCompensated(NativeHistogram other) {
        return join(other, 1, true);
    }

    /** Takes a histogram away. */
    public Outcome subtract(NativeHistogram other) {
        return join(other, -1, false);
    }

    private Outcome join(NativeHistogram other, double sign, boolean compensated) {
        boolean collided = joinHints(other.resetHint());
        boolean reconciled = false;
        if (usesCustomBounds()) {
            reconciled = !sameBounds(bounds, other.customBounds());
            joinTotals(other, sign, compensated);
            if (reconciled) {
                CustomBuckets.join(this, other, sign);
            } else {
                positive.add(BucketList.of(other.positiveSpans(), other.positiveBuckets()), sign, compensated);
            }
        } else {
            joinExponential(other, sign, compensated);
        }
        return collided || reconciled ? new Outcome(collided, reconciled) : Outcome.SMOOTH;
    }

    private void joinTotals(NativeHistogram other, double sign, boolean compensated) {
        double newCount = count + sign * other.count();
        double newSum = sum + sign * other.sum();
        if (compensated) {
            countLost = CompensatedSum.lost(sign * other.count(), count, newCount, countLost);
            sumLost = CompensatedSum.lost(sign * other.sum(), sum, newSum, sumLost);
        }
        count = newCount;
        sum = newSum;
    }

    private void joinExponential(NativeHistogram other, double sign, boolean compensated) {
        HistogramSum that = of(other);
        while (that.zeroThreshold != zeroThreshold) {
            if (zeroThreshold > that.zeroThreshold) {
                that.widenZeroBucket(zeroThreshold, false);
            } else {
                widenZeroBucket(that.zeroThreshold, compensated);
            }
        }
        double newZero = zeroCount + sign * that.zeroCount;
        if (compensated) {
            zeroLost = CompensatedSum.lost(sign * that.zeroCount, zeroCount, newZero, zeroLost);
        }
        zeroCount = newZero;
        joinTotals(other, sign, compensated);
        if (that.schema < schema) {
            reduceTo(that.schema, compensated);
        } else if (that.schema > schema) {
            that.reduceTo(schema, compensated);
        }
        positive.add(that.positive, sign, compensated);
        negative.add(that.negative, sign, compensated);
    }

    private boolean joinHints(ResetHint other) {
        if (other == hint || hint == ResetHint.GAUGE) {
            return false;
        }
        if (other == ResetHint.GAUGE) {
            hint = ResetHint.GAUGE;
            return false;
        }
        boolean collided = hint != ResetHint.UNKNOWN && other != ResetHint.UNKNOWN;
        hint = ResetHint.UNKNOWN;
        return collided;
    }

    /** Merges buckets until the schema is the coarser one given. */
    public void reduceTo(int coarserSchema, boolean compensated) {
        if (coarserSchema < schema) {
            positive.reduce(schema, coarserSchema, compensated);
            negative.reduce(schema, coarserSchema, compensated);
            schema = coarserSchema;
        }
    }

    /**
     * Takes all buckets below a threshold into the zero bucket. A populated bucket that the threshold cuts goes in whole and
     * moves the threshold to its far end.
     */
    void widenZeroBucket(double threshold, boolean compensated) {
        double wanted = threshold;
        double reached;
        do {
            reached = wanted;
            wanted = farEnd(negative, farEnd(positive, reached));
        } while (wanted != reached);
        absorb(positive, reached, compensated);
        absorb(negative, reached, compensated);
        zeroThreshold = reached;
    }

    private double farEnd(BucketList side, double threshold) {
        for (int i = 0; i < side.size(); i++) {
            if (BucketBounds.exponential(side.index(i) - 1, schema) >= threshold) {
                return threshold;
            }
            double upper = BucketBounds.exponential(side.index(i), schema);
            if (upper > threshold) {
                return side.count(i) != 0 ? upper : threshold;
            }
        }
        return threshold;
    }

    private void absorb(BucketList side, double threshold, boolean compensated) {
        int absorbed = 0;
        while (absorbed < side.size()
                && BucketBounds.exponential(side.index(absorbed) - 1, schema) < threshold) {
            addToZero(side.count(absorbed), compensated);
            addToZero(side.lost(absorbed), compensated);
            absorbed++;
        }
        side.dropFirst(absorbed);
    }

    private void addToZero(double observations, boolean compensated) {
        double total = zeroCount + observations;
        if (compensated) {
            zeroLost = CompensatedSum.lost(observations, zeroCount, total, zeroLost);
        }
        zeroCount = total;
    }

    /** Multiplies everything; a negative factor makes a gauge. */
    public void scale(double factor) {
        zeroCount *= factor;
        zeroLost *= factor;
        count *= factor;
        countLost *= factor;
        sum *= factor;
        sumLost *= factor;
        positive.scale(factor);
        negative.scale(factor);
        if (factor < 0) {
            hint = ResetHint.GAUGE;
        }
    }

    /** Divides everything; zero leaves no bucket, a negative divisor makes a gauge. */
    public void divide(double divisor) {
        zeroCount /= divisor;
        zeroLost /= divisor;
        count /= divisor;
        countLost /= divisor;
        sum /= divisor;
        sumLost /= divisor;
        if (divisor == 0) {
            positive.clear();
            negative.clear();
            return;
        }
        positive.divide(divisor);
        negative.divide(divisor);
        if (divisor < 0) {
            hint = ResetHint.GAUGE;
        }
    }

    /** Adds to every part what compensated additions had lost. */
    public void settle() {
        zeroCount += zeroLost;
        count += countLost;
        sum += sumLost;
        zeroLost = 0;
        countLost = 0;
        sumLost = 0;
        positive.settle();
        negative.settle();
    }

    /** True when some part has become infinite. */
    public boolean hasOverflow() {
        return Double.isInfinite(zeroCount) || Double.isInfinite(count) || Double.isInfinite(sum)
                || positive.hasInfinity() || negative.hasInfinity();
    }

    /** The largest magnitude of any part, NaN left aside. */
    double largest() {
        double largest = Math.max(Math.abs(zeroCount), Math.max(Math.abs(count), Math.abs(sum)));
        return Math.max(Double.isNaN(largest) ? Math.abs(count) : largest,
                Math.max(positive.largest(), negative.largest()));
    }

    /** The result with all its buckets, empty ones included. */
    public NativeHistogram toHistogram() {
        return NativeHistogram.builder().resetHint(hint).schema(schema).zero(zeroThreshold, zeroCount).count(count)
                .sum(sum).positive(positive.toSpans(), positive.toBuckets())
                .negative(negative.toSpans(), negative.toBuckets()).customBounds(bounds).buildUnchecked();
    }

    /** Removes empty buckets. */
    public void compact() {
        positive.compact();
        negative.compact();
    }

    /** The result without empty buckets. */
    public NativeHistogram toCompactHistogram() {
        compact();
        return toHistogram();
    }

    static boolean sameBounds(double[] a, double[] b) {
        return Arrays.equals(a, b);
    }

    BucketList positive() {
        return positive;
    }

    BucketList negative() {
        return negative;
    }

    double[] bounds() {
        return bounds;
    }

    void setBounds(double[] reconciled) {
        bounds = reconciled;
    }

    double zeroCount() {
        return zeroCount;
    }

    double zeroThreshold() {
        return zeroThreshold;
    }
}
