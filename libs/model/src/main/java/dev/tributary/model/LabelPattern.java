package dev.tributary.model;

import java.util.List;
import java.util.Set;

import com.google.re2j.Pattern;
import com.google.re2j.PatternSyntaxException;
import org.jspecify.annotations.Nullable;

/**
 * A regular expression over label values: RE2, anchored, dot matches newline. Knows the plain values or the prefix that an
 * index can look up instead of trying every value. Immutable and safe for several threads.
 */
public final class LabelPattern {
    /** Up to here a walk along the list beats hashing the value. */
    private static final int LIST_MAX = 4;

    private final String source;
    private final Pattern pattern;
    private final List<String> alternatives;
    private final Set<String> alternativeSet;
    private final @Nullable Wildcards wildcards;
    private final String prefix;

    private LabelPattern(String source) {
        this.source = source;
        RegexLimits.check(source);
        compile(source, source);
        // Compiled twice: alone first, because "a)|(b" is an error but would be none inside the parentheses.
        pattern = compile("^(?s:" + source + ")$", source);
        alternatives = PatternShape.alternatives(source);
        alternativeSet = alternatives.size() > LIST_MAX ? Set.copyOf(alternatives) : Set.of();
        wildcards = Wildcards.of(source);
        prefix = alternatives.isEmpty() ? PatternShape.prefix(source) : "";
    }

    private static Pattern compile(String expression, String source) {
        try {
            return Pattern.compile(expression);
        } catch (PatternSyntaxException e) {
            if (e.getDescription().endsWith("internal error")) {
                // What the library says of a parenthesis too many.
                throw new IllegalArgumentException("error parsing regexp: unexpected ): `" + source + "`", e);
            }
            String part = e.getPattern() == null ? source : e.getPattern();
            throw new IllegalArgumentException("error parsing regexp: " + e.getDescription() + ": `" + part + "`", e);
        }
    }

    /**
     * Compiles an expression.
     *
     * @throws IllegalArgumentException when it is not RE2 syntax
     */
    public static LabelPattern compile(String source) {
        return new LabelPattern(source);
    }

    /** The expression as written. */
    public String source() {
        return source;
    }

    /** True when the whole value matches. */
    public boolean matches(String value) {
        if (!alternatives.isEmpty()) {
            return alternativeSet.isEmpty() ? alternatives.contains(value) : alternativeSet.contains(value);
        }
        if (wildcards != null) {
            return wildcards.matches(value);
        }
        return value.startsWith(prefix) && pattern.matches(value);
    }

    /** The only values that can match, each once, when the expression lists them; else empty. */
    public List<String> alternatives() {
        return alternatives;
    }

    /** A text that every match starts with; may be empty. */
    public String prefix() {
        return prefix;
    }

    /** The compiled expression, anchored at both ends, for replacing with capture groups. */
    public Pattern re2() {
        return pattern;
    }

    @Override
    public String toString() {
        return source;
    }
}
