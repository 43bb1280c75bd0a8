package dev.tributary.wire.exposition;

import java.util.Locale;

/** Writes floats as Go programs do in exposition formats: the fewest digits that read back as the same value. */
final class GoFloat {
    /** Go writes an exponent below 1e-4 and from 1e+06 on. */
    private static final int EXPONENT_BELOW = -4;
    private static final int EXPONENT_FROM = 6;

    private GoFloat() {
    }

    /** Go's {@code FormatFloat(value, 'g', -1, 64)}: 1, 0.25, 1e+06, 1.5e-05, +Inf, NaN. */
    static String format(double value) {
        if (Double.isNaN(value)) {
            return "NaN";
        }
        if (Double.isInfinite(value)) {
            return value > 0 ? "+Inf" : "-Inf";
        }
        if (value == 0) {
            return 1 / value < 0 ? "-0" : "0";
        }
        String java = shortest(Math.abs(value));
        int e = java.indexOf('E');
        String mantissa = e < 0 ? java : java.substring(0, e);
        int point = mantissa.indexOf('.');
        StringBuilder digits = new StringBuilder(24).append(mantissa, 0, point).append(mantissa, point + 1,
                mantissa.length());
        int exponent = (e < 0 ? 0 : Integer.parseInt(java, e + 1, java.length(), 10)) + point - 1;
        int zeros = 0;
        while (digits.charAt(zeros) == '0') {
            zeros++;
        }
        digits.delete(0, zeros);
        exponent -= zeros;
        while (digits.length() > 1 && digits.charAt(digits.length() - 1) == '0') {
            digits.setLength(digits.length() - 1);
        }
        return arrange(value < 0, digits, exponent);
    }

    /** The JDK's digits are the shortest too, except that it never gives less than two, which shows at subnormal values. */
    private static String shortest(double value) {
        String java = Double.toString(value);
        if (value < Double.MIN_NORMAL && java.indexOf('E') == 3) {
            String single = String.format(Locale.ROOT, "%.0e", value);
            if (Double.parseDouble(single) == value) {
                return single.charAt(0) + ".0E" + single.substring(2);
            }
        }
        return java;
    }

    /** As {@link #format}, but a whole number without exponent gets a point: what OpenMetrics wants in {@code le}. */
    static String formatLabel(double value) {
        String text = format(value);
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c != '-' && (c < '0' || c > '9')) {
                return text;
            }
        }
        return text + ".0";
    }

    /** Digits d.ddd times ten to the exponent. */
    private static String arrange(boolean negative, StringBuilder digits, int exponent) {
        StringBuilder out = new StringBuilder(28);
        if (negative) {
            out.append('-');
        }
        int count = digits.length();
        if (exponent < EXPONENT_BELOW || exponent >= EXPONENT_FROM) {
            out.append(digits.charAt(0));
            if (count > 1) {
                out.append('.').append(digits, 1, count);
            }
            out.append('e').append(exponent < 0 ? '-' : '+');
            int size = Math.abs(exponent);
            return out.append(size < 10 ? "0" : "").append(size).toString();
        }
        if (exponent < 0) {
            return out.append("0.").repeat('0', -exponent - 1).append(digits).toString();
        }
        if (count <= exponent + 1) {
            return out.append(digits).repeat('0', exponent + 1 - count).toString();
        }
        return out.append(digits, 0, exponent + 1).append('.').append(digits, exponent + 1, count).toString();
    }
}
