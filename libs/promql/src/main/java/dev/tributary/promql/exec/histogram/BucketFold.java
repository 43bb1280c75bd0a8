package dev.tributary.promql.exec.histogram;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

import dev.tributary.model.Labels;
import dev.tributary.model.NativeHistogram;
import dev.tributary.promql.annotation.Notes;
import dev.tributary.promql.ast.NumberReader;
import dev.tributary.promql.exec.ColumnScan;
import dev.tributary.promql.exec.OutputSeries;
import dev.tributary.promql.exec.QueryRun;
import dev.tributary.promql.exec.VectorOperator;
import dev.tributary.promql.exec.Worker;
import dev.tributary.promql.function.ClassicQuantile;
import dev.tributary.promql.function.Grid;
import dev.tributary.promql.function.StepColumn;
import org.jspecify.annotations.Nullable;

/**
 * Computes one or several measures of each histogram of a vector, classic or native. The buckets of a classic histogram are
 * series that differ in {@code le} only; they are gathered until all have come, then measured and forgotten. A step at which
 * a classic and a native histogram have the same labels gives nothing but a warning.
 */
public final class BucketFold extends VectorOperator {
    private static final String BOUND = "le";

    private final QueryRun run;
    private final VectorOperator input;
    private final Grid grid;
    private final Notes notes;
    private final Supplier<List<Column>> measures;
    private final List<OutputSeries> outputs = new ArrayList<>();
    private final List<StepColumn> results = new ArrayList<>();
    private final ClassicQuantile buckets = new ClassicQuantile();
    private List<Column> columns = List.of();

    /** A measure and the label that tells its results from those of others, if there are others. */
    public record Column(BucketMeasure measure, @Nullable String label, String value) {
    }

    public BucketFold(QueryRun run, VectorOperator input, Grid grid, Notes notes, Supplier<List<Column>> measures) {
        this.run = run;
        this.input = input;
        this.grid = grid;
        this.notes = notes;
        this.measures = measures;
    }

    /** One histogram in the making. */
    private static final class Gathering {
        private final OutputSeries series;
        private final List<StepColumn> bucketColumns = new ArrayList<>();
        private final List<Double> bounds = new ArrayList<>();
        private @Nullable StepColumn natives;
        private int missing;

        Gathering(OutputSeries series) {
            this.series = series;
        }
    }

    @Override
    protected List<OutputSeries> prepare() {
        columns = measures.get();
        List<OutputSeries> series = input.series();
        Map<Labels, Gathering> byLabels = HashMap.newHashMap(series.size());
        List<Gathering> gatheringOf = new ArrayList<>(series.size());
        for (OutputSeries each : series) {
            Labels key = each.labels().without(BOUND);
            Gathering gathering = byLabels.computeIfAbsent(key,
                    labels -> new Gathering(new OutputSeries(labels, each.dropName())));
            gathering.missing++;
            gatheringOf.add(gathering);
        }
        ColumnScan.forEach(run, input, grid.steps(), (i, column) -> gather(series.get(i), gatheringOf.get(i), column));
        return outputs;
    }

    private void gather(OutputSeries series, Gathering gathering, StepColumn column) {
        String bound = series.labels().get(BOUND);
        if (hasFloats(column)) {
            double upper = upperBound(bound);
            if (Double.isNaN(upper) && !bound.equalsIgnoreCase("nan")) {
                notes.badBucketLabel(run.names().delayed() ? series.labels().metricName() : "", bound);
            } else {
                gathering.bucketColumns.add(copy(column));
                gathering.bounds.add(upper);
            }
        }
        if (column.hasHistograms()) {
            if (bound.isEmpty()) {
                gathering.natives = copy(column);
            } else {
                Gathering alone = new Gathering(series);
                alone.natives = copy(column);
                measure(alone);
            }
        }
        gathering.missing--;
        if (gathering.missing == 0) {
            measure(gathering);
        }
    }

    private static double upperBound(String bound) {
        try {
            return NumberReader.floatingPoint(bound);
        } catch (NumberFormatException e) {
            return Double.NaN;
        }
    }

    private static boolean hasFloats(StepColumn column) {
        for (int step = 0; step < column.steps(); step++) {
            if (column.isPresent(step) && column.histogram(step) == null) {
                return true;
            }
        }
        return false;
    }

    private StepColumn copy(StepColumn column) {
        run.budget().hold(column.steps());
        StepColumn copy = new StepColumn(column.steps());
        copy.copyFrom(column);
        return copy;
    }

    private void measure(Gathering gathering) {
        int held = gathering.bucketColumns.size() + (gathering.natives == null ? 0 : 1);
        if (held == 0) {
            return;
        }
        List<StepColumn> measured = new ArrayList<>(columns.size());
        for (int i = 0; i < columns.size(); i++) {
            measured.add(new StepColumn(grid.steps()));
        }
        for (int step = 0; step < grid.steps(); step++) {
            measure(gathering, step, measured);
        }
        for (int i = 0; i < columns.size(); i++) {
            Column column = columns.get(i);
            OutputSeries dropped = run.names().drop(gathering.series);
            String label = column.label;
            outputs.add(label == null
                    ? dropped
                    : new OutputSeries(dropped.labels().with(label, column.value), dropped.dropName()));
            results.add(measured.get(i));
        }
        run.budget().release((long) (held - columns.size()) * grid.steps());
        gathering.bucketColumns.clear();
        gathering.natives = null;
    }

    private void measure(Gathering gathering, int step, List<StepColumn> measured) {
        buckets.clear();
        for (int i = 0; i < gathering.bounds.size(); i++) {
            StepColumn column = gathering.bucketColumns.get(i);
            if (column.isPresent(step) && column.histogram(step) == null) {
                buckets.add(gathering.bounds.get(i), column.value(step));
            }
        }
        StepColumn natives = gathering.natives;
        NativeHistogram histogram = natives == null ? null : natives.histogram(step);
        String name = gathering.series.labels().metricName();
        String known = run.names().delayed() ? name : "";
        if (histogram != null && !buckets.isEmpty()) {
            notes.mixedClassicAndNative(known);
            return;
        }
        for (int i = 0; i < columns.size(); i++) {
            BucketMeasure measure = columns.get(i).measure;
            if (histogram != null) {
                measured.get(i).set(step, measure.ofNative(step, histogram, known));
            } else if (!buckets.isEmpty()) {
                measured.get(i).set(step, measure.ofClassic(step, grid.timeMillis(step), buckets, known));
            }
        }
    }

    @Override
    public void read(int series, StepColumn into, Worker worker) {
        into.copyFrom(results.get(series));
    }

    @Override
    public boolean isCostlyToRead() {
        return false;
    }
}
