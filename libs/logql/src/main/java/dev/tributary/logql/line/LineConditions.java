package dev.tributary.logql.line;

import java.util.ArrayList;
import java.util.List;

import dev.tributary.logql.ast.LineMatch;
import dev.tributary.logql.ast.Stage;
import dev.tributary.model.port.Needle;

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

    /** What every line holds that passes the filters before a stage that changes lines. */
    public static List<Needle> needles(List<Stage> stages) {
        List<Needle> needles = new ArrayList<>();
        for (Stage stage : stages) {
            if (stage instanceof Stage.LineFormat || stage instanceof Stage.Decolorize
                    || stage instanceof Stage.Unpack) {
                break;
            }
            if (stage instanceof Stage.LineFilter filter) {
                List<List<Needle>> operands = filter.operands().stream()
                        .map(operand -> needles(filter.match(), operand)).toList();
                needles.addAll(operands.size() == 1 ? operands.getFirst() : Needles.either(operands));
            }
        }
        return needles;
    }

    private static List<Needle> needles(LineMatch match, Stage.Operand operand) {
        if (operand.ip()) {
            return List.of();
        }
        return switch (match) {
            case CONTAINS -> texts(List.of(operand.text()));
            case REGEX -> RegexNeedles.of(operand.text());
            case PATTERN -> texts(LinePattern.filter(operand.text()).texts());
            case NOT_CONTAINS, NOT_REGEX, NOT_PATTERN -> List.of();
        };
    }

    private static List<Needle> texts(List<String> texts) {
        return texts.stream().filter(text -> !text.isEmpty()).map(Needle::of).toList();
    }
}
