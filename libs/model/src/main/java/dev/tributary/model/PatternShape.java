package dev.tributary.model;

import java.util.ArrayList;
import java.util.List;

/** Reads off a regular expression what needs no regular expression. Only shapes that are certain; else nothing. */
final class PatternShape {
    private static final String META = "\\.+*?()|[]{}^$";

    private PatternShape() {
    }

    /** The texts of {@code a|b|c} or {@code (a|b|c)}; empty when any part is more than plain text. */
    static List<String> alternatives(String source) {
        String body = source;
        if (body.startsWith("(?:") && body.endsWith(")")) {
            body = body.substring(3, body.length() - 1);
        } else if (body.startsWith("(") && body.endsWith(")")) {
            body = body.substring(1, body.length() - 1);
        }
        List<String> texts = new ArrayList<>();
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < body.length(); i++) {
            char c = body.charAt(i);
            if (c == '|') {
                texts.add(text.toString());
                text.setLength(0);
            } else if (c == '\\' && i + 1 < body.length() && META.indexOf(body.charAt(i + 1)) >= 0) {
                text.append(body.charAt(++i));
            } else if (META.indexOf(c) >= 0) {
                return List.of();
            } else {
                text.append(c);
            }
        }
        texts.add(text.toString());
        return List.copyOf(texts);
    }

    /** The plain text before the first special character. */
    static String prefix(String source) {
        if (source.indexOf('|') >= 0) {
            return "";
        }
        int end = 0;
        while (end < source.length() && META.indexOf(source.charAt(end)) < 0) {
            end++;
        }
        // A quantifier binds to the character before it.
        boolean quantified = end < source.length() && "*?{".indexOf(source.charAt(end)) >= 0;
        return source.substring(0, quantified && end > 0 ? end - 1 : end);
    }
}
