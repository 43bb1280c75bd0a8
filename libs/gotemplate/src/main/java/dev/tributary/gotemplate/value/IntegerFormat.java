package dev.tributary.gotemplate.value;

import java.util.Locale;

import dev.tributary.model.text.GoQuote;

/** Writes integers for the verbs {@code v d b o O x X c q U}. */
final class IntegerFormat {
    private static final int UNICODE_DIGITS_MIN = 4;

    private IntegerFormat() {
    }

    /** False when the verb is none for integers. */
    static boolean append(StringBuilder out, long value, FormatSpec spec) {
        switch (spec.verb()) {
            case 'v', 'd' -> number(out, value, 10, "", spec);
            case 'b' -> number(out, value, 2, spec.sharp() ? "0b" : "", spec);
            case 'o' -> number(out, value, 8, "", spec);
            case 'O' -> number(out, value, 8, "0o", spec);
            case 'x' -> number(out, value, 16, spec.sharp() ? "0x" : "", spec);
            case 'X' -> number(out, value, 16, spec.sharp() ? "0X" : "", spec);
            case 'c' -> spec.pad(out, character(value));
            case 'q' -> spec.pad(out, spec.plus()
                    ? GoQuote.quoteRuneAscii(character(value).codePointAt(0))
                    : GoQuote.quoteRune(character(value).codePointAt(0)));
            case 'U' -> spec.padWithSpaces(out, unicode(value, spec));
            default -> {
                return false;
            }
        }
        return true;
    }

    private static String character(long value) {
        boolean valid = value >= 0 && value <= Character.MAX_CODE_POINT
                && !(value >= Character.MIN_SURROGATE && value <= Character.MAX_SURROGATE);
        return Character.toString(valid ? (int) value : 0xfffd);
    }

    private static void number(StringBuilder out, long value, int radix, String prefix, FormatSpec spec) {
        if (spec.precision() == 0 && value == 0) {
            out.repeat(' ', Math.max(0, spec.width()));
            return;
        }
        String digits = Long.toUnsignedString(value < 0 ? -value : value, radix);
        String sign = value < 0 ? "-" : spec.plus() ? "+" : spec.space() ? " " : "";
        int digitsMin = spec.precision();
        if (digitsMin == FormatSpec.NONE && spec.zero() && !spec.minus()) {
            digitsMin = spec.width() - sign.length();
        }
        digits = "0".repeat(Math.max(0, digitsMin - digits.length())) + digits;
        if (spec.verb() == 'o' && spec.sharp() && !digits.startsWith("0")) {
            digits = "0" + digits;
        }
        String text = sign + prefix + digits;
        spec.padWithSpaces(out, spec.verb() == 'X' ? text.toUpperCase(Locale.ROOT) : text);
    }

    private static String unicode(long value, FormatSpec spec) {
        String hex = Long.toUnsignedString(value, 16).toUpperCase(Locale.ROOT);
        int digits = Math.max(UNICODE_DIGITS_MIN, spec.precision());
        String code = "U+" + "0".repeat(Math.max(0, digits - hex.length())) + hex;
        boolean shown = spec.sharp() && value >= 0 && value <= Character.MAX_CODE_POINT
                && GoQuote.isPrintable((int) value);
        return shown ? code + " '" + Character.toString((int) value) + "'" : code;
    }
}
