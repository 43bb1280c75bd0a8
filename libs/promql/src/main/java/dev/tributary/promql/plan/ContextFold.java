package dev.tributary.promql.plan;

import java.util.List;

import dev.tributary.promql.ast.Expr;

/** Replaces {@code start()}, {@code end()}, {@code range()} and {@code step()} by their numbers: they are known beforehand. */
final class ContextFold {
    private final long startMillis;
    private final long endMillis;
    private final long stepMillis;

    ContextFold(long startMillis, long endMillis, long stepMillis) {
        this.startMillis = startMillis;
        this.endMillis = endMillis;
        this.stepMillis = stepMillis;
    }

    Expr fold(Expr expr) {
        return switch (expr) {
            case Expr.NumberLiteral _,Expr.StringLiteral _,Expr.VectorSelector _,Expr.MatrixSelector _ -> expr;
            case Expr.Paren paren -> new Expr.Paren(fold(paren.inner()), paren.span());
            case Expr.Unary unary -> new Expr.Unary(unary.negative(), fold(unary.inner()), unary.span());
            case Expr.Binary binary -> binary.withOperands(this::fold);
            case Expr.Aggregate aggregate -> aggregate(aggregate);
            case Expr.Call call -> call(call);
            case Expr.Subquery subquery -> new Expr.Subquery(fold(subquery.inner()), subquery.range(), subquery.step(),
                    subquery.shift(), subquery.span());
        };
    }

    private Expr aggregate(Expr.Aggregate aggregate) {
        Expr parameter = aggregate.parameter();
        return new Expr.Aggregate(aggregate.operation(), fold(aggregate.input()),
                parameter == null ? null : fold(parameter), aggregate.grouping(), aggregate.span());
    }

    private Expr call(Expr.Call call) {
        return switch (call.function().name()) {
            case "start" -> number(startMillis, call);
            case "end" -> number(endMillis, call);
            case "range" -> number(endMillis - startMillis, call);
            case "step" -> number(startMillis == endMillis ? 0 : stepMillis, call);
            default -> {
                List<Expr> arguments = call.arguments().stream().map(this::fold).toList();
                yield new Expr.Call(call.function(), arguments, call.span());
            }
        };
    }

    private static Expr number(long millis, Expr.Call call) {
        return new Expr.NumberLiteral(millis / 1000.0, false, call.span());
    }
}
