package dev.tributary.logql.line;

import java.util.Arrays;
import java.util.List;

import com.google.re2j.Pattern;
import com.google.re2j.PatternSyntaxException;
import dev.tributary.model.LabelPattern;

/**
 * A regular expression that matches somewhere in the line. Where it is a list of plain texts these are looked for instead;
 * else lines without a text that every match holds need no matching.
 */
final class RegexCondition implements LineCondition {
    private final Pattern pattern;
    private final List<ByteSearch> needed;

    private RegexCondition(Pattern pattern, List<ByteSearch> needed) {
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
        List<String> texts = optimise ? texts(expression) : List.of();
        if (!texts.isEmpty()) {
            return texts.contains("")
                    ? ALWAYS
                    : texts.stream().map(ByteSearch::new).<LineCondition>map(search -> search::isIn)
                            .reduce(LineCondition::or).orElse(ALWAYS);
        }
        List<String> needed = optimise ? RegexTexts.needed(expression) : List.of();
        return new RegexCondition(pattern, needed.stream().map(ByteSearch::new).toList());
    }

    static Pattern compile(String expression) {
        try {
            return Pattern.compile(expression);
        } catch (PatternSyntaxException e) {
            throw new IllegalArgumentException(
                    "error parsing regexp: " + e.getDescription() + ": `" + e.getPattern() + "`", e);
        }
    }

    /** The few texts that the expression lists, if it is but a list. */
    private static List<String> texts(String expression) {
        List<String> texts = LabelPattern.compile(expression).alternatives();
        return texts.size() > 16 ? List.of() : texts;
    }

    @Override
    public boolean holds(byte[] bytes, int from, int to) {
        for (ByteSearch search : needed) {
            if (!search.isIn(bytes, from, to)) {
                return false;
            }
        }
        byte[] line = from == 0 && to == bytes.length ? bytes : Arrays.copyOfRange(bytes, from, to);
        return pattern.matcher(line).find();
    }
}
