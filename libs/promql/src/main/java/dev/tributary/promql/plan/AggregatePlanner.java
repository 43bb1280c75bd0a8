package dev.tributary.promql.plan;

import dev.tributary.promql.annotation.Notes;
import dev.tributary.promql.ast.Aggregation;
import dev.tributary.promql.ast.ByteText;
import dev.tributary.promql.ast.Expr;
import dev.tributary.promql.ast.StringText;
import dev.tributary.promql.exec.QueryRun;
import dev.tributary.promql.exec.ScalarOperator;
import dev.tributary.promql.exec.VectorOperator;
import dev.tributary.promql.exec.aggregate.Aggregate;
import dev.tributary.promql.exec.aggregate.CountValues;
import dev.tributary.promql.exec.aggregate.LimitK;
import dev.tributary.promql.exec.aggregate.LimitRatio;
import dev.tributary.promql.exec.aggregate.StepParameter;
import dev.tributary.promql.exec.aggregate.TopK;
import dev.tributary.promql.failure.QueryFailure;
import org.jspecify.annotations.Nullable;

/** Plans aggregations. */
final class AggregatePlanner {
    private final Planner planner;

    AggregatePlanner(Planner planner) {
        this.planner = planner;
    }

    VectorOperator plan(Expr.Aggregate aggregate, Scope scope) {
        QueryRun run = planner.run();
        int steps = scope.grid().steps();
        Expr parameter = aggregate.parameter() == null ? null : Parens.strip(aggregate.parameter());
        if (aggregate.operation() == Aggregation.COUNT_VALUES) {
            return new CountValues(run, planner.vector(aggregate.input(), scope), steps, label(parameter),
                    aggregate.grouping());
        }
        ScalarOperator scalar = parameter == null ? null : planner.scalar(parameter, scope);
        VectorOperator input = planner.vector(aggregate.input(), scope);
        Expr inner = Parens.strip(aggregate.input());
        StepParameter values = new StepParameter(scalar == null ? new double[0] : scalar.values());
        return switch (aggregate.operation()) {
            case SUM, AVG, COUNT, GROUP, MAX, MIN, STDDEV, STDVAR, QUANTILE -> {
                if (parameter != null) {
                    values.checkQuantile(planner.notes(parameter.span()));
                }
                yield new Aggregate(run, input, steps, new Aggregate.Spec(aggregate.operation(), aggregate.grouping(),
                        values, planner.notes(inner.span())));
            }
            case TOPK, BOTTOMK -> new TopK(run, input, steps, new TopK.Spec(aggregate.operation() == Aggregation.TOPK,
                    aggregate.grouping(), values, planner.notes(aggregate.span())));
            case LIMITK -> new LimitK(run, input, steps, aggregate.grouping(), values);
            case LIMIT_RATIO -> new LimitRatio(input, values, ratioNotes(parameter));
            case COUNT_VALUES -> throw new IllegalStateException("planned above");
        };
    }

    private Notes ratioNotes(@Nullable Expr parameter) {
        if (parameter == null) {
            throw new IllegalStateException("limit_ratio without ratio");
        }
        return planner.notes(parameter.span());
    }

    private static String label(@Nullable Expr parameter) {
        if (!(parameter instanceof Expr.StringLiteral literal)) {
            throw new IllegalStateException("the checker let through a label that is no string: " + parameter);
        }
        if (!ByteText.isName(literal.value())) {
            throw QueryFailure.execution("invalid label name " + StringText.quote(literal.value()));
        }
        return literal.value();
    }
}
