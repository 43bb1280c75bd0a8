package dev.tributary.promql.histogram;

/** Logarithms that are exact for powers of two, which bucket bounds are made of. */
public final class Logarithm {
    private static final double INVERSE_LN2 = 1 / Math.log(2);

    private Logarithm() {
    }

    /** Logarithm to base 2: the exponent plus that of the fraction, so that powers of two give whole numbers. */
    public static double base2(double value) {
        if (!(value > 0) || Double.isInfinite(value)) {
            return Math.log(value);
        }
        int exponent = Math.getExponent(value);
        if (exponent < Double.MIN_EXPONENT) {
            // Subnormal: scale into the normal range first.
            return base2(Math.scalb(value, 64)) - 64;
        }
        // The fraction lies in [0.5, 1), as frexp gives it.
        double fraction = Math.scalb(value, -exponent - 1);
        return fraction == 0.5 ? exponent : Math.log(fraction) * INVERSE_LN2 + (exponent + 1);
    }

    /** Logarithm to base 10, derived from base 2. */
    public static double base10(double value) {
        return base2(value) * (Math.log(2) / Math.log(10));
    }
}
