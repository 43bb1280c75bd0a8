package dev.tributary.promql.plan;

import java.util.Set;

import dev.tributary.model.Labels;
import dev.tributary.model.MatchType;
import dev.tributary.model.Matcher;
import dev.tributary.model.text.Names;
import dev.tributary.promql.ast.DurationExpr;
import dev.tributary.promql.ast.Expr;
import dev.tributary.promql.ast.RangeExtension;
import dev.tributary.promql.ast.TimeShift;
import dev.tributary.promql.function.RangeFunctions;
import org.jspecify.annotations.Nullable;

/**
 * Finds expressions whose value at a step is the same whatever other steps are asked for, and rests on no sample later than
 * the step: answers to them can be put together from parts. Errs towards no. Annotations are not looked at.
 */
public final class StepIndependence {
    /** Functions that tell of the whole query, and one that joins with series chosen by times of its own. */
    private static final Set<String> OF_THE_QUERY = Set.of("end", "info", "range", "start", "step");

    private StepIndependence() {
    }

    /** True for such an expression. */
    public static boolean holds(Expr expr) {
        return switch (expr) {
            case Expr.NumberLiteral _,Expr.StringLiteral _ -> true;
            case Expr.Paren paren -> holds(paren.inner());
            case Expr.Unary unary -> holds(unary.inner());
            case Expr.Binary binary -> binary.operands().stream().allMatch(StepIndependence::holds);
            // A parameter that changes is checked over all steps at once.
            case Expr.Aggregate aggregate -> holds(aggregate.input())
                    && (aggregate.parameter() == null || isConstant(aggregate.parameter()));
            case Expr.Call call -> ofCall(call);
            case Expr.VectorSelector selector -> ofSelector(selector);
            case Expr.MatrixSelector matrix -> ofSelector(matrix.selector()) && isFixed(matrix.range());
            case Expr.Subquery subquery -> holds(subquery.inner()) && looksBack(subquery.shift())
                    && isFixed(subquery.range()) && (subquery.step() == null || isFixed(subquery.step()));
        };
    }

    private static boolean isConstant(Expr expr) {
        return switch (expr) {
            case Expr.NumberLiteral _,Expr.StringLiteral _ -> true;
            case Expr.Paren paren -> isConstant(paren.inner());
            case Expr.Unary unary -> isConstant(unary.inner());
            case Expr.Binary _,Expr.Aggregate _,Expr.Call _,Expr.VectorSelector _,Expr.MatrixSelector _,Expr.Subquery _ ->
                false;
        };
    }

    private static boolean ofCall(Expr.Call call) {
        String name = call.function().name();
        if (OF_THE_QUERY.contains(name)) {
            return false;
        }
        boolean overTime = RangeFunctions.find(name) != null;
        for (Expr argument : call.arguments()) {
            // Two series of which the function leaves the same labels must not both have a value, at whatever step.
            if (!holds(argument) || overTime && !hasOneName(Parens.strip(argument))) {
                return false;
            }
        }
        return true;
    }

    /** True where series that differ still differ without their metric name. */
    private static boolean hasOneName(Expr expr) {
        return switch (expr) {
            case Expr.NumberLiteral _,Expr.StringLiteral _ -> true;
            case Expr.Paren paren -> hasOneName(paren.inner());
            case Expr.MatrixSelector matrix -> hasOneName(matrix.selector());
            case Expr.VectorSelector selector ->
                selector.matchers().stream().anyMatch(StepIndependence::isForOneName);
            case Expr.Subquery subquery -> hasOneName(subquery.inner());
            case Expr.Aggregate aggregate -> !aggregate.grouping().labels().contains(Labels.NAME)
                    && isReduced(aggregate);
            case Expr.Call call -> RangeFunctions.find(call.function().name()) != null
                    && call.arguments().stream().allMatch(argument -> hasOneName(Parens.strip(argument)));
            case Expr.Unary _,Expr.Binary _ -> false;
        };
    }

    /** Also a regular expression without special characters is, and those are written now and then. */
    private static boolean isForOneName(Matcher matcher) {
        boolean one = matcher.type() == MatchType.EQUAL
                || matcher.type() == MatchType.REGEX && Names.isLegacyMetricName(matcher.value());
        return one && matcher.name().equals(Labels.NAME) && !matcher.value().isEmpty();
    }

    /** True for aggregations that make new series, which carry no name unless it is grouped by. */
    private static boolean isReduced(Expr.Aggregate aggregate) {
        return switch (aggregate.operation()) {
            case AVG, COUNT, GROUP, MAX, MIN, QUANTILE, STDDEV, STDVAR, SUM -> true;
            case BOTTOMK, TOPK, LIMITK, LIMIT_RATIO -> hasOneName(aggregate.input());
            case COUNT_VALUES -> false;
        };
    }

    private static boolean ofSelector(Expr.VectorSelector selector) {
        return selector.extension() == RangeExtension.NONE && looksBack(selector.shift());
    }

    private static boolean looksBack(TimeShift shift) {
        return shift.at() == null && isNotNegative(shift.offset());
    }

    private static boolean isNotNegative(@Nullable DurationExpr offset) {
        return offset == null || offset instanceof DurationExpr.Literal literal && literal.seconds() >= 0;
    }

    /** True for a duration that is the same in every query. */
    private static boolean isFixed(DurationExpr duration) {
        return duration instanceof DurationExpr.Literal;
    }
}
