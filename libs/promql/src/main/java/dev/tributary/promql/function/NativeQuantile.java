package dev.tributary.promql.function;

import dev.tributary.model.NativeHistogram;
import dev.tributary.promql.annotation.Notes;
import dev.tributary.promql.histogram.HistogramBuckets;
import dev.tributary.promql.histogram.HistogramTrim;
import dev.tributary.promql.histogram.Logarithm;

/**
 * Quantiles and fractions of native histograms. Inside an exponential bucket observations are taken to be spread evenly on a
 * logarithmic scale; in custom buckets and the zero bucket evenly on the linear one.
 */
public final class NativeQuantile {
    private final NativeHistogram histogram;
    private final String metric;
    private final Notes notes;
    private final HistogramBuckets buckets;

    private NativeQuantile(NativeHistogram histogram, String metric, Notes notes) {
        this.histogram = histogram;
        this.metric = metric;
        this.notes = notes;
        this.buckets = HistogramBuckets.of(histogram);
    }

    /** The value below which that share of the observations lies. */
    public static double quantile(double quantile, NativeHistogram histogram, String metric, Notes notes) {
        if (quantile < 0) {
            return Double.NEGATIVE_INFINITY;
        }
        if (quantile > 1) {
            return Double.POSITIVE_INFINITY;
        }
        if (histogram.count() == 0 || Double.isNaN(quantile)) {
            return Double.NaN;
        }
        return new NativeQuantile(histogram, metric, notes).quantile(quantile);
    }

    private double quantile(double quantile) {
        boolean withNaN = Double.isNaN(histogram.sum());
        // Counting from the nearer end loses least to rounding. NaN observations stand in no bucket, only at the top.
        boolean upwards = withNaN || quantile < 0.5;
        double rank = (upwards ? quantile : 1 - quantile) * histogram.count();
        int direction = upwards ? 1 : -1;
        int at = upwards ? 0 : buckets.size() - 1;
        int found = -1;
        double counted = 0;
        while (at >= 0 && at < buckets.size()) {
            found = at;
            if (buckets.count(at) != 0) {
                counted += buckets.count(at);
                if (counted >= rank) {
                    break;
                }
            }
            at += direction;
        }
        double lower = found < 0 ? 0 : buckets.lower(found);
        double upper = found < 0 ? 0 : buckets.upper(found);
        if (histogram.hasCustomBounds()) {
            if (lower == Double.NEGATIVE_INFINITY) {
                if (upper <= 0) {
                    return upper;
                }
                lower = 0;
            } else if (upper == Double.POSITIVE_INFINITY) {
                return lower;
            }
        } else if (lower < 0 && upper > 0) {
            lower = zeroLower(lower);
            upper = zeroUpper(upper);
        }
        counted = Math.min(counted, histogram.count());
        if (counted < rank) {
            if (withNaN) {
                notes.quantileIsNaN(metric);
                return Double.NaN;
            }
            return upper;
        }
        double inBucket = found < 0 ? 0 : buckets.count(found);
        double rankInBucket = upwards ? rank - (counted - inBucket) : counted - rank;
        if (withNaN) {
            warnOfSkew(found + 1, counted);
        }
        return interpolate(lower, upper, rankInBucket / inBucket);
    }

    private void warnOfSkew(int next, double countedSoFar) {
        double counted = countedSoFar;
        for (int i = next; i < buckets.size(); i++) {
            counted += buckets.count(i);
        }
        if (counted < histogram.count()) {
            notes.quantileIsSkewed(metric);
        }
    }

    private double interpolate(double lower, double upper, double fraction) {
        if (histogram.hasCustomBounds() || lower <= 0 && upper >= 0) {
            return lower + (upper - lower) * fraction;
        }
        double logLower = Logarithm.base2(Math.abs(lower));
        double logUpper = Logarithm.base2(Math.abs(upper));
        return lower > 0
                ? Math.pow(2, logLower + (logUpper - logLower) * fraction)
                : -Math.pow(2, logUpper + (logLower - logUpper) * (1 - fraction));
    }

    /** With buckets on one side only the zero bucket holds nothing of the other side. */
    private double zeroLower(double lower) {
        return histogram.negativeBuckets().length == 0 && histogram.positiveBuckets().length > 0 ? 0 : lower;
    }

    private double zeroUpper(double upper) {
        return histogram.positiveBuckets().length == 0 && histogram.negativeBuckets().length > 0 ? 0 : upper;
    }

    /** The share of observations between two values. */
    public static double fraction(double lower, double upper, NativeHistogram histogram, String metric, Notes notes) {
        if (histogram.count() == 0 || Double.isNaN(lower) || Double.isNaN(upper)) {
            return Double.NaN;
        }
        if (lower >= upper) {
            return 0;
        }
        return new NativeQuantile(histogram, metric, notes).fraction(lower, upper);
    }

    private double fraction(double lower, double upper) {
        double lowerRank = Double.NaN;
        double upperRank = Double.NaN;
        double rank = 0;
        double counted = 0;
        int next = 0;
        while (next < buckets.size()) {
            int i = next++;
            counted += buckets.count(i);
            boolean zeroBucket = buckets.lower(i) <= 0 && buckets.upper(i) >= 0;
            double start = zeroBucket ? zeroLower(buckets.lower(i)) : buckets.lower(i);
            double end = zeroBucket ? zeroUpper(buckets.upper(i)) : buckets.upper(i);
            if (Double.isNaN(lowerRank)) {
                lowerRank = rankAt(lower, start, end, rank, buckets.count(i), zeroBucket);
            }
            if (Double.isNaN(upperRank)) {
                upperRank = rankAt(upper, start, end, rank, buckets.count(i), zeroBucket);
            }
            if (!Double.isNaN(lowerRank) && !Double.isNaN(upperRank)) {
                break;
            }
            rank += buckets.count(i);
        }
        double count = histogram.count();
        if (Double.isNaN(histogram.sum())) {
            for (int i = next; i < buckets.size(); i++) {
                counted += buckets.count(i);
            }
            if (counted < count) {
                notes.fractionExcludesNaN(metric);
            }
            count = counted;
        }
        return (atMost(upperRank, count) - atMost(lowerRank, count)) / histogram.count();
    }

    private static double atMost(double rank, double count) {
        return Double.isNaN(rank) || rank > count ? count : rank;
    }

    /** The rank of a value when it lies at the start of a bucket or in it, else NaN. */
    private double rankAt(double value, double start, double end, double rank, double count, boolean zeroBucket) {
        if (start >= value) {
            return rank;
        }
        if (end <= value) {
            return Double.NaN;
        }
        boolean linear = histogram.hasCustomBounds() || zeroBucket;
        if (linear && start == Double.NEGATIVE_INFINITY) {
            return count;
        }
        return rank + count * HistogramTrim.fractionBelow(start, end, value, linear);
    }
}
