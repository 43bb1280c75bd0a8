package dev.tributary.queryapi.json;

/** Quotes text for JSON. Characters that HTML gives a meaning stay as they are: the answer is no web page. */
final class JsonText {
    private static final String HEX = "0123456789abcdef";

    private JsonText() {
    }

    static void quote(String value, ByteBufferText out) {
        out.put('"');
        int length = value.length();
        for (int i = 0; i < length; i++) {
            char c = value.charAt(i);
            if (c >= 0x20 && c < 0x7f && c != '"' && c != '\\') {
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

    private static void escape(char c, ByteBufferText out) {
        switch (c) {
            case '"' -> out.putAscii("\\\"");
            case '\\' -> out.putAscii("\\\\");
            case '\n' -> out.putAscii("\\n");
            case '\r' -> out.putAscii("\\r");
            case '\t' -> out.putAscii("\\t");
            case 0x7f -> out.put(c);
            default -> {
                out.putAscii("\\u00");
                out.put(HEX.charAt(c >> 4));
                out.put(HEX.charAt(c & 15));
            }
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
