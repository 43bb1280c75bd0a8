package dev.tributary.gotemplate.value;

import java.nio.charset.StandardCharsets;
import java.util.Locale;

import dev.tributary.model.text.GoQuote;

/** Writes texts for the verbs {@code v s q x X}. */
final class TextFormat {
    private TextFormat() {
    }

    /** False when the verb is none for texts. */
    static boolean append(StringBuilder out, String value, FormatSpec spec) {
        switch (spec.verb()) {
            case 'v', 's' -> spec.pad(out, spec.asSource() ? GoQuote.quote(value) : cut(value, spec));
            case 'q' -> spec.pad(out, quoted(cut(value, spec), spec));
            case 'x' -> spec.pad(out, hex(value, spec));
            case 'X' -> spec.pad(out, hex(value, spec).toUpperCase(Locale.ROOT));
            default -> {
                return false;
            }
        }
        return true;
    }

    private static String cut(String value, FormatSpec spec) {
        int shown = spec.precision();
        boolean whole = shown == FormatSpec.NONE || value.codePointCount(0, value.length()) <= shown;
        return whole ? value : value.substring(0, value.offsetByCodePoints(0, shown));
    }

    private static String quoted(String value, FormatSpec spec) {
        boolean raw = spec.sharp() && value.codePoints().allMatch(TextFormat::standsInBackticks);
        return raw ? "`" + value + "`" : spec.plus() ? GoQuote.quoteAscii(value) : GoQuote.quote(value);
    }

    private static boolean standsInBackticks(int c) {
        return c != '`' && c != 0x7f && c != 0xfeff && (c >= ' ' || c == '\t');
    }

    private static String hex(String value, FormatSpec spec) {
        byte[] bytes = value.getBytes(StandardCharsets.UTF_8);
        int count = spec.precision() == FormatSpec.NONE ? bytes.length : Math.min(bytes.length, spec.precision());
        StringBuilder out = new StringBuilder();
        for (int i = 0; i < count; i++) {
            if (i > 0 && spec.space()) {
                out.append(' ');
            }
            if (spec.sharp() && (i == 0 || spec.space())) {
                out.append("0x");
            }
            out.append(Character.forDigit(bytes[i] >> 4 & 15, 16)).append(Character.forDigit(bytes[i] & 15, 16));
        }
        return out.toString();
    }
}
