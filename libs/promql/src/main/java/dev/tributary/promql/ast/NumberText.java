package dev.tributary.promql.ast;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;

import org.jspecify.annotations.Nullable;

/** Numbers as Go writes them, which is what Prometheus' texts are made of. */
public final class NumberText {
    private static final int SHORTEST_EXPONENT_LIMIT = 6;

    private NumberText() {
    }

    /** The shortest decimal that reads back as the same number, never with an exponent ({@code %f} with precision -1). */
    public static String fixed(double value) {
        String special = special(value);
        if (special != null) {
            return special;
        }
        String text = new BigDecimal(Double.toString(Math.abs(value))).stripTrailingZeros().toPlainString();
        return isNegative(value) ? "-" + text : text;
    }

    /** The shortest form, with an exponent for small and large numbers ({@code %g} and {@code %v}). */
    public static String general(double value) {
        String special = special(value);
        return special != null
                ? special
                : general(value, new BigDecimal(Double.toString(Math.abs(value))), SHORTEST_EXPONENT_LIMIT);
    }

    /** At most that many significant digits ({@code %.2g}). */
    public static String general(double value, int digits) {
        String special = special(value);
        return special != null
                ? special
                : general(value, new BigDecimal(Math.abs(value)).round(new MathContext(digits, RoundingMode.HALF_EVEN)),
                        digits);
    }

    private static String general(double value, BigDecimal magnitude, int exponentLimit) {
        BigDecimal stripped = magnitude.stripTrailingZeros();
        String digits = stripped.unscaledValue().toString();
        int exponent = magnitude.signum() == 0 ? 0 : digits.length() - 1 - stripped.scale();
        String sign = isNegative(value) ? "-" : "";
        if (exponent < -4 || exponent >= exponentLimit) {
            String mantissa = digits.length() == 1 ? digits : digits.charAt(0) + "." + digits.substring(1);
            return sign + mantissa + "e" + (exponent < 0 ? "-" : "+") + (Math.abs(exponent) < 10 ? "0" : "")
                    + Math.abs(exponent);
        }
        return sign + (magnitude.signum() == 0 ? "0" : stripped.toPlainString());
    }

    private static @Nullable String special(double value) {
        if (Double.isNaN(value)) {
            return "NaN";
        }
        if (Double.isInfinite(value)) {
            return value > 0 ? "+Inf" : "-Inf";
        }
        return null;
    }

    private static boolean isNegative(double value) {
        return Double.doubleToRawLongBits(value) < 0;
    }
}
