package dev.tributary.model;

import java.util.List;

import com.google.re2j.Pattern;
import com.google.re2j.PatternSyntaxException;

/**
 * A regular expression over label values: RE2, anchored, dot matches newline. Knows the plain values or the prefix that an
 * index can look up instead of trying every value.
 */
public final class LabelPattern {
    private final Pattern pattern;
    private final List<String> alternatives;
    private final String prefix;

    private LabelPattern(String source) {
        try {
            pattern = Pattern.compile("^(?s:" + source + ")$");
        } catch (PatternSyntaxException e) {
            throw new IllegalArgumentException("error parsing regexp: " + e.getDescription() + ": `" + e.getPattern()
                    + "`", e);
        }
        alternatives = PatternShape.alternatives(source);
        prefix = alternatives.isEmpty() ? PatternShape.prefix(source) : "";
    }

    /**
     * Compiles an expression.
     *
     * @throws IllegalArgumentException when it is not RE2 syntax
     */
    public static LabelPattern compile(String source) {
        return new LabelPattern(source);
    }

    /** True when the whole value matches. */
    public boolean matches(String value) {
        if (!alternatives.isEmpty()) {
            return alternatives.contains(value);
        }
        return value.startsWith(prefix) && pattern.matches(value);
    }

    /** The only values that can match, when the expression is an alternation of plain texts; else empty. */
    public List<String> alternatives() {
        return alternatives;
    }

    /** A text that every match starts with; may be empty. */
    public String prefix() {
        return prefix;
    }

    /** The compiled expression, for replacing with capture groups. */
    public Pattern re2() {
        return pattern;
    }
}
