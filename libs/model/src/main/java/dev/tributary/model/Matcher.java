package dev.tributary.model;

import dev.tributary.model.text.GoQuote;
import org.jspecify.annotations.Nullable;

/**
 * A condition on one label: RE2 syntax, anchored at both ends, dot matches newline; an absent label is the empty string.
 * Immutable and safe for several threads.
 */
public final class Matcher {
    private final String name;
    private final MatchType type;
    private final String value;
    private final @Nullable LabelPattern pattern;

    private Matcher(String name, MatchType type, String value) {
        this.name = name;
        this.type = type;
        this.value = value;
        this.pattern = type == MatchType.REGEX || type == MatchType.NOT_REGEX ? LabelPattern.compile(value) : null;
    }

    /**
     * A matcher.
     *
     * @throws IllegalArgumentException when a regular expression is not RE2 syntax, with RE2's own message
     */
    public static Matcher of(String name, MatchType type, String value) {
        return new Matcher(name, type, value);
    }

    public static Matcher equal(String name, String value) {
        return new Matcher(name, MatchType.EQUAL, value);
    }

    public String name() {
        return name;
    }

    public MatchType type() {
        return type;
    }

    public String value() {
        return value;
    }

    /** The compiled expression of a regex matcher with what an index can use of it; null for = and !=. */
    public @Nullable LabelPattern pattern() {
        return pattern;
    }

    /** True when a label of this value (empty where absent) satisfies the matcher. */
    public boolean matches(String labelValue) {
        return switch (type) {
            case EQUAL -> value.equals(labelValue);
            case NOT_EQUAL -> !value.equals(labelValue);
            case REGEX -> pattern != null && pattern.matches(labelValue);
            case NOT_REGEX -> pattern != null && !pattern.matches(labelValue);
        };
    }

    /** True when series without the label satisfy the matcher. */
    public boolean matchesEmpty() {
        return matches("");
    }

    public boolean isNegative() {
        return type == MatchType.NOT_EQUAL || type == MatchType.NOT_REGEX;
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Matcher that && name.equals(that.name) && type == that.type && value.equals(that.value);
    }

    @Override
    public int hashCode() {
        return 31 * (31 * name.hashCode() + type.hashCode()) + value.hashCode();
    }

    /** PromQL notation, {@code name=~"value"}. */
    @Override
    public String toString() {
        StringBuilder out = new StringBuilder();
        LabelText.appendName(out, name);
        out.append(type.symbol());
        GoQuote.append(out, value);
        return out.toString();
    }
}
