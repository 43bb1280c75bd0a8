package dev.tributary.promql.exec;

import java.util.ArrayList;
import java.util.List;

import dev.tributary.promql.function.Grid;
import dev.tributary.promql.function.StepColumn;

/** {@code timestamp} of a computed vector: the time of the step, wherever there is an element of any kind. */
public final class TimestampOf extends VectorOperator {
    private final QueryRun run;
    private final VectorOperator input;
    private final Grid grid;

    public TimestampOf(QueryRun run, VectorOperator input, Grid grid) {
        this.run = run;
        this.input = input;
        this.grid = grid;
    }

    @Override
    protected List<OutputSeries> prepare() {
        List<OutputSeries> series = new ArrayList<>(input.series().size());
        for (OutputSeries each : input.series()) {
            series.add(run.names().drop(each));
        }
        return series;
    }

    @Override
    public void read(int series, StepColumn into, Worker worker) {
        input.read(series, into, worker);
        for (int step = 0; step < grid.steps(); step++) {
            if (into.isPresent(step)) {
                into.remove(step);
                into.set(step, grid.timeMillis(step) / 1000.0);
            }
        }
    }

    @Override
    public boolean isCostlyToRead() {
        return input.isCostlyToRead();
    }
}
