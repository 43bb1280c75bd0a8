package dev.tributary.promql.plan;

import java.util.Set;

import dev.tributary.promql.ast.Expr;

/**
 * Finds the parts of a query whose value is the same at every step: everything under an {@code @}, but not functions whose
 * value depends on the time of evaluation.
 */
public final class Invariance {
    private static final Set<String> DEPEND_ON_TIME = Set.of("days_in_month", "day_of_month", "day_of_week",
            "day_of_year",
            "end", "hour", "minute", "month", "year", "predict_linear", "range", "start", "step", "time", "timestamp");

    private Invariance() {
    }

    /** True for functions whose value may change with the evaluation time while their arguments stay. */
    public static boolean dependsOnTime(String function) {
        return DEPEND_ON_TIME.contains(function);
    }

    static boolean isInvariant(Expr expr) {
        return switch (expr) {
            case Expr.NumberLiteral _,Expr.StringLiteral _ -> true;
            case Expr.Paren paren -> isInvariant(paren.inner());
            case Expr.Unary unary -> isInvariant(unary.inner());
            case Expr.Binary binary -> binary.operands().stream().allMatch(Invariance::isInvariant);
            // The parameter does not count: as in Prometheus its value at the first step then holds for all.
            case Expr.Aggregate aggregate -> isInvariant(aggregate.input());
            case Expr.Call call -> isInvariant(call);
            case Expr.VectorSelector selector -> selector.shift().at() != null;
            case Expr.MatrixSelector matrix -> matrix.selector().shift().at() != null;
            case Expr.Subquery subquery -> subquery.shift().at() != null;
        };
    }

    private static boolean isInvariant(Expr.Call call) {
        String name = call.function().name();
        boolean arguments = call.arguments().stream().allMatch(Invariance::isInvariant);
        // The time of a stored sample is its own, not that of the evaluation.
        boolean ownTime = name.equals("timestamp")
                && Parens.strip(call.arguments().getFirst()) instanceof Expr.VectorSelector;
        return arguments && (ownTime || !dependsOnTime(name));
    }
}
