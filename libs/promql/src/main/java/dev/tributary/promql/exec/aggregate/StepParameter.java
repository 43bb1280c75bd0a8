package dev.tributary.promql.exec.aggregate;

import dev.tributary.promql.annotation.Notes;
import dev.tributary.promql.ast.NumberText;
import dev.tributary.promql.failure.QueryFailure;

/** The parameter of an aggregation at each step, and the checks of its extremes. */
public final class StepParameter {
    /** The largest number that fits 64 bits. */
    private static final double INTEGER_MAX = 0x1.fffffffffffffp62;
    private static final double INTEGER_MIN = -0x1p63;

    private final double[] values;

    /** The values are taken over and must not change. */
    public StepParameter(double[] values) {
        this.values = values;
    }

    double at(int step) {
        return values[step];
    }

    double[] values() {
        return values;
    }

    private double max() {
        double max = Double.NEGATIVE_INFINITY;
        for (double value : values) {
            max = Math.max(max, value);
        }
        return max;
    }

    private double min() {
        double min = Double.POSITIVE_INFINITY;
        for (double value : values) {
            min = Math.min(min, value);
        }
        return min;
    }

    private boolean hasNaN() {
        for (double value : values) {
            if (Double.isNaN(value)) {
                return true;
            }
        }
        return false;
    }

    /** Checks a number of series to keep; false when none is kept at any step. */
    boolean checkCount() {
        if (max() < 1) {
            return false;
        }
        if (hasNaN()) {
            throw failure("Parameter value is NaN");
        }
        if (min() <= INTEGER_MIN) {
            throw failure("Scalar value " + NumberText.general(min()) + " underflows int64");
        }
        if (max() >= INTEGER_MAX) {
            throw failure("Scalar value " + NumberText.general(max()) + " overflows int64");
        }
        return true;
    }

    /** Checks a ratio; false when nothing is kept at any step. */
    boolean checkRatio(Notes notes) {
        if (max() == 0 && min() == 0) {
            return false;
        }
        if (hasNaN()) {
            throw failure("Ratio value is NaN");
        }
        if (max() > 1) {
            notes.invalidRatio(max(), 1);
        }
        if (min() < -1) {
            notes.invalidRatio(min(), -1);
        }
        return true;
    }

    /** Warns of quantiles outside 0 to 1. */
    public void checkQuantile(Notes notes) {
        if (hasNaN()) {
            notes.invalidQuantile(Double.NaN);
        }
        if (max() > 1) {
            notes.invalidQuantile(max());
        }
        if (min() < 0) {
            notes.invalidQuantile(min());
        }
    }

    /** How many of so many series are kept at a step. */
    int countAt(int step, int series) {
        return (int) Math.min((long) values[step], series);
    }

    private static QueryFailure failure(String message) {
        return QueryFailure.execution(message);
    }
}
