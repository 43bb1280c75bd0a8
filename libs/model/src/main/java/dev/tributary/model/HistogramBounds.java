package dev.tributary.model;

/**
 * Bucket boundaries of native histograms, to the last bit those of Prometheus. Between two powers of two, schema n has
 * 2^n boundaries; each schema adds one between any two of the schema before it, as the lower one times 2^(1/2^n). That
 * order of rounding is part of the definition: {@code Math.pow} gives other last bits.
 */
public final class HistogramBounds {
    /** An exponent that no finite boundary has: the bucket below it ends at the largest double instead. */
    private static final int OVERFLOW_EXPONENT = 1024;

    /** Boundaries from 0.5 (inclusive) to 1 (exclusive), by schema. */
    private static final double[][] FRACTIONS = fractions();

    private HistogramBounds() {
    }

    private static double[][] fractions() {
        double[][] bySchema = new double[NativeHistogram.SCHEMA_MAX + 1][];
        bySchema[0] = new double[]{0.5};
        bySchema[1] = new double[]{0.5, 1 / Math.sqrt(2)};
        double factor = Math.sqrt(2);
        for (int schema = 2; schema < bySchema.length; schema++) {
            factor = Math.sqrt(factor);
            double[] coarser = bySchema[schema - 1];
            double[] bounds = new double[2 * coarser.length];
            for (int i = 0; i < coarser.length; i++) {
                bounds[2 * i] = coarser[i];
                bounds[2 * i + 1] = coarser[i] * factor;
            }
            bySchema[schema] = bounds;
        }
        return bySchema;
    }

    /**
     * The upper boundary of a bucket on the positive side; the lower one is that of the index before. On the negative side
     * the boundaries are the same with the sign turned. Bucket 0 of an exponential schema ends at 1; for custom bounds the
     * index counts the bounds, so that -1 gives the lower end of the first bucket, -Inf, and the count of bounds +Inf.
     */
    public static double upper(NativeHistogram histogram, int index) {
        return histogram.hasCustomBounds()
                ? custom(index, histogram.customBounds())
                : exponential(index, histogram.schema());
    }

    private static double custom(int index, double[] bounds) {
        if (index < -1 || index > bounds.length) {
            throw new IllegalArgumentException("bucket " + index + " of " + bounds.length + " custom bounds");
        }
        return index == -1
                ? Double.NEGATIVE_INFINITY
                : index == bounds.length ? Double.POSITIVE_INFINITY : bounds[index];
    }

    /** The upper boundary of a positive bucket of an exponential schema. */
    public static double exponential(int index, int schema) {
        if (schema < 0) {
            return scaled(0.5, (index << -schema) + 1);
        }
        double[] fractions = FRACTIONS[schema];
        return scaled(fractions[index & fractions.length - 1], (index >> schema) + 1);
    }

    private static double scaled(double fraction, int exponent) {
        return fraction == 0.5 && exponent == OVERFLOW_EXPONENT + 1
                ? Double.MAX_VALUE
                : Math.scalb(fraction, exponent);
    }
}
