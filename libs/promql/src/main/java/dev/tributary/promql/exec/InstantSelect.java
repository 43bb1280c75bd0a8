package dev.tributary.promql.exec;

import java.util.List;

import dev.tributary.model.NativeHistogram;
import dev.tributary.model.SampleColumns;
import dev.tributary.model.StaleMarker;
import dev.tributary.promql.failure.QueryFailure;
import dev.tributary.promql.function.Grid;
import dev.tributary.promql.function.StepColumn;
import dev.tributary.promql.histogram.Histograms;

/** An instant selector: at each step the newest sample not older than the lookback, unless it says the series ended. */
public final class InstantSelect extends VectorOperator {
    private final QueryRun run;
    private final StoredSource source;
    private final Grid grid;
    private final TimeReference time;
    private final What what;

    /** What of the sample is the value. */
    public enum What {
        /** The sample itself. */
        VALUE,
        /** Its time in seconds. */
        TIMESTAMP,
        /** The time it started counting at, in seconds. */
        START_TIMESTAMP,
        /** Its time in seconds, of a metric that must have floats and keeps its name. */
        INFO_TIMESTAMP
    }

    public InstantSelect(QueryRun run, StoredSource source, Grid grid, TimeReference time, What what) {
        this.run = run;
        this.source = source;
        this.grid = grid;
        this.time = time;
        this.what = what;
    }

    /** First and last instant that has to be read. */
    public static void widen(Selection selection, Grid grid, TimeReference time, long lookback) {
        selection.widen(time.at(grid.startMillis()) - lookback + 1, time.at(grid.endMillis()));
    }

    @Override
    protected List<OutputSeries> prepare() {
        List<OutputSeries> series = source.series();
        if (what == What.VALUE || what == What.INFO_TIMESTAMP) {
            return series;
        }
        return series.stream().map(run.names()::drop).toList();
    }

    @Override
    public void read(int series, StepColumn into, Worker worker) {
        run.budget().check();
        SampleColumns samples = worker.scratch(this, SampleColumns::new);
        samples.clear();
        source.read(series, time.at(grid.startMillis()) - run.lookback() + 1, time.at(grid.endMillis()), samples,
                worker);
        into.reset(grid.steps());
        long[] times = samples.timestamps();
        int size = samples.size();
        int next = 0;
        long touched = 0;
        StepUsage steps = run.usage().steps();
        for (int step = 0; step < grid.steps(); step++) {
            long at = time.at(grid.timeMillis(step));
            while (next < size && times[next] <= at) {
                next++;
            }
            if (next > 0 && times[next - 1] > at - run.lookback()) {
                if (what == What.INFO_TIMESTAMP && samples.histogram(next - 1) != null) {
                    throw QueryFailure.execution("this should be an info metric, with float samples: "
                            + SeriesText.format(source.series().get(series).labels()));
                }
                long taken = take(samples, next - 1, into, step);
                touched += taken;
                if (steps != null) {
                    steps.count(grid.timeMillis(step), taken, taken);
                }
            }
        }
        run.usage().touched(touched);
        run.usage().read(touched);
    }

    /** Writes a sample into a step and tells its weight. */
    private int take(SampleColumns samples, int row, StepColumn into, int step) {
        NativeHistogram histogram = samples.histogram(row);
        if (histogram == null ? StaleMarker.is(samples.value(row)) : histogram.isStale()) {
            return 0;
        }
        if (what != What.VALUE) {
            into.set(step, (what == What.START_TIMESTAMP ? samples.start(row) : samples.timestamp(row)) / 1000.0);
            return 1;
        }
        if (histogram != null) {
            into.set(step, histogram);
            return Histograms.weight(histogram);
        }
        into.set(step, samples.value(row));
        return 1;
    }

    @Override
    public int[] readingOrder() {
        // An error names the first series in the order of labels.
        return what == What.INFO_TIMESTAMP ? new int[0] : source.readingOrder();
    }
}
