package dev.tributary.promql.function;

/** Larger and smaller of two numbers where one may be NaN: an infinity that decides wins over it. */
public final class Bounds {
    private Bounds() {
    }

    public static double larger(double a, double b) {
        return a == Double.POSITIVE_INFINITY || b == Double.POSITIVE_INFINITY
                ? Double.POSITIVE_INFINITY
                : Math.max(a, b);
    }

    public static double smaller(double a, double b) {
        return a == Double.NEGATIVE_INFINITY || b == Double.NEGATIVE_INFINITY
                ? Double.NEGATIVE_INFINITY
                : Math.min(a, b);
    }
}
