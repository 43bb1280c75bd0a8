package dev.tributary.wire.otlp;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import dev.tributary.model.Exemplar;

/** One data point of any kind as it was read; what its kind does not have is empty. */
final class OtlpPoint {
    /** The flag of a point that says there is no value any more. */
    private static final long NO_RECORDED_VALUE = 1;

    private static final long NANOS_PER_MILLI = 1_000_000;

    /** Buckets of an exponential histogram: the first index, and counts of it and its successors. */
    static final class Buckets {
        int offset;
        final List<Long> counts = new ArrayList<>();
    }

    /** A quantile and its value. */
    record Quantile(double quantile, double value) {
    }

    final Map<String, String> attributes = OtlpAttributes.empty();
    final List<Exemplar> exemplars = new ArrayList<>();
    final List<Long> counts = new ArrayList<>();
    final List<Double> bounds = new ArrayList<>();
    final List<Quantile> quantiles = new ArrayList<>();
    final Buckets positive = new Buckets();
    final Buckets negative = new Buckets();
    long startNanos;
    long timeNanos;
    long flags;
    double value;
    long count;
    boolean hasSum;
    double sum;
    int scale;
    long zeroCount;

    /** Nanoseconds are unsigned; no time of ours comes near the sign. */
    long timeMillis() {
        return Long.divideUnsigned(timeNanos, NANOS_PER_MILLI);
    }

    long startMillis() {
        return Long.divideUnsigned(startNanos, NANOS_PER_MILLI);
    }

    boolean isAbsent() {
        return (flags & NO_RECORDED_VALUE) != 0;
    }
}
