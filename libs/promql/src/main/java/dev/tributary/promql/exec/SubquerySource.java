package dev.tributary.promql.exec;

import java.util.List;

import dev.tributary.model.NativeHistogram;
import dev.tributary.model.NativeHistogram.ResetHint;
import dev.tributary.model.SampleColumns;
import dev.tributary.promql.function.Grid;
import dev.tributary.promql.function.StepColumn;
import dev.tributary.promql.histogram.Histograms;

/** The points of a subquery as samples. */
public final class SubquerySource implements SampleSource {
    private final VectorOperator inner;
    private final Grid grid;

    public SubquerySource(VectorOperator inner, Grid grid) {
        this.inner = inner;
        this.grid = grid;
    }

    @Override
    public List<OutputSeries> series() {
        return inner.series();
    }

    @Override
    public void read(int series, long minMillis, long maxMillis, SampleColumns into, Worker worker) {
        StepColumn column = worker.scratch(this, () -> new StepColumn(grid.steps()));
        inner.read(series, column, worker);
        for (int step = 0; step < grid.steps(); step++) {
            long time = grid.timeMillis(step);
            if (time >= minMillis && time <= maxMillis && column.isPresent(step)) {
                NativeHistogram histogram = column.histogram(step);
                if (histogram == null) {
                    into.add(time, column.value(step));
                } else {
                    into.add(time, withoutResetHint(histogram));
                }
            }
        }
    }

    /** Between two points of a subquery samples may be missing or doubled: hints about their neighbours mean nothing. */
    private static NativeHistogram withoutResetHint(NativeHistogram histogram) {
        return histogram.resetHint() == ResetHint.GAUGE ? histogram : Histograms.withHint(histogram, ResetHint.UNKNOWN);
    }

    @Override
    public boolean isStored() {
        return false;
    }
}
