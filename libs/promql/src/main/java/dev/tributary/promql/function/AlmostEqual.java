package dev.tributary.promql.function;

import dev.tributary.model.StaleMarker;

/** Compares numbers up to a relative error. */
public final class AlmostEqual {
    private AlmostEqual() {
    }

    /** True when both differ by less than their sum times epsilon; any NaN equals any other, the stale marker only itself. */
    public static boolean test(double a, double b, double epsilon) {
        if (StaleMarker.is(a) || StaleMarker.is(b)) {
            return StaleMarker.is(a) && StaleMarker.is(b);
        }
        if (Double.isNaN(a) && Double.isNaN(b) || a == b) {
            return true;
        }
        double sum = Math.abs(a) + Math.abs(b);
        double difference = Math.abs(a - b);
        if (a == 0 || b == 0 || sum < Double.MIN_NORMAL) {
            return difference < epsilon * Double.MIN_NORMAL;
        }
        return difference / Math.min(sum, Double.MAX_VALUE) < epsilon;
    }
}
