package dev.tributary.logql.parser;

/** Makes label names of keys: what is no letter, digit or underscore becomes one, and a digit in front gets one before it. */
final class LabelName {
    private LabelName() {
    }

    /** The name, empty for a key of blanks. */
    static String of(String key) {
        return key.isBlank() ? "" : append(new StringBuilder(), key).toString();
    }

    /** A key behind the keys of the objects it stands in. */
    static String join(String prefix, String key) {
        if (key.isBlank()) {
            return prefix;
        }
        StringBuilder out = new StringBuilder(prefix.length() + key.length() + 1).append(prefix);
        if (!prefix.isEmpty()) {
            out.append('_');
        }
        return append(out, key).toString();
    }

    private static StringBuilder append(StringBuilder out, String key) {
        String stripped = key.strip();
        if (out.isEmpty() && isDigit(stripped.charAt(0))) {
            out.append('_');
        }
        for (int i = 0; i < stripped.length();) {
            int c = stripped.codePointAt(i);
            boolean plain = c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c == '_' || isDigit(c);
            out.append(plain ? (char) c : '_');
            i += Character.charCount(c);
        }
        return out;
    }

    private static boolean isDigit(int c) {
        return c >= '0' && c <= '9';
    }
}
