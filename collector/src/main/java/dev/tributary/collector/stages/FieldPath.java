package dev.tributary.collector.stages;

import java.util.ArrayList;
import java.util.List;

/**
 * A path into JSON: the part of JMESPath that names one value. {@code path := step ("." name | "[" index "]")*} with names
 * plain or in quotes.
 *
 * @param steps names as String, indexes as Integer
 */
public record FieldPath(List<Object> steps) {
    public FieldPath {
        steps = List.copyOf(steps);
    }

    /**
     * Reads a path.
     *
     * @throws IllegalArgumentException for what names not one value
     */
    public static FieldPath parse(String text) {
        List<Object> steps = new ArrayList<>();
        int at = 0;
        while (at < text.length()) {
            char c = text.charAt(at);
            int end;
            if (c == '[') {
                end = text.indexOf(']', at);
                steps.add(index(text, at + 1, end));
                end++;
            } else {
                at += c == '.' && !steps.isEmpty() ? 1 : 0;
                end = nameEnd(text, at);
                steps.add(name(text, at, end));
            }
            at = end;
        }
        if (steps.isEmpty()) {
            throw refused(text);
        }
        return new FieldPath(steps);
    }

    private static int index(String text, int from, int to) {
        try {
            return Integer.parseInt(text, from, Math.max(from, to), 10);
        } catch (NumberFormatException e) {
            throw refused(text);
        }
    }

    private static int nameEnd(String text, int from) {
        if (from < text.length() && text.charAt(from) == '"') {
            int end = text.indexOf('"', from + 1);
            return end < 0 ? from : end + 1;
        }
        int end = from;
        while (end < text.length() && (Character.isLetterOrDigit(text.charAt(end)) || text.charAt(end) == '_'
                || text.charAt(end) == '-' || text.charAt(end) == '@')) {
            end++;
        }
        return end;
    }

    private static String name(String text, int from, int end) {
        boolean quoted = end > from + 1 && text.charAt(from) == '"';
        String name = quoted ? text.substring(from + 1, end - 1) : text.substring(from, end);
        if (name.isEmpty()) {
            throw refused(text);
        }
        return name;
    }

    private static IllegalArgumentException refused(String text) {
        return new IllegalArgumentException("expressions has '" + text
                + "', which is no path to one field; write outer.inner, list[0] or \"odd name\"");
    }
}
