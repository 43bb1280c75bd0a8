package dev.tributary.model;

import java.util.Arrays;

import org.jspecify.annotations.Nullable;

/**
 * One native histogram sample: exponential buckets (schema -4 to 8) or custom bounds (schema -53). Bucket counts are
 * absolute, not deltas. Integer histograms keep their kind in {@link #isInteger}; their counts are exact up to 2^53.
 * Immutable: the arrays given are taken over and must not change, arrays returned must not be written to.
 *
 * <p>Source: the native histogram specification of Prometheus.
 */
public final class NativeHistogram {
    /** Schema number of histograms with custom bucket bounds. */
    public static final int CUSTOM_SCHEMA = -53;

    public static final int SCHEMA_MIN = -4;
    public static final int SCHEMA_MAX = 8;

    /** What is known of a counter reset between this sample and the one before; the order is that of remote write. */
    public enum ResetHint {
        UNKNOWN, RESET, NOT_RESET, GAUGE
    }

    private static final int[] NO_SPANS = {};
    private static final double[] NONE = {};

    private final boolean integer;
    private final ResetHint resetHint;
    private final int schema;
    private final double zeroThreshold;
    private final double zeroCount;
    private final double count;
    private final double sum;
    private final int[] positiveSpans;
    private final double[] positiveBuckets;
    private final int[] negativeSpans;
    private final double[] negativeBuckets;
    private final double[] customBounds;

    private NativeHistogram(Builder b) {
        integer = b.integer;
        resetHint = b.resetHint;
        schema = b.schema;
        zeroThreshold = b.zeroThreshold;
        zeroCount = b.zeroCount;
        count = b.count;
        sum = b.sum;
        positiveSpans = b.positiveSpans;
        positiveBuckets = b.positiveBuckets;
        negativeSpans = b.negativeSpans;
        negativeBuckets = b.negativeBuckets;
        customBounds = b.customBounds;
    }

    public static Builder builder() {
        return new Builder();
    }

    /** A builder holding this histogram's fields; it shares the arrays. */
    public Builder toBuilder() {
        return new Builder().integer(integer).resetHint(resetHint).schema(schema).zero(zeroThreshold, zeroCount)
                .count(count).sum(sum).positive(positiveSpans, positiveBuckets).negative(negativeSpans, negativeBuckets)
                .customBounds(customBounds);
    }

    public boolean isInteger() {
        return integer;
    }

    public ResetHint resetHint() {
        return resetHint;
    }

    public int schema() {
        return schema;
    }

    public boolean hasCustomBounds() {
        return schema == CUSTOM_SCHEMA;
    }

    public double zeroThreshold() {
        return zeroThreshold;
    }

    public double zeroCount() {
        return zeroCount;
    }

    public double count() {
        return count;
    }

    public double sum() {
        return sum;
    }

    /** Stale when the sum has the stale marker's bits. */
    public boolean isStale() {
        return StaleMarker.is(sum);
    }

    /** Spans as offset, length, offset, length; the first offset is the index of its first bucket, others are gaps. */
    public int[] positiveSpans() {
        return positiveSpans;
    }

    /** Absolute counts, one for each bucket the spans name. */
    public double[] positiveBuckets() {
        return positiveBuckets;
    }

    public int[] negativeSpans() {
        return negativeSpans;
    }

    public double[] negativeBuckets() {
        return negativeBuckets;
    }

    /** Upper bounds of custom buckets, strictly rising, without the implied +Inf; empty for exponential schemas. */
    public double[] customBounds() {
        return customBounds;
    }

    /** Equal in every field, doubles by their raw bits. */
    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof NativeHistogram that && integer == that.integer && resetHint == that.resetHint
                && schema == that.schema && bits(zeroThreshold) == bits(that.zeroThreshold)
                && bits(zeroCount) == bits(that.zeroCount) && bits(count) == bits(that.count)
                && bits(sum) == bits(that.sum) && Arrays.equals(positiveSpans, that.positiveSpans)
                && Arrays.equals(positiveBuckets, that.positiveBuckets)
                && Arrays.equals(negativeSpans, that.negativeSpans)
                && Arrays.equals(negativeBuckets, that.negativeBuckets)
                && Arrays.equals(customBounds, that.customBounds);
    }

    @Override
    public int hashCode() {
        return 31 * (31 * schema + Double.hashCode(count)) + Double.hashCode(sum);
    }

    private static long bits(double value) {
        return Double.doubleToRawLongBits(value);
    }

    @Override
    public String toString() {
        return "{schema:" + schema + " count:" + count + " sum:" + sum + " zero:" + zeroCount + "<=" + zeroThreshold
                + " positive:" + Arrays.toString(positiveSpans) + Arrays.toString(positiveBuckets) + " negative:"
                + Arrays.toString(negativeSpans) + Arrays.toString(negativeBuckets) + " bounds:"
                + Arrays.toString(customBounds) + " " + resetHint + (integer ? " int}" : " float}");
    }

    /** Collects the fields. {@link #build} refuses what no valid histogram can be, saying which field is wrong. */
    public static final class Builder {
        private boolean integer;
        private ResetHint resetHint = ResetHint.UNKNOWN;
        private int schema;
        private double zeroThreshold;
        private double zeroCount;
        private double count;
        private double sum;
        private int[] positiveSpans = NO_SPANS;
        private double[] positiveBuckets = NONE;
        private int[] negativeSpans = NO_SPANS;
        private double[] negativeBuckets = NONE;
        private double[] customBounds = NONE;

        private Builder() {
        }

        public Builder integer(boolean isInteger) {
            integer = isInteger;
            return this;
        }

        public Builder resetHint(ResetHint hint) {
            resetHint = hint;
            return this;
        }

        public Builder schema(int value) {
            schema = value;
            return this;
        }

        public Builder zero(double threshold, double observations) {
            zeroThreshold = threshold;
            zeroCount = observations;
            return this;
        }

        public Builder count(double value) {
            count = value;
            return this;
        }

        public Builder sum(double value) {
            sum = value;
            return this;
        }

        public Builder positive(int[] spans, double[] buckets) {
            positiveSpans = spans;
            positiveBuckets = buckets;
            return this;
        }

        public Builder negative(int[] spans, double[] buckets) {
            negativeSpans = spans;
            negativeBuckets = buckets;
            return this;
        }

        public Builder customBounds(double[] bounds) {
            customBounds = bounds;
            return this;
        }

        /** The histogram as given, unchecked: for results of arithmetic, where negative counts may occur. */
        public NativeHistogram buildUnchecked() {
            return new NativeHistogram(this);
        }

        /**
         * The histogram.
         *
         * @throws IllegalArgumentException naming the field that breaks the native histogram specification
         */
        public NativeHistogram build() {
            NativeHistogram histogram = new NativeHistogram(this);
            HistogramRules.check(histogram);
            return histogram;
        }
    }
}
