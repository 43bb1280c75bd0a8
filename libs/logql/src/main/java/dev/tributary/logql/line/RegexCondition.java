package dev.tributary.logql.line;

import java.util.Arrays;
import java.util.List;

import com.google.re2j.Pattern;
import com.google.re2j.PatternSyntaxException;
import dev.tributary.model.LabelPattern;
import dev.tributary.model.port.Needle;
import org.jspecify.annotations.Nullable;

/**
 * A regular expression that matches somewhere in the line. Where it is a list of plain texts these are looked for instead;
 * else lines without a text that every match holds need no matching.
 */
final class RegexCondition implements LineCondition {
    private static final String ANY_CASE = "(?i)";

    private final Pattern pattern;
    private final List<LineCondition> needed;

    private RegexCondition(Pattern pattern, List<LineCondition> needed) {
        this.pattern = pattern;
        this.needed = needed;
    }

    /**
     * The condition for an expression.
     *
     * @throws IllegalArgumentException when it is none
     */
    static LineCondition of(String expression, boolean optimise) {
        Pattern pattern = compile(expression);
        if (!optimise) {
            return new RegexCondition(pattern, List.of());
        }
        LineCondition list = list(expression);
        if (list != null) {
            return list;
        }
        return new RegexCondition(pattern, RegexNeedles.of(expression).stream().map(Needles::condition).toList());
    }

    /** The search for the texts that the expression lists, if it is but a list; else null. */
    private static @Nullable LineCondition list(String expression) {
        boolean anyCase = expression.startsWith(ANY_CASE);
        List<String> texts = LabelPattern.compile(anyCase ? expression.substring(ANY_CASE.length()) : expression)
                .alternatives();
        if (texts.isEmpty() || texts.size() > Needles.TEXTS_MAX) {
            return null;
        }
        if (!anyCase) {
            return texts.contains("") ? ALWAYS : Needles.condition(new Needle(texts, false));
        }
        if (!texts.stream().allMatch(FoldedSearch::fits)) {
            return null;
        }
        LineCondition any = texts.stream().map(FoldedSearch::new).<LineCondition>map(search -> search::isIn)
                .reduce(LineCondition::or).orElse(ALWAYS);
        return any.or(new RegexCondition(compile(expression), List.of(Needles::mayHoldOddLetters)));
    }

    static Pattern compile(String expression) {
        // Refuses what would compile to more than memory holds.
        LabelPattern.compile(expression);
        try {
            return Pattern.compile(expression);
        } catch (PatternSyntaxException e) {
            throw new IllegalArgumentException(
                    "error parsing regexp: " + e.getDescription() + ": `" + e.getPattern() + "`", e);
        }
    }

    @Override
    public boolean holds(byte[] bytes, int from, int to) {
        for (LineCondition condition : needed) {
            if (!condition.holds(bytes, from, to)) {
                return false;
            }
        }
        byte[] line = from == 0 && to == bytes.length ? bytes : Arrays.copyOfRange(bytes, from, to);
        return pattern.matcher(line).find();
    }
}
