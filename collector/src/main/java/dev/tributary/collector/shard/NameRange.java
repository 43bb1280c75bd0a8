package dev.tributary.collector.shard;

import java.util.ArrayList;
import java.util.List;

import dev.tributary.model.Labels;
import dev.tributary.model.MatchType;
import dev.tributary.model.Matcher;

/**
 * Metric names between two others, in code point order, which is the byte order of UTF-8. Ranges that meet leave no name out,
 * so that a metric nobody has seen yet is in exactly one of them: a list of names could not promise that.
 *
 * @param from first name of the range; empty for no bound
 * @param to   first name behind the range; empty for no bound
 */
public record NameRange(String from, String to) {
    /** All names. */
    public static final NameRange ALL = new NameRange("", "");

    private static final String ANY = ".*";

    public NameRange {
        if (!to.isEmpty() && compare(from, to) >= 0) {
            throw new IllegalArgumentException("no name is from '" + from + "' to below '" + to + "'");
        }
    }

    /** Code point order. */
    public static int compare(String a, String b) {
        int common = Math.min(a.length(), b.length());
        for (int i = 0; i < common; i++) {
            char left = a.charAt(i);
            char right = b.charAt(i);
            if (left != right) {
                // Halves of a character beyond 16 bits stand in front of some that are within
                int beyond = Boolean.compare(Character.isSurrogate(left), Character.isSurrogate(right));
                return beyond != 0 ? beyond : left - right;
            }
        }
        return a.length() - b.length();
    }

    public boolean isAll() {
        return from.isEmpty() && to.isEmpty();
    }

    public boolean contains(String name) {
        return compare(name, from) >= 0 && (to.isEmpty() || compare(name, to) < 0);
    }

    /** True when some name is in both. */
    public boolean meets(NameRange other) {
        return (to.isEmpty() || compare(other.from, to) < 0) && (other.to.isEmpty() || compare(from, other.to) < 0);
    }

    /** What a series has to satisfy to be in the range: conditions on its name, none for all names. */
    public List<Matcher> matchers() {
        List<Matcher> matchers = new ArrayList<>();
        if (!from.isEmpty()) {
            matchers.add(Matcher.of(Labels.NAME, MatchType.REGEX, "(?s)" + atLeast(from.codePoints().toArray(), 0)));
        }
        if (!to.isEmpty()) {
            matchers.add(Matcher.of(Labels.NAME, MatchType.REGEX, "(?s)" + below(to.codePoints().toArray(), 0)));
        }
        return matchers;
    }

    /** Texts from here on that are not before the bound's rest: a greater character and anything, or this one and on. */
    private static String atLeast(int[] bound, int at) {
        if (at == bound.length) {
            return ANY;
        }
        String same = literal(bound[at]) + atLeast(bound, at + 1);
        return bound[at] == Character.MAX_CODE_POINT
                ? same
                : "(?:[" + literal(bound[at] + 1) + "-" + literal(Character.MAX_CODE_POINT) + "]" + ANY + "|" + same
                        + ")";
    }

    /** Texts from here on that are before the bound's rest: nothing, a smaller character and anything, or this one and on. */
    private static String below(int[] bound, int at) {
        List<String> ways = new ArrayList<>();
        if (bound[at] > 0) {
            ways.add("[" + literal(0) + "-" + literal(bound[at] - 1) + "]" + ANY);
        }
        if (at + 1 < bound.length) {
            ways.add(literal(bound[at]) + below(bound, at + 1));
        }
        return ways.isEmpty() ? "" : "(?:" + String.join("|", ways) + ")?";
    }

    private static String literal(int character) {
        boolean plain = character >= 'a' && character <= 'z' || character >= 'A' && character <= 'Z'
                || character >= '0' && character <= '9' || character == '_';
        return plain ? Character.toString(character) : "\\x{" + Integer.toHexString(character) + "}";
    }

    @Override
    public String toString() {
        return isAll() ? "all names" : "[" + from + ", " + (to.isEmpty() ? "end" : to) + ")";
    }
}
