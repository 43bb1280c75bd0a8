package dev.tributary.logql.exec;

import dev.tributary.logql.ast.Grouping;
import dev.tributary.logql.ast.MetricExpr;
import dev.tributary.logql.ast.MetricExpr.RangeAggregate;
import dev.tributary.logql.ast.MetricExpr.VectorAggregate;
import dev.tributary.logql.ast.VectorOperation;
import dev.tributary.logql.window.Grid;
import dev.tributary.logql.window.StepValues;
import dev.tributary.model.Labels;

/** Evaluates metric queries at all steps at once, from the inside out. Holds the only switch from nodes to operations. */
public final class MetricRead {
    private final QueryRun run;
    private final Grid grid;

    public MetricRead(QueryRun run, Grid grid) {
        this.run = run;
        this.grid = grid;
    }

    public Vectors read(MetricExpr expr) {
        run.budget().check();
        return switch (expr) {
            case MetricExpr.Literal(double value) -> constant(value);
            case MetricExpr.ConstantVector(double value) -> constant(value);
            case RangeAggregate aggregate -> new RangeRead(run, aggregate, null, grid).read();
            case VectorAggregate aggregate -> aggregate(aggregate);
            case MetricExpr.Binary binary -> binary(binary);
            case MetricExpr.LabelReplace replace -> new LabelReplacement(replace).apply(read(replace.input()));
        };
    }

    /** An element without labels at every step. */
    private Vectors constant(double value) {
        StepValues values = new StepValues(grid.steps());
        for (int step = 0; step < grid.steps(); step++) {
            values.set(step, value);
        }
        Vectors vectors = new Vectors(grid.steps());
        vectors.add(Labels.EMPTY, values);
        return vectors;
    }

    private Vectors aggregate(VectorAggregate aggregate) {
        Vectors input = sumsAlone(aggregate) && aggregate.input() instanceof RangeAggregate range
                ? new RangeRead(run, range, aggregate.grouping(), grid).read()
                : read(aggregate.input());
        return switch (aggregate.operation()) {
            case SUM, AVG, COUNT, MAX, MIN, STDDEV, STDVAR -> new GroupFold(aggregate).apply(input);
            case TOPK, APPROX_TOPK -> new Ranking(aggregate, true).apply(input);
            case BOTTOMK -> new Ranking(aggregate, false).apply(input);
            case SORT -> Sorting.apply(input, false);
            case SORT_DESC -> Sorting.apply(input, true);
        };
    }

    /** True where the sum's labels are all that the range aggregation inside needs to keep apart. */
    private static boolean sumsAlone(VectorAggregate aggregate) {
        if (aggregate.operation() != VectorOperation.SUM || !(aggregate.input() instanceof RangeAggregate range)
                || range.grouping() != null) {
            return false;
        }
        return switch (range.operation()) {
            case BYTES_OVER_TIME, BYTES_RATE, SUM_OVER_TIME, RATE, COUNT_OVER_TIME -> true;
            case RATE_COUNTER, AVG_OVER_TIME, MIN_OVER_TIME, MAX_OVER_TIME, STDVAR_OVER_TIME, STDDEV_OVER_TIME,
                    QUANTILE_OVER_TIME, FIRST_OVER_TIME, LAST_OVER_TIME, ABSENT_OVER_TIME ->
                false;
        };
    }

    private Vectors binary(MetricExpr.Binary binary) {
        if (binary.left() instanceof MetricExpr.Literal(double value)) {
            return new LiteralOperation(binary, value, true).apply(read(binary.right()));
        }
        if (binary.right() instanceof MetricExpr.Literal(double value)) {
            return new LiteralOperation(binary, value, false).apply(read(binary.left()));
        }
        Vectors left = read(binary.left());
        Vectors right = read(binary.right());
        return binary.operator().isSet()
                ? new SetOperation(binary).apply(left, right)
                : new PairOperation(binary).apply(left, right);
    }

    /** The grouping's labels of a series. */
    static Labels group(Labels labels, Grouping grouping) {
        return grouping.without()
                ? labels.dropAllOf(grouping.labels())
                : labels.keepOnly(grouping.labels());
    }
}
