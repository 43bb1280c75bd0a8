package dev.tributary.promql.function;

import java.util.Map;
import java.util.function.DoubleUnaryOperator;

import dev.tributary.promql.histogram.Logarithm;

/** The functions of one number. */
final class FloatFunctions {
    static final Map<String, DoubleUnaryOperator> ALL = Map.ofEntries(Map.entry("abs", Math::abs),
            Map.entry("acos", Math::acos), Map.entry("acosh", FloatFunctions::acosh), Map.entry("asin", Math::asin),
            Map.entry("asinh", FloatFunctions::asinh), Map.entry("atan", Math::atan),
            Map.entry("atanh", FloatFunctions::atanh), Map.entry("ceil", Math::ceil), Map.entry("cos", Math::cos),
            Map.entry("cosh", FloatFunctions::cosh), Map.entry("deg", value -> value * 180 / Math.PI),
            Map.entry("exp", Math::exp), Map.entry("floor", Math::floor), Map.entry("ln", Math::log),
            Map.entry("log10", Logarithm::base10), Map.entry("log2", Logarithm::base2),
            Map.entry("rad", value -> value * Math.PI / 180), Map.entry("sgn", Math::signum),
            Map.entry("sin", Math::sin), Map.entry("sinh", FloatFunctions::sinh), Map.entry("sqrt", Math::sqrt),
            Map.entry("tan", Math::tan), Map.entry("tanh", Math::tanh));

    private static final double LN2 = Math.log(2);
    /** Beyond it the other half of a hyperbolic function is lost in rounding. */
    private static final double EXPONENTIAL_ALONE = 21;

    private static final double LARGE = 0x1p28;
    private static final double SMALL = 0x1p-28;

    private FloatFunctions() {
    }

    /** As in Go, which Prometheus is written in, the result is infinite as soon as half of the exponential is. */
    private static double sinh(double x) {
        return Math.abs(x) > EXPONENTIAL_ALONE ? Math.copySign(Math.exp(Math.abs(x)) * 0.5, x) : Math.sinh(x);
    }

    private static double cosh(double x) {
        return Math.abs(x) > EXPONENTIAL_ALONE ? Math.exp(Math.abs(x)) * 0.5 : Math.cosh(x);
    }

    private static double acosh(double x) {
        if (x < 1 || Double.isNaN(x)) {
            return Double.NaN;
        }
        if (x == 1) {
            return 0;
        }
        if (x >= LARGE) {
            return Math.log(x) + LN2;
        }
        if (x > 2) {
            return Math.log(2 * x - 1 / (x + Math.sqrt(x * x - 1)));
        }
        double t = x - 1;
        return Math.log1p(t + Math.sqrt(2 * t + t * t));
    }

    private static double asinh(double value) {
        if (Double.isNaN(value) || Double.isInfinite(value)) {
            return value;
        }
        double x = Math.abs(value);
        double result;
        if (x > LARGE) {
            result = Math.log(x) + LN2;
        } else if (x > 2) {
            result = Math.log(2 * x + 1 / (Math.sqrt(x * x + 1) + x));
        } else if (x < SMALL) {
            result = x;
        } else {
            result = Math.log1p(x + x * x / (1 + Math.sqrt(1 + x * x)));
        }
        return Math.copySign(result, value);
    }

    private static double atanh(double value) {
        double x = Math.abs(value);
        if (x > 1 || Double.isNaN(x)) {
            return Double.NaN;
        }
        if (x == 1) {
            return Math.copySign(Double.POSITIVE_INFINITY, value);
        }
        double result;
        if (x < SMALL) {
            result = x;
        } else if (x < 0.5) {
            double doubled = x + x;
            result = 0.5 * Math.log1p(doubled + doubled * x / (1 - x));
        } else {
            result = 0.5 * Math.log1p((x + x) / (1 - x));
        }
        return Math.copySign(result, value);
    }
}
