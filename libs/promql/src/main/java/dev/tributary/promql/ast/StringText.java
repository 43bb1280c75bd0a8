package dev.tributary.promql.ast;

/** Texts in double quotes with Go's escapes. */
public final class StringText {
    private StringText() {
    }

    /** The text in double quotes; everything that does not print is escaped. */
    public static String quote(String text) {
        return quote(text, '"');
    }

    /** One character in single quotes, as lexer errors show it. */
    public static String quoteCharacter(int codePoint) {
        return quote(codePoint < 0 ? "\uFFFD" : Character.toString(codePoint), '\'');
    }

    private static String quote(String text, char mark) {
        StringBuilder out = new StringBuilder(text.length() + 2).append(mark);
        text.codePoints().forEach(c -> escape(out, c, mark));
        return out.append(mark).toString();
    }

    private static void escape(StringBuilder out, int c, char mark) {
        switch (c) {
            case 0x07 -> out.append("\\a");
            case '\b' -> out.append("\\b");
            case '\f' -> out.append("\\f");
            case '\n' -> out.append("\\n");
            case '\r' -> out.append("\\r");
            case '\t' -> out.append("\\t");
            case 0x0b -> out.append("\\v");
            case '\\' -> out.append("\\\\");
            default -> {
                if (c == mark) {
                    out.append('\\').append(mark);
                } else if (ByteText.isByte(c)) {
                    out.append(String.format("\\x%02x", ByteText.valueOf(c)));
                } else if (c < 0x20 || c == 0x7f) {
                    out.append(String.format("\\x%02x", c));
                } else if (isPrintable(c)) {
                    out.appendCodePoint(c);
                } else {
                    out.append(c > 0xffff ? String.format("\\U%08x", c) : String.format("\\u%04x", c));
                }
            }
        }
    }

    private static boolean isPrintable(int c) {
        return switch (Character.getType(c)) {
            case Character.CONTROL, Character.FORMAT, Character.SURROGATE, Character.PRIVATE_USE, Character.UNASSIGNED,
                    Character.LINE_SEPARATOR, Character.PARAGRAPH_SEPARATOR ->
                false;
            case Character.SPACE_SEPARATOR -> c == ' ';
            default -> true;
        };
    }

    /** True for names that need no quotes in label positions. */
    public static boolean isPlainLabelName(String name) {
        for (int i = 0; i < name.length(); i++) {
            char c = name.charAt(i);
            boolean letter = c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c == '_';
            if (!letter && !(i > 0 && c >= '0' && c <= '9')) {
                return false;
            }
        }
        return !name.isEmpty();
    }
}
