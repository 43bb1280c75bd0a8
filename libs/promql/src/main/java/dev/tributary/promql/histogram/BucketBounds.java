package dev.tributary.promql.histogram;

import dev.tributary.model.NativeHistogram;

/**
 * Upper bounds of buckets by index. An exponential bucket of index i ends at 2^(i * 2^-schema); the last bucket below
 * infinity ends at the largest double so that only infinities fall into the next one.
 */
public final class BucketBounds {
    private static final int EXPONENT_BEYOND_MAX = 1025;

    /** Per schema the bounds in [0.5, 1). Built by interleaving square roots, which gives the digits Prometheus has. */
    private static final double[][] FRACTIONS = fractions();

    private BucketBounds() {
    }

    private static double[][] fractions() {
        double[][] bySchema = new double[NativeHistogram.SCHEMA_MAX + 1][];
        bySchema[0] = new double[]{0.5};
        bySchema[1] = new double[]{0.5, 1 / Math.sqrt(2)};
        double root = Math.sqrt(2);
        for (int schema = 2; schema < bySchema.length; schema++) {
            root = Math.sqrt(root);
            double[] coarser = bySchema[schema - 1];
            double[] finer = new double[2 * coarser.length];
            for (int i = 0; i < coarser.length; i++) {
                finer[2 * i] = coarser[i];
                finer[2 * i + 1] = coarser[i] * root;
            }
            bySchema[schema] = finer;
        }
        return bySchema;
    }

    /** Upper bound of an exponential bucket. */
    public static double exponential(int index, int schema) {
        if (schema < 0) {
            int exponent = index << -schema;
            return exponent == Double.MAX_EXPONENT + 1 ? Double.MAX_VALUE : Math.scalb(1.0, exponent);
        }
        double[] fractions = FRACTIONS[schema];
        double fraction = fractions[index & (fractions.length - 1)];
        int exponent = (index >> schema) + 1;
        if (fraction == 0.5 && exponent == EXPONENT_BEYOND_MAX) {
            return Double.MAX_VALUE;
        }
        // In two steps: an exponent of 1025 alone would overflow although fraction and exponent together do not.
        return Math.scalb(2 * fraction, exponent - 1);
    }

    /** Upper bound of a bucket of either kind of schema. */
    public static double upper(int index, int schema, double[] customBounds) {
        if (schema != NativeHistogram.CUSTOM_SCHEMA) {
            return exponential(index, schema);
        }
        if (index < 0) {
            return Double.NEGATIVE_INFINITY;
        }
        return index < customBounds.length ? customBounds[index] : Double.POSITIVE_INFINITY;
    }

    /** Index in a coarser schema of the bucket that holds a bucket of a finer one. */
    static int coarser(int index, int schema, int coarserSchema) {
        return ((index - 1) >> (schema - coarserSchema)) + 1;
    }
}
