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
        if (expression.startsWith(ANY_CASE)) {
            return anyCase(pattern, expression.substring(ANY_CASE.length()));
        }
        List<String> texts = texts(expression);
        if (texts.contains("")) {
            return ALWAYS;
        }
        if (!texts.isEmpty()) {
            return texts.stream().map(ByteSearch::new).<LineCondition>map(search -> search::isIn)
                    .reduce(LineCondition::or).orElse(ALWAYS);
        }
        return new RegexCondition(pattern, RegexTexts.needed(expression).stream().map(ByteSearch::new)
                .<LineCondition>map(search -> search::isIn).toList());
    }

    /** Letters of any case, which is how people look for words: compared without the expression where that is exact. */
    private static LineCondition anyCase(Pattern pattern, String expression) {
        List<String> texts = texts(expression);
        if (!texts.isEmpty() && texts.stream().allMatch(FoldedSearch::fits)) {
            LineCondition any = texts.stream().map(FoldedSearch::new).<LineCondition>map(search -> search::isIn)
                    .reduce(LineCondition::or).orElse(ALWAYS);
            LineCondition odd = new RegexCondition(pattern, List.of(RegexCondition::mayHoldOddLetters));
            return any.or(odd);
        }
        List<LineCondition> needed = RegexTexts.needed(expression).stream().filter(FoldedSearch::fits)
                .map(FoldedSearch::new).<LineCondition>map(search -> search::isIn)
                .map(search -> search.or(RegexCondition::mayHoldOddLetters)).toList();
        return new RegexCondition(pattern, needed);
    }

    /** True where the long s and the Kelvin sign may stand, which are an s and a k of another case. */
    private static boolean mayHoldOddLetters(byte[] bytes, int from, int to) {
        for (int i = from; i < to; i++) {
            if (bytes[i] == (byte) 0xc5 || bytes[i] == (byte) 0xe2) {
                return true;
            }
        }
        return false;
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

    /** The few texts that the expression lists, if it is but a list. */
    private static List<String> texts(String expression) {
        List<String> texts = LabelPattern.compile(expression).alternatives();
        return texts.size() > 16 ? List.of() : texts;
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
