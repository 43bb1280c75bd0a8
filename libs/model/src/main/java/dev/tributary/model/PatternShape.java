package dev.tributary.model;

import java.util.List;

/** Reads off a regular expression what needs no regular expression. Only shapes that are certain; else nothing. */
final class PatternShape {
    static final String META = "\\.+*?()|[]{}^$";

    private PatternShape() {
    }

    /** All texts that match, as those of {@code a|b|c} or {@code x-(a|b)}; empty when there may be others. */
    static List<String> alternatives(String source) {
        return PlainTexts.of(source);
    }

    /** The plain text before the first special character. */
    static String prefix(String source) {
        // Flags may stand between a character and its quantifier, as in "a(?i)*".
        if (source.indexOf('|') >= 0 || source.contains("(?")) {
            return "";
        }
        int end = 0;
        while (end < source.length() && META.indexOf(source.charAt(end)) < 0) {
            end++;
        }
        // A quantifier binds to the character before it.
        boolean quantified = end < source.length() && "*?{".indexOf(source.charAt(end)) >= 0;
        return source.substring(0, quantified && end > 0 ? source.offsetByCodePoints(end, -1) : end);
    }
}
