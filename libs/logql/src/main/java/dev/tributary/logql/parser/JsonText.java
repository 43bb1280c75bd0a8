package dev.tributary.logql.parser;

import org.jspecify.annotations.Nullable;

/** Resolves the escapes in JSON strings. */
final class JsonText {
    private JsonText() {
    }

    /** The text, or null when an escape is none. */
    static @Nullable String unescape(String raw) {
        StringBuilder out = new StringBuilder(raw.length());
        int at = 0;
        while (at < raw.length()) {
            char c = raw.charAt(at++);
            if (c != '\\') {
                out.append(c);
                continue;
            }
            if (at == raw.length()) {
                return null;
            }
            char escape = raw.charAt(at++);
            int plain = "\"\\/bfnrt".indexOf(escape);
            if (plain >= 0) {
                out.append("\"\\/\b\f\n\r\t".charAt(plain));
            } else if (escape == 'u' && hex(raw, at) >= 0) {
                out.append((char) hex(raw, at));
                at += 4;
            } else {
                return null;
            }
        }
        return out.toString();
    }

    private static int hex(String raw, int from) {
        if (from + 4 > raw.length()) {
            return -1;
        }
        int value = 0;
        for (int i = from; i < from + 4; i++) {
            int digit = raw.charAt(i) < 128 ? Character.digit(raw.charAt(i), 16) : -1;
            if (digit < 0) {
                return -1;
            }
            value = value * 16 + digit;
        }
        return value;
    }
}
