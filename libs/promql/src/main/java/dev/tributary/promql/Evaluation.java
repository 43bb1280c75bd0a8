package dev.tributary.promql;

import java.util.ArrayList;
import java.util.List;
import java.util.function.LongSupplier;

import dev.tributary.model.Labels;
import dev.tributary.model.NativeHistogram;
import dev.tributary.model.SampleColumns;
import dev.tributary.promql.QueryValue.MatrixSeries;
import dev.tributary.promql.QueryValue.VectorSample;
import dev.tributary.promql.ast.ByteText;
import dev.tributary.promql.ast.Expr;
import dev.tributary.promql.exec.ColumnScan;
import dev.tributary.promql.exec.MergeSeries;
import dev.tributary.promql.exec.OutputSeries;
import dev.tributary.promql.exec.QueryRun;
import dev.tributary.promql.exec.StepUsage;
import dev.tributary.promql.exec.VectorOperator;
import dev.tributary.promql.exec.VisibleNames;
import dev.tributary.promql.function.Grid;
import dev.tributary.promql.function.StepColumn;
import dev.tributary.promql.plan.PlanSettings;
import dev.tributary.promql.plan.Planner;

/** One run of a planned query: from operators to the value that is handed out. */
final class Evaluation {
    private final Planner planner;
    private final QueryRun run;
    private final PlanSettings settings;
    private final LongSupplier nanoClock;
    private final long started;

    Evaluation(Planner planner, QueryRun run, PlanSettings settings, LongSupplier nanoClock, long started) {
        this.planner = planner;
        this.run = run;
        this.settings = settings;
        this.nanoClock = nanoClock;
        this.started = started;
    }

    /** Evaluates what the planner has folded; {@code independent} is passed on. */
    QueryResult evaluate(Expr expr, boolean independent) {
        boolean range = settings.stepMillis() > 0;
        long prepared = nanoClock.getAsLong();
        QueryValue value = range ? rangeValue(expr) : instantValue(expr);
        long evaluated = nanoClock.getAsLong();
        if (value instanceof QueryValue.Matrix(List<MatrixSeries> series)) {
            series.sort((a, b) -> a.labels().compareTo(b.labels()));
        }
        long sorted = nanoClock.getAsLong();
        QueryStats stats = new QueryStats(run.usage().samplesTouched(), run.usage().samplesRead(),
                run.budget().samplesPeak(), prepared - started,
                evaluated - prepared, sorted - evaluated, steps());
        List<String> warnings = new ArrayList<>(planner.warnings());
        warnings.addAll(run.annotations().warnings(settings.text()));
        return new QueryResult(value, warnings, run.annotations().infos(settings.text()), stats, independent);
    }

    private List<QueryStats.Step> steps() {
        StepUsage usage = run.usage().steps();
        List<QueryStats.Step> steps = new ArrayList<>();
        for (int step = 0; usage != null && step < settings.grid().steps(); step++) {
            steps.add(new QueryStats.Step(settings.grid().timeMillis(step), usage.touched(step), usage.read(step)));
        }
        return steps;
    }

    private QueryValue rangeValue(Expr expr) {
        return switch (expr.type()) {
            case SCALAR -> scalarMatrix(planner.scalar(expr).values());
            case VECTOR -> matrix(planner.vector(expr), settings.grid());
            case MATRIX, STRING -> throw new IllegalStateException("refused before: " + expr.type());
        };
    }

    private QueryValue instantValue(Expr expr) {
        long time = settings.grid().startMillis();
        return switch (expr.type()) {
            case SCALAR -> new QueryValue.Scalar(time, planner.scalar(expr).values()[0]);
            case VECTOR -> vector(planner.vector(expr), time);
            case MATRIX -> new QueryValue.Matrix(new RangeVectorReader(run).read(planner.matrix(expr)));
            case STRING -> new QueryValue.Text(time, text(expr));
        };
    }

    private static String text(Expr expr) {
        return switch (expr) {
            case Expr.StringLiteral literal -> ByteText.replaceInvalid(literal.value());
            case Expr.Paren paren -> text(paren.inner());
            default -> throw new IllegalStateException("no string: " + expr);
        };
    }

    private QueryValue scalarMatrix(double[] values) {
        SampleColumns samples = new SampleColumns(values.length);
        run.budget().hold(values.length);
        for (int step = 0; step < values.length; step++) {
            samples.add(settings.grid().timeMillis(step), values[step]);
        }
        List<MatrixSeries> series = new ArrayList<>();
        series.add(new MatrixSeries(Labels.EMPTY, samples));
        return new QueryValue.Matrix(series);
    }

    private VectorOperator visible(VectorOperator operator, int steps) {
        return new MergeSeries(new VisibleNames(operator), steps, false);
    }

    private QueryValue matrix(VectorOperator operator, Grid grid) {
        VectorOperator visible = visible(operator, grid.steps());
        List<OutputSeries> announced = visible.series();
        List<MatrixSeries> series = new ArrayList<>();
        ColumnScan.forEach(run, visible, grid.steps(), (i, column) -> {
            int present = column.presentCount();
            if (present > 0) {
                run.budget().hold(present);
                series.add(new MatrixSeries(announced.get(i).labels(), samples(column, grid, present)));
            }
        });
        return new QueryValue.Matrix(series);
    }

    private static SampleColumns samples(StepColumn column, Grid grid, int present) {
        SampleColumns samples = new SampleColumns(present);
        for (int step = 0; step < grid.steps(); step++) {
            if (column.isPresent(step)) {
                NativeHistogram histogram = column.histogram(step);
                if (histogram == null) {
                    samples.add(grid.timeMillis(step), column.value(step));
                } else {
                    samples.add(grid.timeMillis(step), histogram);
                }
            }
        }
        return samples;
    }

    private QueryValue vector(VectorOperator operator, long time) {
        VectorOperator visible = visible(operator, 1);
        List<OutputSeries> announced = visible.series();
        List<VectorSample> samples = new ArrayList<>();
        ColumnScan.forEach(run, visible, 1, (i, column) -> {
            if (column.isPresent(0)) {
                run.budget().hold(1);
                NativeHistogram histogram = column.histogram(0);
                samples.add(new VectorSample(announced.get(i).labels(), time, column.value(0), histogram));
            }
        });
        return new QueryValue.Vector(samples);
    }
}
