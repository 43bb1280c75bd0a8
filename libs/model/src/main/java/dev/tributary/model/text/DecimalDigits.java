package dev.tributary.model.text;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;

/**
 * A finite, non-negative double as decimal digits: the value is 0.d1d2d3... times ten to the power of {@code point}. Zero
 * is the digit 0 with point 1.
 */
record DecimalDigits(String digits, int point) {
    private static final DecimalDigits ZERO = new DecimalDigits("0", 1);

    /** Below this the doubles stand so far apart that one digit may be enough where Java writes two. */
    private static final double SPARSE = 1e-300;

    /** The fewest digits that read back as the same double, and among those the closest. */
    static DecimalDigits shortest(double value) {
        if (value == 0) {
            return ZERO;
        }
        String text = Double.toString(value);
        int exponentAt = text.indexOf('E');
        int exponent = exponentAt < 0 ? 0 : Integer.parseInt(text.substring(exponentAt + 1));
        String mantissa = exponentAt < 0 ? text : text.substring(0, exponentAt);
        int dot = mantissa.indexOf('.');
        DecimalDigits all = trimmed(mantissa.substring(0, dot) + mantissa.substring(dot + 1), dot + exponent);
        return value < SPARSE && all.digits.length() == 2 ? all.oneDigitIfEnough(value) : all;
    }

    private static DecimalDigits trimmed(String digits, int point) {
        int from = 0;
        while (digits.charAt(from) == '0') {
            from++;
        }
        int to = digits.length();
        while (digits.charAt(to - 1) == '0') {
            to--;
        }
        return new DecimalDigits(digits.substring(from, to), point - from);
    }

    private DecimalDigits oneDigitIfEnough(double value) {
        BigDecimal one = new BigDecimal("0." + digits).round(new MathContext(1, RoundingMode.HALF_EVEN));
        BigDecimal scaled = one.scaleByPowerOfTen(point);
        return scaled.doubleValue() == value ? exact(scaled) : this;
    }

    /** Rounded half to even, from the exact value, to so many digits behind the point. */
    static DecimalDigits fraction(double value, int digitsBehindPoint) {
        return exact(new BigDecimal(value).setScale(digitsBehindPoint, RoundingMode.HALF_EVEN));
    }

    /** Rounded half to even, from the exact value, to so many digits in all. */
    static DecimalDigits significant(double value, int count) {
        return exact(new BigDecimal(value).round(new MathContext(count, RoundingMode.HALF_EVEN)));
    }

    private static DecimalDigits exact(BigDecimal value) {
        if (value.signum() == 0) {
            return ZERO;
        }
        String digits = value.unscaledValue().toString();
        return trimmed(digits, digits.length() - value.scale());
    }

    boolean isZero() {
        return digits.equals("0");
    }

    /** The digit at a place, counted from the first, or 0 behind the last. */
    char digit(int index) {
        return index >= 0 && index < digits.length() ? digits.charAt(index) : '0';
    }
}
