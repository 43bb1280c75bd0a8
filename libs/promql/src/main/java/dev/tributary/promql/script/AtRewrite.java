package dev.tributary.promql.script;

import java.util.List;
import java.util.Optional;

import dev.tributary.promql.ast.AtModifier;
import dev.tributary.promql.ast.Expr;
import dev.tributary.promql.ast.ExprText;
import dev.tributary.promql.ast.TimeShift;
import dev.tributary.promql.parse.ParseOptions;
import dev.tributary.promql.parse.Parser;
import dev.tributary.promql.plan.Invariance;

/**
 * Pins a query to an instant: every selector outside of subqueries, and every outermost subquery, gets an {@code @} unless it
 * has one. The value is then the same at whatever time it is evaluated.
 */
final class AtRewrite {
    private final AtModifier at;
    private boolean dependsOnTime;

    private AtRewrite(long timeMillis) {
        this.at = new AtModifier.Fixed(timeMillis);
    }

    /** The text of the pinned query; nothing when a function in it looks at the time of evaluation. */
    static Optional<String> pin(String query, long timeMillis) {
        AtRewrite rewrite = new AtRewrite(timeMillis);
        Expr pinned = rewrite.pin(Parser.expression(query, ParseOptions.ALL));
        return rewrite.dependsOnTime ? Optional.empty() : Optional.of(ExprText.format(pinned));
    }

    /** Times at which a query pinned to an instant is evaluated. */
    static List<Long> evaluationTimes(long timeMillis) {
        return timeMillis == 0
                ? List.of(-1000L, 0L, 1000L)
                : List.of(-10 * timeMillis, 0L, timeMillis / 5, timeMillis, 10 * timeMillis);
    }

    private Expr pin(Expr expr) {
        return switch (expr) {
            case Expr.NumberLiteral _,Expr.StringLiteral _ -> expr;
            case Expr.Paren paren -> new Expr.Paren(pin(paren.inner()), paren.span());
            case Expr.Unary unary -> new Expr.Unary(unary.negative(), pin(unary.inner()), unary.span());
            case Expr.Binary binary -> binary.withOperands(this::pin);
            case Expr.Aggregate aggregate -> {
                Expr parameter = aggregate.parameter();
                yield new Expr.Aggregate(aggregate.operation(), pin(aggregate.input()),
                        parameter == null ? null : pin(parameter), aggregate.grouping(), aggregate.span());
            }
            case Expr.Call call -> {
                dependsOnTime |= Invariance.dependsOnTime(call.function().name());
                yield new Expr.Call(call.function(), call.arguments().stream().map(this::pin).toList(), call.span());
            }
            case Expr.VectorSelector selector -> pin(selector);
            case Expr.MatrixSelector matrix ->
                new Expr.MatrixSelector(pin(matrix.selector()), matrix.range(), matrix.span());
            // What is inside a pinned subquery is evaluated at its times and needs no pin.
            case Expr.Subquery subquery -> new Expr.Subquery(subquery.inner(), subquery.range(), subquery.step(),
                    pin(subquery.shift()), subquery.span());
        };
    }

    private Expr.VectorSelector pin(Expr.VectorSelector selector) {
        return selector.with(pin(selector.shift()), selector.span());
    }

    private TimeShift pin(TimeShift shift) {
        return shift.at() instanceof AtModifier.Fixed ? shift : shift.withAt(at);
    }
}
