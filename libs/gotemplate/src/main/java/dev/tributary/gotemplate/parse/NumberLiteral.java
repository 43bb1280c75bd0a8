package dev.tributary.gotemplate.parse;

import java.math.BigInteger;

import dev.tributary.gotemplate.parse.Node.Constant;
import dev.tributary.model.text.GoFloatParser;
import dev.tributary.model.text.GoQuote;
import dev.tributary.model.text.GoUnquote;
import org.jspecify.annotations.Nullable;

/** Reads the constants of templates with Go's rules: what is whole may also stand for a real number and the other way. */
final class NumberLiteral {
    private static final BigInteger UNSIGNED_END = BigInteger.ONE.shiftLeft(64);

    private NumberLiteral() {
    }

    /** A number as written; refused with Go's message. */
    static Constant number(int start, String text) throws ParseException {
        boolean writtenReal = isWrittenReal(text);
        BigInteger whole = whole(text);
        if (whole != null && fits(whole)) {
            return new Constant(start, text, whole.longValueExact(), whole.doubleValue(), false);
        }
        if (whole != null && whole.signum() > 0 && whole.compareTo(UNSIGNED_END) < 0) {
            return new Constant(start, text, null, whole.doubleValue(), false);
        }
        double real;
        try {
            real = GoFloatParser.parse(text);
        } catch (NumberFormatException _) {
            throw new ParseException("illegal number syntax: " + GoQuote.quote(text));
        }
        if (!writtenReal && !text.matches(".*[eEpP.].*")) {
            throw new ParseException("integer overflow: " + GoQuote.quote(text));
        }
        return new Constant(start, text, real == (long) real ? (Long) (long) real : null, real, writtenReal);
    }

    /** Hexadecimal integers may hold an e that is no exponent. */
    private static boolean isWrittenReal(String text) {
        boolean hex = text.matches("[+-]?0[xX].*");
        return hex ? text.matches(".*[pP].*") : text.matches(".*[.eEpP].*");
    }

    private static boolean fits(BigInteger number) {
        return number.bitLength() < Long.SIZE;
    }

    /** An integer with Go's prefixes and underscores, or null when the text is none. */
    private static @Nullable BigInteger whole(String text) {
        boolean negative = text.startsWith("-");
        String digits = negative || text.startsWith("+") ? text.substring(1) : text;
        int radix = 10;
        if (digits.length() > 1 && digits.charAt(0) == '0') {
            radix = switch (Character.toLowerCase(digits.charAt(1))) {
                case 'x' -> 16;
                case 'b' -> 2;
                default -> 8;
            };
            boolean prefixed = radix != 8 || Character.toLowerCase(digits.charAt(1)) == 'o';
            digits = digits.substring(prefixed ? 2 : 1);
            digits = digits.startsWith("_") ? digits.substring(1) : digits;
        }
        if (digits.startsWith("_") || digits.endsWith("_") || digits.contains("__")) {
            return null;
        }
        return parse(digits.replace("_", ""), radix, negative);
    }

    private static @Nullable BigInteger parse(String digits, int radix, boolean negative) {
        if (digits.isEmpty() || digits.chars().anyMatch(c -> Character.digit(c, radix) < 0)) {
            return null;
        }
        BigInteger number = new BigInteger(digits, radix);
        return negative ? number.negate() : number;
    }

    /** A character constant: the number of its character. */
    static Constant character(int start, String text) throws ParseException {
        String value;
        try {
            value = GoUnquote.unquote(text);
        } catch (IllegalArgumentException e) {
            throw new ParseException("invalid syntax");
        }
        if (value.isEmpty()) {
            throw new ParseException("invalid syntax");
        }
        if (value.codePointCount(0, value.length()) != 1) {
            throw new ParseException("malformed character constant: " + text);
        }
        long code = value.codePointAt(0);
        return new Constant(start, text, code, code, false);
    }
}
