package dev.tributary.model;

import org.jspecify.annotations.Nullable;

/**
 * An expression of one plain text with {@code .*} or {@code .+} before or behind it, which needs no automaton.
 *
 * @param minBefore 0 or 1 characters at least before the text, or -1 where none may be
 * @param text      the plain text, may be empty
 * @param minBehind 0 or 1 characters at least behind the text, or -1 where none may be
 */
record Wildcards(int minBefore, String text, int minBehind) {
    /** The shape of an expression, or null when it is another one; parentheses around it change nothing. */
    static @Nullable Wildcards of(String source) {
        boolean group = source.startsWith("(") && source.endsWith(")");
        return ofBare(group ? source.substring(1, source.length() - 1) : source);
    }

    private static @Nullable Wildcards ofBare(String source) {
        int before = wildcard(source, 0);
        int from = before < 0 ? 0 : 2;
        if (before >= 0 && from == source.length()) {
            return new Wildcards(-1, "", before);
        }
        int behind = source.length() >= from + 2 ? wildcard(source, source.length() - 2) : -1;
        int to = behind < 0 ? source.length() : source.length() - 2;
        String text = source.substring(from, to);
        boolean plain = text.chars().allMatch(c -> PatternShape.META.indexOf(c) < 0);
        return plain && (before >= 0 || behind >= 0) ? new Wildcards(before, text, behind) : null;
    }

    private static int wildcard(String source, int at) {
        return source.startsWith(".*", at) ? 0 : source.startsWith(".+", at) ? 1 : -1;
    }

    boolean matches(String value) {
        int spare = value.length() - text.length();
        if (minBefore < 0) {
            return spare >= minBehind && value.startsWith(text);
        }
        if (minBehind < 0) {
            return spare >= minBefore && value.endsWith(text);
        }
        int from = minBefore == 0 || value.isEmpty() ? minBefore : Character.charCount(value.codePointAt(0));
        int found = value.indexOf(text, from);
        return found >= from && found + text.length() + minBehind <= value.length();
    }
}
