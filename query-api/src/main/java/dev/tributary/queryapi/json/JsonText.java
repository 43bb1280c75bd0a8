package dev.tributary.queryapi.json;

/**
 * Quotes text for JSON as Prometheus' encoder does: characters that HTML gives a meaning are escaped, except in label sets,
 * which it writes by another way.
 */
final class JsonText {
    private static final String HEX = "0123456789abcdef";

    private JsonText() {
    }

    /** With {@code <}, {@code >}, {@code &} and the line separators of Unicode as escapes. */
    static void quote(String value, ByteBufferText out) {
        quote(value, true, out);
    }

    /** With these as they are. */
    static void quotePlain(String value, ByteBufferText out) {
        quote(value, false, out);
    }

    private static void quote(String value, boolean forHtml, ByteBufferText out) {
        out.put('"');
        int length = value.length();
        for (int i = 0; i < length; i++) {
            char c = value.charAt(i);
            if (forHtml && isOfHtml(c)) {
                unicode(c, out);
            } else if (c >= 0x20 && c < 0x7f && c != '"' && c != '\\') {
                out.put(c);
            } else if (c < 0x80) {
                escape(c, out);
            } else if (Character.isSurrogate(c)) {
                i += surrogate(value, i, out);
            } else {
                out.putCodePoint(c);
            }
        }
        out.put('"');
    }

    private static boolean isOfHtml(char c) {
        return c == '<' || c == '>' || c == '&' || c == '\u2028' || c == '\u2029';
    }

    private static void escape(char c, ByteBufferText out) {
        switch (c) {
            case '"' -> out.putAscii("\\\"");
            case '\\' -> out.putAscii("\\\\");
            case '\n' -> out.putAscii("\\n");
            case '\r' -> out.putAscii("\\r");
            case '\t' -> out.putAscii("\\t");
            case 0x7f -> out.put(c);
            default -> unicode(c, out);
        }
    }

    private static void unicode(char c, ByteBufferText out) {
        out.putAscii("\\u");
        for (int shift = 12; shift >= 0; shift -= 4) {
            out.put(HEX.charAt(c >> shift & 15));
        }
    }

    /** Writes a pair, or the replacement character for half of one; says how many further characters that took. */
    private static int surrogate(String value, int at, ByteBufferText out) {
        int codePoint = value.codePointAt(at);
        boolean pair = Character.isSupplementaryCodePoint(codePoint);
        out.putCodePoint(pair ? codePoint : 0xfffd);
        return pair ? 1 : 0;
    }
}
