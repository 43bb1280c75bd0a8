package dev.tributary.promql.exec;

import java.util.List;

import dev.tributary.model.NativeHistogram;
import dev.tributary.model.NativeHistogram.ResetHint;
import dev.tributary.model.SampleColumns;
import dev.tributary.promql.annotation.Notes;
import dev.tributary.promql.function.Grid;
import dev.tributary.promql.function.Interpolation;
import dev.tributary.promql.function.SeriesSamples;
import dev.tributary.promql.function.StepColumn;
import dev.tributary.promql.function.Window;
import dev.tributary.promql.histogram.Histograms;

/**
 * A {@code smoothed} instant selector: the value on the straight line between the samples around each step, both within the
 * lookback. Without a later sample the earlier one holds.
 */
public final class SmoothedSelect extends VectorOperator {
    private final QueryRun run;
    private final StoredSource source;
    private final Grid grid;
    private final TimeReference time;
    private final Notes notes;

    public SmoothedSelect(QueryRun run, StoredSource source, Grid grid, TimeReference time, Notes notes) {
        this.run = run;
        this.source = source;
        this.grid = grid;
        this.time = time;
        this.notes = notes;
    }

    /** First and last instant that has to be read. */
    public static void widen(Selection selection, Grid grid, TimeReference time, long lookback) {
        selection.widen(time.at(grid.startMillis()) - lookback + 1, time.at(grid.endMillis()) + lookback);
    }

    @Override
    protected List<OutputSeries> prepare() {
        return source.series();
    }

    /** The buffers of one thread. */
    private static final class Scratch {
        private final SampleColumns columns = new SampleColumns();
        private final SeriesSamples samples = new SeriesSamples();
        private final Window window = new Window(samples);
    }

    @Override
    public void read(int series, StepColumn into, Worker worker) {
        run.budget().check();
        Scratch scratch = worker.scratch(this, Scratch::new);
        scratch.columns.clear();
        long lookback = run.lookback();
        source.read(series, time.at(grid.startMillis()) - lookback + 1, time.at(grid.endMillis()) + lookback,
                scratch.columns, worker);
        scratch.samples.load(scratch.columns, false);
        scratch.window.rewind();
        into.reset(grid.steps());
        String metric = source.series().get(series).metric();
        long touched = 0;
        int seen = 0;
        for (int step = 0; step < grid.steps(); step++) {
            long at = time.at(grid.timeMillis(step));
            scratch.window.advance(at - lookback, at + lookback);
            touched += count(scratch.window, step, seen);
            seen = scratch.window.floatTo() + scratch.window.histogramTo();
            if (scratch.window.isMixed()) {
                notes.mixedFloatsAndHistograms(metric);
            } else if (scratch.window.floatCount() > 0) {
                ofFloats(scratch.window, at, step, into);
            } else if (scratch.window.histogramCount() > 0) {
                ofHistograms(scratch.window, at, metric, step, into);
            }
        }
        run.usage().touched(touched);
        run.usage().read(scratch.columns.size());
    }

    private long count(Window window, int step, int seen) {
        int samples = window.floatCount() + window.histogramCount();
        StepUsage steps = run.usage().steps();
        if (steps != null) {
            int fresh = window.floatTo() + window.histogramTo() - seen;
            steps.count(grid.timeMillis(step), samples, Math.min(samples, fresh));
        }
        return samples;
    }

    private static void ofFloats(Window window, long at, int step, StepColumn into) {
        int next = window.floatFrom();
        while (next < window.floatTo() && window.floatTime(next) < at) {
            next++;
        }
        boolean hasNext = next < window.floatTo();
        if (hasNext && window.floatTime(next) == at) {
            into.set(step, window.floatValue(next));
        } else if (next > window.floatFrom()) {
            into.set(step, hasNext
                    ? Interpolation.at(at, window.floatTime(next - 1), window.floatValue(next - 1),
                            window.floatTime(next), window.floatValue(next), false)
                    : window.floatValue(next - 1));
        }
    }

    private void ofHistograms(Window window, long at, String metric, int step, StepColumn into) {
        int next = window.histogramFrom();
        while (next < window.histogramTo() && window.histogramTime(next) < at) {
            next++;
        }
        boolean hasNext = next < window.histogramTo();
        if (hasNext && window.histogramTime(next) == at) {
            into.set(step, window.histogram(next));
        } else if (next > window.histogramFrom()) {
            NativeHistogram before = window.histogram(next - 1);
            if (!hasNext) {
                // The hint is about neighbours in time, and a carried value has none.
                into.set(step, Histograms.withHint(before, ResetHint.UNKNOWN));
            } else if (before.hasCustomBounds() != window.histogram(next).hasCustomBounds()) {
                notes.mixedExponentialAndCustom(metric);
            } else {
                into.set(step, between(window, next, at));
            }
        }
    }

    private NativeHistogram between(Window window, int next, long at) {
        NativeHistogram before = window.histogram(next - 1);
        NativeHistogram after = window.histogram(next);
        boolean counter = before.resetHint() != ResetHint.GAUGE || after.resetHint() != ResetHint.GAUGE;
        return Interpolation.at(at, window.histogramTime(next - 1), before, window.histogramTime(next), after, counter,
                notes);
    }
}
