package dev.tributary.wire.exposition;

import java.math.BigInteger;
import java.nio.charset.StandardCharsets;

import dev.tributary.model.StaleMarker;

/**
 * Reads floats as Go's {@code ParseFloat} does for exposition formats: decimal digits with point and exponent, {@code Inf},
 * {@code Infinity} and {@code NaN} in any case; no hexadecimal, no underscores, no overflow. The result is correctly rounded.
 * Up to 19 digits cost one 64-bit multiplication (Lemire, Number Parsing at a Gigabyte per Second, 2021); the few that it
 * cannot decide go to {@link Double#parseDouble}.
 */
final class FloatText {
    private static final int DIGITS_MAX = 19;
    private static final int POWER_MAX = 64;
    private static final double[] EXACT_POWERS = {1e0, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12,
            1e13,
            1e14, 1e15, 1e16, 1e17, 1e18, 1e19, 1e20, 1e21, 1e22};
    /** The top 64 bits of 10^(i - POWER_MAX), cut off, not rounded. */
    private static final long[] POWERS = new long[2 * POWER_MAX + 1];
    /** What to shift {@link #POWERS} left by (mostly negative) to get the power of ten. */
    private static final int[] POWER_SHIFTS = new int[2 * POWER_MAX + 1];

    static {
        for (int exponent = -POWER_MAX; exponent <= POWER_MAX; exponent++) {
            BigInteger ten = BigInteger.TEN.pow(Math.abs(exponent));
            int bits = ten.bitLength();
            int i = exponent + POWER_MAX;
            POWERS[i] = exponent >= 0
                    ? ten.shiftLeft(64).shiftRight(bits).longValue()
                    : BigInteger.ONE.shiftLeft(63 + bits).divide(ten).longValue();
            POWER_SHIFTS[i] = exponent >= 0 ? bits - 64 : -63 - bits;
        }
    }

    private double value;

    /** The value last parsed; NaN has the normal NaN bits. */
    double value() {
        return value;
    }

    /** Parses a range; false when it is no float or one out of range. */
    boolean parse(byte[] bytes, int from, int to) {
        int at = from;
        boolean negative = false;
        if (at < to && (bytes[at] == '-' || bytes[at] == '+')) {
            negative = bytes[at] == '-';
            at++;
        }
        if (at < to && (bytes[at] | 0x20) > '9') {
            return parseWord(bytes, at, to, at > from, negative);
        }
        return parseDecimal(bytes, from, at, to, negative);
    }

    private boolean parseWord(byte[] bytes, int from, int to, boolean signed, boolean negative) {
        if (isWord(bytes, from, to, "inf") || isWord(bytes, from, to, "infinity")) {
            value = negative ? Double.NEGATIVE_INFINITY : Double.POSITIVE_INFINITY;
            return true;
        }
        value = Double.longBitsToDouble(StaleMarker.NORMAL_NAN_BITS);
        return !signed && isWord(bytes, from, to, "nan");
    }

    private static boolean isWord(byte[] bytes, int from, int to, String lowerCase) {
        if (to - from != lowerCase.length()) {
            return false;
        }
        for (int i = from; i < to; i++) {
            if ((bytes[i] | 0x20) != lowerCase.charAt(i - from)) {
                return false;
            }
        }
        return true;
    }

    private boolean parseDecimal(byte[] bytes, int from, int digitsFrom, int to, boolean negative) {
        long mantissa = 0;
        int significant = 0;
        int digits = 0;
        int exponent = 0;
        boolean point = false;
        int at = digitsFrom;
        for (; at < to; at++) {
            int c = bytes[at];
            if (c >= '0' && c <= '9') {
                digits++;
                // Wraps behind 19 digits, where it is not used.
                mantissa = 10 * mantissa + (c - '0');
                significant += significant > 0 || c != '0' ? 1 : 0;
                exponent -= point ? 1 : 0;
            } else if (c == '.' && !point) {
                point = true;
            } else {
                break;
            }
        }
        if (digits == 0) {
            return false;
        }
        if (at < to) {
            int written = exponent(bytes, at, to);
            if (written == Integer.MIN_VALUE) {
                return false;
            }
            exponent += written;
        }
        return significant <= DIGITS_MAX && setScaled(mantissa, exponent, negative) || setExactly(bytes, from, to);
    }

    /** The exponent that {@code e} starts, or the smallest int when there is none; as large as needed, but never overflown. */
    private static int exponent(byte[] bytes, int from, int to) {
        int at = from + 1;
        if ((bytes[from] | 0x20) != 'e' || at == to) {
            return Integer.MIN_VALUE;
        }
        boolean negative = bytes[at] == '-';
        if (negative || bytes[at] == '+') {
            at++;
        }
        if (at == to) {
            return Integer.MIN_VALUE;
        }
        int exponent = 0;
        for (; at < to; at++) {
            int c = bytes[at];
            if (c < '0' || c > '9') {
                return Integer.MIN_VALUE;
            }
            exponent = Math.min(10 * exponent + (c - '0'), 1_000_000);
        }
        return negative ? -exponent : exponent;
    }

    /** Sets mantissa times a power of ten; false when the quick ways cannot decide the last bit. */
    private boolean setScaled(long mantissa, int exponent, boolean negative) {
        double magnitude;
        if (mantissa >>> 53 == 0 && Math.abs(exponent) < EXACT_POWERS.length) {
            // Both are exact doubles, so one operation rounds once.
            magnitude = exponent < 0 ? mantissa / EXACT_POWERS[-exponent] : mantissa * EXACT_POWERS[exponent];
        } else if (mantissa == 0) {
            magnitude = 0;
        } else if (Math.abs(exponent) <= POWER_MAX) {
            magnitude = product(mantissa, exponent + POWER_MAX);
        } else {
            return false;
        }
        value = negative ? -magnitude : magnitude;
        return magnitude >= 0;
    }

    /**
     * Mantissa times power as the nearest double, or -1 when undecided. The power was cut off, so the true product lies
     * between the product and the product plus the mantissa; both ends must round to the same double, and neither be a tie.
     */
    private static double product(long mantissa, int power) {
        int shift = Long.numberOfLeadingZeros(mantissa);
        long normal = mantissa << shift;
        long low = normal * POWERS[power];
        long high = Math.unsignedMultiplyHigh(normal, POWERS[power]);
        boolean carry = Long.compareUnsigned(low + normal, low) < 0;
        int dropped = high < 0 ? 11 : 10;
        long half = 1L << dropped - 1;
        long rest = high & 2 * half - 1;
        // One below the half may carry up to it, and on the half it may be a tie.
        if (rest == half || rest == half - 1 && carry) {
            return -1;
        }
        long rounded = (high >>> dropped) + (rest > half ? 1 : 0);
        return Math.scalb((double) rounded, dropped + 64 + POWER_SHIFTS[power] - shift);
    }

    /** The grammar was checked, so the JDK sees nothing it would read otherwise. Go refuses what overflows. */
    private boolean setExactly(byte[] bytes, int from, int to) {
        value = Double.parseDouble(new String(bytes, from, to - from, StandardCharsets.US_ASCII));
        return !Double.isInfinite(value);
    }
}
