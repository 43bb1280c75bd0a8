package dev.tributary.aggregator.config;

import java.util.regex.Pattern;

import dev.tributary.model.MatchType;
import dev.tributary.model.Matcher;

/** A label matcher as configuration writes it: {@code namespace="shop"}, {@code namespace=~"team-.*"}, with = != =~ !~. */
public record LabelCondition(Matcher matcher) {
    private static final Pattern FORM = Pattern
            .compile("\\s*([A-Za-z_][A-Za-z0-9_]*)\\s*(=~|!~|!=|=)\\s*\"([^\"]*)\"\\s*");

    /**
     * Reads a condition.
     *
     * @throws IllegalArgumentException with the form that is expected
     */
    public static LabelCondition parse(String text) {
        java.util.regex.Matcher form = FORM.matcher(text);
        if (!form.matches()) {
            throw new IllegalArgumentException(
                    "'" + text + "' is not a condition: write it like namespace=\"shop\" or namespace=~\"team-.*\"");
        }
        MatchType type = switch (form.group(2)) {
            case "=" -> MatchType.EQUAL;
            case "!=" -> MatchType.NOT_EQUAL;
            case "=~" -> MatchType.REGEX;
            default -> MatchType.NOT_REGEX;
        };
        return new LabelCondition(Matcher.of(form.group(1), type, form.group(3)));
    }

    @Override
    public String toString() {
        return matcher.toString();
    }
}
