package dev.tributary.promql.ast;

import java.math.BigInteger;
import java.util.Locale;

/** Reads numbers in Go's notations. */
public final class NumberReader {
    private static final BigInteger INTEGER_MAX = BigInteger.valueOf(Long.MAX_VALUE);

    private NumberReader() {
    }

    /**
     * A number literal of a query: an integer with its base prefix (a leading zero means octal) where it fits, else a
     * floating-point number. Underscores may separate digits.
     *
     * @throws NumberFormatException when it is neither
     */
    public static double literal(String text) {
        String body = text.startsWith("-") || text.startsWith("+") ? text.substring(1) : text;
        String digits = withoutUnderscores(body.toLowerCase(Locale.ROOT));
        int base = base(digits);
        if (base > 0) {
            BigInteger integer = new BigInteger(base == 8 && digits.charAt(1) != 'o' ? digits : digits.substring(2),
                    base);
            if (integer.compareTo(INTEGER_MAX) <= 0) {
                double magnitude = integer.doubleValue();
                return text.startsWith("-") ? -magnitude : magnitude;
            }
        }
        return floatingPoint(text);
    }

    private static int base(String digits) {
        if (digits.length() < 2 || digits.charAt(0) != '0') {
            return 0;
        }
        return switch (digits.charAt(1)) {
            case 'x' -> digits.indexOf('p') >= 0 ? 0 : 16;
            case 'o' -> 8;
            case 'b' -> 2;
            default -> digits.chars().allMatch(c -> c >= '0' && c <= '7') ? 8 : 0;
        };
    }

    /**
     * A floating-point number, decimal or hexadecimal, or {@code Inf} or {@code NaN} in any case.
     *
     * @throws NumberFormatException when it is none or too large
     */
    public static double floatingPoint(String text) {
        boolean negative = text.startsWith("-");
        String body = (negative || text.startsWith("+") ? text.substring(1) : text).toLowerCase(Locale.ROOT);
        double magnitude = switch (body) {
            case "inf", "infinity" -> Double.POSITIVE_INFINITY;
            case "nan" -> Double.NaN;
            default -> finite(withoutUnderscores(body));
        };
        return negative ? -magnitude : magnitude;
    }

    private static double finite(String digits) {
        boolean hexadecimal = digits.startsWith("0x") && digits.indexOf('p') > 0;
        String allowed = hexadecimal ? "0123456789abcdefxp.+-" : "0123456789e.+-";
        if (digits.isEmpty() || digits.charAt(0) == '+' || digits.charAt(0) == '-'
                || !digits.chars().allMatch(c -> allowed.indexOf(c) >= 0)) {
            throw new NumberFormatException("invalid syntax");
        }
        double value;
        try {
            value = Double.parseDouble(digits);
        } catch (NumberFormatException e) {
            throw new NumberFormatException("invalid syntax");
        }
        if (Double.isInfinite(value)) {
            throw new NumberFormatException("value out of range");
        }
        return value;
    }

    private static String withoutUnderscores(String text) {
        for (int i = text.indexOf('_'); i >= 0; i = text.indexOf('_', i + 1)) {
            boolean before = i > 0 && Character.isLetterOrDigit(text.charAt(i - 1));
            boolean after = i + 1 < text.length() && Character.isLetterOrDigit(text.charAt(i + 1));
            if (!before || !after) {
                throw new NumberFormatException("invalid syntax");
            }
        }
        return text.replace("_", "");
    }
}
