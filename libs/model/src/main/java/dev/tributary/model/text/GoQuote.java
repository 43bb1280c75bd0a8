package dev.tributary.model.text;

import java.util.Locale;

/** String literals of Go, which are those of PromQL, LogQL and Go templates. */
public final class GoQuote {
    private GoQuote() {
    }

    /** The text in double quotes as {@code strconv.Quote} and {@code %q} write it. */
    public static String quote(String text) {
        StringBuilder out = new StringBuilder(text.length() + 2);
        append(out, text);
        return out.toString();
    }

    /** Appends what {@link #quote} gives. */
    public static void append(StringBuilder out, String text) {
        out.append('"');
        for (int i = 0; i < text.length();) {
            int c = text.codePointAt(i);
            i += Character.charCount(c);
            appendEscaped(out, c, '"', false);
        }
        out.append('"');
    }

    /** The text in double quotes with nothing but ASCII in it: {@code strconv.QuoteToASCII} and {@code %+q}. */
    public static String quoteAscii(String text) {
        StringBuilder out = new StringBuilder("\"");
        text.codePoints().forEach(c -> appendEscaped(out, c, '"', true));
        return out.append('"').toString();
    }

    /** One character in single quotes as {@code strconv.QuoteRune} and {@code %q} of a number write it. */
    public static String quoteRune(int codePoint) {
        return quoteRune(codePoint, false);
    }

    /** One character in single quotes with nothing but ASCII in it: {@code %+q} of a number. */
    public static String quoteRuneAscii(int codePoint) {
        return quoteRune(codePoint, true);
    }

    private static String quoteRune(int codePoint, boolean ascii) {
        StringBuilder out = new StringBuilder("'");
        appendEscaped(out, Character.isValidCodePoint(codePoint) ? codePoint : 0xfffd, '\'', ascii);
        return out.append('\'').toString();
    }

    private static void appendEscaped(StringBuilder out, int c, char quote, boolean ascii) {
        if (c == quote || c == '\\') {
            out.append('\\').append((char) c);
        } else if (isPrintable(c) && (!ascii || c < 0x80)) {
            out.appendCodePoint(c);
        } else {
            switch (c) {
                case 7 -> out.append("\\a");
                case '\b' -> out.append("\\b");
                case '\f' -> out.append("\\f");
                case '\n' -> out.append("\\n");
                case '\r' -> out.append("\\r");
                case '\t' -> out.append("\\t");
                case 11 -> out.append("\\v");
                default -> appendCode(out, c);
            }
        }
    }

    private static void appendCode(StringBuilder out, int c) {
        if (c < ' ' || c == 0x7f) {
            out.append("\\x").append(hex(c, 2));
        } else if (c >= 0xd800 && c < 0xe000) {
            // A lone surrogate is no character in UTF-8.
            out.append("\\ufffd");
        } else if (c < 0x10000) {
            out.append("\\u").append(hex(c, 4));
        } else {
            out.append("\\U").append(hex(c, 8));
        }
    }

    private static String hex(int c, int digits) {
        String text = Integer.toHexString(c).toLowerCase(Locale.ROOT);
        return "0".repeat(digits - text.length()) + text;
    }

    /** Letters, marks, numbers, punctuation, symbols and the ASCII space, as {@code unicode.IsPrint}. */
    public static boolean isPrintable(int c) {
        if (c < 0x7f) {
            return c >= ' ';
        }
        return switch (Character.getType(c)) {
            case Character.CONTROL, Character.FORMAT, Character.SURROGATE, Character.PRIVATE_USE, Character.UNASSIGNED,
                    Character.LINE_SEPARATOR, Character.PARAGRAPH_SEPARATOR, Character.SPACE_SEPARATOR ->
                false;
            default -> true;
        };
    }
}
