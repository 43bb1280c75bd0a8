package dev.tributary.promql.plan;

import java.util.ArrayList;
import java.util.List;

import com.google.re2j.Matcher;
import org.jspecify.annotations.Nullable;

/**
 * A replacement with references to capture groups, {@code $1}, {@code ${1}} or {@code ${name}}; {@code $$} is a dollar. A
 * reference without braces takes all letters, digits and underscores behind it. Unknown groups are empty.
 */
final class ReplacementTemplate {
    private final List<Part> parts = new ArrayList<>();

    /** Plain text, or a group when that is not null. */
    private record Part(String text, @Nullable String group) {
    }

    ReplacementTemplate(String template) {
        StringBuilder plain = new StringBuilder();
        int at = 0;
        while (at < template.length()) {
            char c = template.charAt(at);
            if (c != '$') {
                plain.append(c);
                at++;
                continue;
            }
            if (at + 1 < template.length() && template.charAt(at + 1) == '$') {
                plain.append('$');
                at += 2;
                continue;
            }
            int end = groupEnd(template, at + 1);
            if (end < 0) {
                plain.append('$');
                at++;
                continue;
            }
            parts.add(new Part(plain.toString(), null));
            plain.setLength(0);
            boolean braces = template.charAt(at + 1) == '{';
            parts.add(new Part("", template.substring(at + (braces ? 2 : 1), end - (braces ? 1 : 0))));
            at = end;
        }
        parts.add(new Part(plain.toString(), null));
    }

    /** End of a reference that starts there, or -1 when it is none. */
    private static int groupEnd(String template, int start) {
        boolean braces = start < template.length() && template.charAt(start) == '{';
        int at = braces ? start + 1 : start;
        int name = at;
        while (at < template.length() && isWord(template.charAt(at))) {
            at++;
        }
        if (at == name) {
            return -1;
        }
        if (!braces) {
            return at;
        }
        return at < template.length() && template.charAt(at) == '}' ? at + 1 : -1;
    }

    private static boolean isWord(char c) {
        return c == '_' || Character.isLetterOrDigit(c);
    }

    /** The template with the groups of a match. */
    String expand(Matcher match) {
        StringBuilder out = new StringBuilder();
        for (Part part : parts) {
            out.append(part.group == null ? part.text : group(match, part.group));
        }
        return out.toString();
    }

    private static String group(Matcher match, String name) {
        String value = null;
        if (name.chars().allMatch(c -> c >= '0' && c <= '9')) {
            int number = name.length() < 10 ? Integer.parseInt(name) : Integer.MAX_VALUE;
            value = number <= match.groupCount() ? match.group(number) : null;
        } else {
            try {
                value = match.group(name);
            } catch (IllegalArgumentException e) {
                // No group of that name: as in Go the reference is empty.
                return "";
            }
        }
        return value == null ? "" : value;
    }
}
