package dev.tributary.promql.histogram;

import dev.tributary.model.NativeHistogram;

/**
 * Cuts a histogram at a value: keeps the observations below ({@code </}) or above ({@code >/}). A bucket that holds the
 * value is split in proportion; count and sum are estimated anew from what is left, the sum with the middle of each bucket.
 */
public final class HistogramTrim {
    private final NativeHistogram histogram;
    private final double at;
    private final boolean keepBelow;
    private final boolean custom;
    private double count;
    private double sum;
    private boolean trimmed;
    private boolean populatedPositive;
    private boolean populatedNegative;

    private HistogramTrim(NativeHistogram histogram, double at, boolean keepBelow) {
        this.histogram = histogram;
        this.at = at;
        this.keepBelow = keepBelow;
        this.custom = histogram.hasCustomBounds();
    }

    /** Keeps observations up to a value. */
    public static NativeHistogram below(NativeHistogram histogram, double value) {
        return new HistogramTrim(histogram, value, true).run();
    }

    /** Keeps observations from a value on. */
    public static NativeHistogram above(NativeHistogram histogram, double value) {
        return new HistogramTrim(histogram, value, false).run();
    }

    private NativeHistogram run() {
        BucketList positive = BucketList.of(histogram.positiveSpans(), histogram.positiveBuckets());
        BucketList negative = BucketList.of(histogram.negativeSpans(), histogram.negativeBuckets());
        BucketList keptPositive = trim(positive, true);
        BucketList keptNegative = trim(negative, false);
        double zero = trimZero();
        if (!trimmed) {
            return histogram;
        }
        keptPositive.compact();
        keptNegative.compact();
        return histogram.toBuilder().integer(false).count(count).sum(sum).zero(histogram.zeroThreshold(), zero)
                .positive(keptPositive.toSpans(), keptPositive.toBuckets())
                .negative(keptNegative.toSpans(), keptNegative.toBuckets()).buildUnchecked();
    }

    private BucketList trim(BucketList side, boolean isPositive) {
        BucketList kept = BucketList.empty();
        for (int i = 0; i < side.size(); i++) {
            double observations = side.count(i);
            if (observations != 0) {
                populatedPositive |= isPositive;
                populatedNegative |= !isPositive;
                double near = BucketBounds.upper(side.index(i) - 1, histogram.schema(), histogram.customBounds());
                double far = BucketBounds.upper(side.index(i), histogram.schema(), histogram.customBounds());
                observations = isPositive
                        ? trim(near, far, observations, true)
                        : trim(-far, -near, observations, false);
            }
            kept.append(side.index(i), observations);
        }
        return kept;
    }

    private double trim(double lower, double upper, double observations, boolean isPositive) {
        boolean whole = keepBelow ? upper <= at : lower >= at;
        if (whole) {
            keep(observations, middle(lower, upper, isPositive));
            return observations;
        }
        boolean cut = keepBelow ? lower < at : upper > at;
        if (!cut) {
            trimmed = true;
            return 0;
        }
        double kept;
        double middle;
        if (lower == Double.NEGATIVE_INFINITY) {
            kept = withoutLowerBound(upper, observations);
            middle = middleWithoutLowerBound(upper);
        } else if (upper == Double.POSITIVE_INFINITY) {
            // Nobody knows how observations spread towards infinity: above its start the bucket counts as at the cut.
            boolean all = !keepBelow && at >= lower;
            kept = all ? observations : 0;
            middle = all ? at : finiteOrZero(lower);
        } else {
            double below = observations * fractionBelow(lower, upper, at, custom);
            kept = keepBelow ? below : observations - below;
            middle = keepBelow ? middle(lower, at, isPositive) : middle(at, upper, isPositive);
        }
        keep(kept, middle);
        trimmed |= kept != observations;
        return kept;
    }

    /** A first custom bucket that ends above zero is taken to start at zero. */
    private double withoutLowerBound(double upper, double observations) {
        boolean finite = upper != Double.POSITIVE_INFINITY;
        if (keepBelow) {
            if (at > 0 && upper > 0 && finite) {
                return observations * at / upper;
            }
            return at >= upper || upper <= 0 ? observations : 0;
        }
        return at >= 0 && upper > at && finite ? observations * (1 - at / upper) : 0;
    }

    private double middleWithoutLowerBound(double upper) {
        boolean finite = upper != Double.POSITIVE_INFINITY;
        if (keepBelow) {
            if (at >= upper) {
                return 0;
            }
            if (at > 0 && upper > 0 && finite) {
                return at / 2;
            }
            return upper <= 0 ? at : finiteOrZero(upper);
        }
        return at >= 0 && upper > at && finite ? (at + upper) / 2 : finiteOrZero(upper);
    }

    private double trimZero() {
        double observations = histogram.zeroCount();
        if (!(observations > 0)) {
            return observations;
        }
        double lower = populatedPositive && !populatedNegative ? 0 : -histogram.zeroThreshold();
        double upper = populatedNegative && !populatedPositive ? 0 : histogram.zeroThreshold();
        double kept = observations;
        double middle = (lower + upper) / 2;
        if (keepBelow ? at <= lower : at >= upper) {
            kept = 0;
            middle = 0;
        } else if (!(keepBelow ? at >= upper : at <= lower)) {
            kept = observations * ((keepBelow ? at - lower : upper - at) / (upper - lower));
            middle = keepBelow ? (lower + at) / 2 : (at + upper) / 2;
        }
        trimmed |= kept != observations;
        keep(kept, middle);
        return kept;
    }

    private void keep(double observations, double middle) {
        count += observations;
        sum += middle * observations;
    }

    private double middle(double lower, double upper, boolean isPositive) {
        if (Double.isInfinite(lower)) {
            if (Double.isInfinite(upper)) {
                return 0;
            }
            return upper > 0 ? upper / 2 : upper;
        }
        if (Double.isInfinite(upper)) {
            return lower;
        }
        if (custom) {
            return (lower + upper) / 2;
        }
        double geometric = Math.sqrt(Math.abs(lower * upper));
        return isPositive ? geometric : -geometric;
    }

    private static double finiteOrZero(double value) {
        return Double.isInfinite(value) ? 0 : value;
    }

    /** Share of a bucket below a value inside it: linear, or linear in the logarithm for exponential buckets. */
    public static double fractionBelow(double lower, double upper, double value, boolean linear) {
        if (linear) {
            return (value - lower) / (upper - lower);
        }
        double logLower = Logarithm.base2(Math.abs(lower));
        double logUpper = Logarithm.base2(Math.abs(upper));
        double logValue = Logarithm.base2(Math.abs(value));
        return value > 0
                ? (logValue - logLower) / (logUpper - logLower)
                : 1 - (logValue - logUpper) / (logLower - logUpper);
    }
}
