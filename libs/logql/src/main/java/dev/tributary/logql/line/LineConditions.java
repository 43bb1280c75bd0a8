package dev.tributary.logql.line;

import java.util.ArrayList;
import java.util.List;

import dev.tributary.logql.ast.LineMatch;
import dev.tributary.logql.ast.Stage;

/** Line filters of a query as conditions on bytes, and what a store can look for on their behalf. */
public final class LineConditions {
    private LineConditions() {
    }

    /**
     * The condition of a line filter.
     *
     * @param optimise false to match regular expressions as they are written, for comparison
     * @throws IllegalArgumentException for an expression that is none
     */
    public static LineCondition of(Stage.LineFilter filter, boolean optimise) {
        LineCondition any = filter.operands().stream().map(operand -> of(filter.match(), operand, optimise))
                .reduce(LineCondition::or).orElse(LineCondition.ALWAYS);
        return filter.match().negative() ? any.negate() : any;
    }

    private static LineCondition of(LineMatch match, Stage.Operand operand, boolean optimise) {
        if (operand.ip()) {
            if (match != LineMatch.CONTAINS && match != LineMatch.NOT_CONTAINS) {
                throw new IllegalArgumentException("ip: invalid operation");
            }
            return AddressRange.parse(operand.text());
        }
        return switch (match) {
            case CONTAINS, NOT_CONTAINS -> operand.text().isEmpty()
                    ? LineCondition.ALWAYS
                    : new ByteSearch(operand.text())::isIn;
            case REGEX, NOT_REGEX -> RegexCondition.of(operand.text(), optimise);
            case PATTERN, NOT_PATTERN -> LinePattern.filter(operand.text())::matches;
        };
    }

    /** Texts that every line holds which passes the filters before a stage that changes lines. */
    public static List<String> needles(List<Stage> stages) {
        List<String> needles = new ArrayList<>();
        for (Stage stage : stages) {
            if (stage instanceof Stage.LineFormat || stage instanceof Stage.Decolorize
                    || stage instanceof Stage.Unpack) {
                break;
            }
            if (stage instanceof Stage.LineFilter filter && filter.operands().size() == 1
                    && !filter.operands().getFirst().ip()) {
                needles.addAll(texts(filter.match(), filter.operands().getFirst().text()));
            }
        }
        needles.removeIf(String::isEmpty);
        return needles;
    }

    private static List<String> texts(LineMatch match, String operand) {
        return switch (match) {
            case CONTAINS -> List.of(operand);
            case REGEX -> RegexTexts.needed(operand);
            case PATTERN -> LinePattern.filter(operand).texts();
            case NOT_CONTAINS, NOT_REGEX, NOT_PATTERN -> List.of();
        };
    }
}
