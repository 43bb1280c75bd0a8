package dev.tributary.logql.parser;

import java.util.ArrayList;
import java.util.List;

import org.jspecify.annotations.Nullable;

/** The way to a value in JSON: {@code request.headers["User-Agent"][0]}. */
record JsonPath(List<Part> parts) {
    /** A field, or an element of an array where the key is null. */
    record Part(@Nullable String key, int index) {
    }

    JsonPath {
        parts = List.copyOf(parts);
    }

    /**
     * Reads a path.
     *
     * @throws IllegalArgumentException where it is none
     */
    static JsonPath parse(String text) {
        return new Reader(text).read();
    }

    private static final class Reader {
        private final String text;
        private final List<Part> parts = new ArrayList<>();
        private int at;

        Reader(String text) {
            this.text = text;
        }

        JsonPath read() {
            boolean fieldWanted = true;
            skipBlanks();
            while (at < text.length()) {
                char c = text.charAt(at);
                if (c == '[') {
                    at++;
                    bracket();
                    fieldWanted = false;
                } else if (c == '.' && !parts.isEmpty() && !fieldWanted) {
                    at++;
                    fieldWanted = true;
                } else if (fieldWanted && isNamePart(c, true)) {
                    field();
                    fieldWanted = false;
                } else {
                    throw unexpected();
                }
                skipBlanks();
            }
            if (fieldWanted) {
                throw unexpected();
            }
            return new JsonPath(parts);
        }

        private void skipBlanks() {
            while (at < text.length() && (text.charAt(at) == ' ' || text.charAt(at) == '\t'
                    || text.charAt(at) == '\n')) {
                at++;
            }
        }

        private IllegalArgumentException unexpected() {
            return at >= text.length()
                    ? new IllegalArgumentException("syntax error: unexpected $end")
                    : new IllegalArgumentException("unexpected char " + text.substring(at, at + 1));
        }

        private void field() {
            int from = at;
            while (at < text.length() && isNamePart(text.charAt(at), false)) {
                at++;
            }
            parts.add(new Part(text.substring(from, at), 0));
        }

        private void bracket() {
            if (at < text.length() && text.charAt(at) == '"') {
                int close = text.indexOf("\"]", at + 1);
                if (close < 0) {
                    at = text.length();
                    throw unexpected();
                }
                parts.add(new Part(text.substring(at + 1, close), 0));
                at = close + 2;
                return;
            }
            int close = text.indexOf(']', at);
            String digits = close < 0 ? "" : text.substring(at, close).strip();
            if (!digits.matches("[0-9]{1,9}")) {
                throw new IllegalArgumentException(digits.contains(".")
                        ? "cannot use float as array index"
                        : "non-integer value: " + digits);
            }
            parts.add(new Part(null, Integer.parseInt(digits)));
            at = close + 1;
        }

        private static boolean isNamePart(char c, boolean first) {
            return c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c == '_' || !first && c >= '0' && c <= '9';
        }
    }
}
