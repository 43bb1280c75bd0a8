package dev.tributary.model;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import com.google.re2j.Matcher;
import org.jspecify.annotations.Nullable;

/**
 * A replacement with references to capture groups, as Go expands it: {@code $1}, {@code ${1}}, {@code $name},
 * {@code ${name}}, {@code $$} for a dollar. A name is as long as letters, digits and underscores go, so {@code $1x} is the
 * group named 1x; a group that is not there is empty; a dollar that starts no reference stays. Immutable.
 */
public final class RegexTemplate {
    private sealed interface Part {
        record Text(String text) implements Part {
        }

        record Group(int index) implements Part {
        }

        record Named(String name) implements Part {
        }
    }

    /** Go takes longer numbers for names. */
    private static final int NUMBER_DIGITS_MAX = 8;

    private final List<Part> parts = new ArrayList<>();

    private RegexTemplate(String source) {
        StringBuilder text = new StringBuilder();
        int at = 0;
        while (at < source.length()) {
            int end = source.charAt(at) == '$' ? referenceEnd(source, at) : at;
            if (end == at) {
                text.append(source.charAt(at++));
                continue;
            }
            if (source.charAt(at + 1) == '$') {
                text.append('$');
            } else {
                flush(text);
                parts.add(reference(source.substring(at + 1, end)));
            }
            at = end;
        }
        flush(text);
    }

    /** Reads a template; every text is one. */
    public static RegexTemplate compile(String source) {
        return new RegexTemplate(source);
    }

    private void flush(StringBuilder text) {
        if (!text.isEmpty()) {
            parts.add(new Part.Text(text.toString()));
            text.setLength(0);
        }
    }

    /** The place behind the reference that the dollar starts, or the dollar's own where it starts none. */
    private static int referenceEnd(String source, int dollar) {
        int at = dollar + 1;
        if (at < source.length() && source.charAt(at) == '$') {
            return at + 1;
        }
        boolean braced = at < source.length() && source.charAt(at) == '{';
        int first = braced ? at + 1 : at;
        int end = first;
        while (end < source.length() && isNamePart(source.charAt(end))) {
            end++;
        }
        if (end == first || braced && (end == source.length() || source.charAt(end) != '}')) {
            return dollar;
        }
        return braced ? end + 1 : end;
    }

    private static boolean isNamePart(char c) {
        return Character.isLetterOrDigit(c) || c == '_';
    }

    private static Part reference(String written) {
        String name = written.startsWith("{") ? written.substring(1, written.length() - 1) : written;
        boolean number = name.length() <= NUMBER_DIGITS_MAX && name.chars().allMatch(c -> c >= '0' && c <= '9')
                && (name.length() == 1 || name.charAt(0) != '0');
        return number ? new Part.Group(Integer.parseInt(name)) : new Part.Named(name);
    }

    /** The text, when there is nothing to expand; else null. */
    public @Nullable String plainText() {
        if (parts.isEmpty()) {
            return "";
        }
        return parts.size() == 1 && parts.getFirst() instanceof Part.Text(var text) ? text : null;
    }

    /** The replacement with the groups of a matcher that has just matched. */
    public String expand(Matcher match) {
        StringBuilder out = new StringBuilder();
        for (Part part : parts) {
            switch (part) {
                case Part.Text(var text) -> out.append(text);
                case Part.Group(var index) -> appendGroup(out, match, index);
                case Part.Named(var name) -> {
                    Map<String, Integer> names = match.pattern().namedGroups();
                    appendGroup(out, match, names.getOrDefault(name, Integer.MAX_VALUE));
                }
            }
        }
        return out.toString();
    }

    private static void appendGroup(StringBuilder out, Matcher match, int index) {
        String group = index <= match.groupCount() ? match.group(index) : null;
        if (group != null) {
            out.append(group);
        }
    }
}
