package dev.tributary.logql;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

import dev.tributary.logql.ast.MetricExpr;
import dev.tributary.logql.ast.VectorOperation;
import dev.tributary.logql.exec.MetricRead;
import dev.tributary.logql.exec.QueryRun;
import dev.tributary.logql.exec.Vectors;
import dev.tributary.logql.failure.QueryFailure;
import dev.tributary.logql.value.LogqlValue;
import dev.tributary.logql.value.LogqlValue.MatrixSeries;
import dev.tributary.logql.value.LogqlValue.VectorSample;
import dev.tributary.logql.window.Grid;
import dev.tributary.logql.window.StepValues;
import dev.tributary.model.Labels;
import dev.tributary.model.SampleColumns;

/** From the series of a metric query to the value that is handed out. */
final class MetricAnswer {
    private final QueryRun run;
    private final Grid grid;

    MetricAnswer(QueryRun run, Grid grid) {
        this.run = run;
        this.grid = grid;
    }

    LogqlValue instant(MetricExpr expr) {
        if (expr instanceof MetricExpr.Literal(double value)) {
            return new LogqlValue.Scalar(grid.timeMillis(0), value);
        }
        Vectors vectors = read(expr);
        List<VectorSample> samples = new ArrayList<>();
        for (int i = 0; i < vectors.size(); i++) {
            if (vectors.values(i).has(0)) {
                samples.add(new VectorSample(vectors.labels(i), grid.timeMillis(0), vectors.values(i).get(0)));
            }
        }
        checkSeries(samples.size());
        if (!ordersItself(expr)) {
            samples.sort(Comparator.comparing(VectorSample::labels));
        }
        return new LogqlValue.Vector(samples);
    }

    private Vectors read(MetricExpr expr) {
        return new MetricRead(run, grid).read(expr);
    }

    /** True where some part of the query sorts by value. */
    private static boolean ordersItself(MetricExpr expr) {
        boolean sorts = expr instanceof MetricExpr.VectorAggregate aggregate
                && (aggregate.operation() == VectorOperation.SORT
                        || aggregate.operation() == VectorOperation.SORT_DESC);
        return sorts || expr.children().stream().anyMatch(MetricAnswer::ordersItself);
    }

    LogqlValue range(MetricExpr expr) {
        Vectors vectors = read(expr);
        Map<Labels, StepValues> merged = new LinkedHashMap<>();
        for (int i = 0; i < vectors.size(); i++) {
            StepValues values = vectors.values(i);
            merged.merge(vectors.labels(i), values, MetricAnswer::merge);
        }
        List<MatrixSeries> series = new ArrayList<>();
        merged.forEach((labels, values) -> {
            if (!values.isEmpty()) {
                series.add(new MatrixSeries(labels, samples(values)));
                checkSeries(series.size());
            }
        });
        Map<String, MatrixSeries> byText = new TreeMap<>(Labels::compareUtf8);
        series.forEach(each -> byText.put(each.labels().toString(), each));
        return new LogqlValue.Matrix(List.copyOf(byText.values()));
    }

    /** The values of two series that have become one; the first counts where both have one. */
    private static StepValues merge(StepValues first, StepValues second) {
        StepValues both = new StepValues(first.steps());
        for (int step = 0; step < first.steps(); step++) {
            if (first.has(step)) {
                both.set(step, first.get(step));
            } else if (second.has(step)) {
                both.set(step, second.get(step));
            }
        }
        return both;
    }

    private SampleColumns samples(StepValues values) {
        SampleColumns samples = new SampleColumns(values.count());
        for (int step = 0; step < values.steps(); step++) {
            if (values.has(step)) {
                samples.add(grid.timeMillis(step), values.get(step));
            }
        }
        return samples;
    }

    private void checkSeries(int series) {
        int max = run.budget().limits().seriesMax();
        if (series > max) {
            throw new QueryFailure(QueryFailure.Kind.LIMIT, "maximum number of series (" + max + ") reached for a "
                    + "single query; consider reducing query cardinality by adding more specific stream selectors, "
                    + "reducing the time range, or aggregating results with functions like sum(), count() or topk()");
        }
    }

    /** Lines or numbers of a value. */
    static long entries(LogqlValue value) {
        return switch (value) {
            case LogqlValue.Streams(var streams) -> streams.stream().mapToLong(each -> each.lines().size()).sum();
            case LogqlValue.Vector(var samples) -> samples.size();
            case LogqlValue.Matrix(var series) -> series.stream().mapToLong(each -> each.samples().size()).sum();
            case LogqlValue.Scalar _ -> 0;
        };
    }
}
