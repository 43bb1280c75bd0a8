package dev.tributary.promql.exec;

import java.util.ArrayList;
import java.util.List;

import dev.tributary.model.Labels;
import dev.tributary.model.SampleColumns;
import dev.tributary.promql.annotation.Notes;
import dev.tributary.promql.ast.RangeExtension;
import dev.tributary.promql.function.Grid;
import dev.tributary.promql.function.RangeCall;
import dev.tributary.promql.function.RangeFunction;
import dev.tributary.promql.function.RangeFunctions;
import dev.tributary.promql.function.SeriesSamples;
import dev.tributary.promql.function.StepColumn;
import dev.tributary.promql.function.Window;
import dev.tributary.promql.histogram.Histograms;

/**
 * A function over the windows (t - range, t] of each series. The samples of a series are read once, into buffers that the
 * next series uses again; the windows slide over them.
 */
public final class RangeFold extends VectorOperator {
    private static final String[] COUNTER_SUFFIXES = {"_total", "_sum", "_count", "_bucket"};

    /** Some milliseconds of work: one series may keep a query busy for longer than it may run. */
    private static final long SAMPLES_BETWEEN_CHECKS = 1 << 20;

    private final QueryRun run;
    private final SampleSource source;
    private final Grid grid;
    private final TimeReference time;
    private final RangeFunctions function;
    private final Notes notes;
    private final long rangeMillis;
    private final RangeExtension extension;
    private final List<ScalarOperator> parameters;
    private double[][] parameterValues = {};
    private List<OutputSeries> input = List.of();

    /** What a fold needs beside its source. */
    public record Spec(RangeFunctions function, Notes notes, long rangeMillis, RangeExtension extension,
            List<ScalarOperator> parameters) {
    }

    public RangeFold(QueryRun run, SampleSource source, Grid grid, TimeReference time, Spec spec) {
        this.run = run;
        this.source = source;
        this.grid = grid;
        this.time = time;
        this.function = spec.function;
        this.notes = spec.notes;
        this.rangeMillis = spec.rangeMillis;
        this.extension = spec.extension;
        this.parameters = spec.parameters;
    }

    /** First and last instant that has to be read. */
    public static void widen(Selection selection, Grid grid, TimeReference time, long rangeMillis,
            RangeExtension extension, long lookback) {
        long before = extension == RangeExtension.NONE ? 0 : lookback;
        long behind = extension == RangeExtension.SMOOTHED ? lookback : 0;
        selection.widen(time.at(grid.startMillis()) - rangeMillis - before + 1, time.at(grid.endMillis()) + behind);
    }

    @Override
    protected List<OutputSeries> prepare() {
        parameterValues = parameters.stream().map(ScalarOperator::values).toArray(double[][]::new);
        input = source.series();
        if (function.keepsName()) {
            return input;
        }
        List<OutputSeries> series = new ArrayList<>(input.size());
        for (OutputSeries each : input) {
            series.add(run.names().drop(each));
        }
        return series;
    }

    /** The buffers of one thread. */
    private final class Scratch {
        private final SampleColumns columns = new SampleColumns();
        private final SeriesSamples samples = new SeriesSamples();
        private final Window window = new Window(samples);
        private final RangeFunction fold = function.make(new RangeCall(notes, rangeMillis, extension, parameterValues));
    }

    @Override
    public void read(int series, StepColumn into, Worker worker) {
        run.budget().check();
        Scratch scratch = worker.scratch(this, Scratch::new);
        into.reset(grid.steps());
        long before = extension == RangeExtension.NONE ? 0 : run.lookback();
        long behind = extension == RangeExtension.SMOOTHED ? run.lookback() : 0;
        scratch.columns.clear();
        source.read(series, time.at(grid.startMillis()) - rangeMillis - before + 1, time.at(grid.endMillis()) + behind,
                scratch.columns, worker);
        if (scratch.columns.size() == 0) {
            return;
        }
        run.budget().passing(scratch.columns.size());
        scratch.samples.load(scratch.columns, run.startTimes() && function.usesStartTimes());
        String metric = input.get(series).metric();
        scratch.fold.begin(scratch.samples, metric);
        scratch.window.rewind();
        boolean anyFloat = slide(scratch, into, before, behind);
        if (anyFloat && function.expectsCounter() && !metric.isEmpty()) {
            informOfOtherKinds(metric, input.get(series).labels());
        }
    }

    private boolean slide(Scratch scratch, StepColumn into, long before, long behind) {
        Window window = scratch.window;
        long touched = 0;
        long checked = 0;
        StepUsage steps = run.usage().steps();
        int seenFloats = 0;
        int seenHistograms = 0;
        boolean anyFloat = false;
        for (int step = 0; step < grid.steps(); step++) {
            long now = grid.timeMillis(step);
            long end = time.at(now);
            long start = end - rangeMillis;
            window.advance(start - before, end + behind);
            if (!window.isEmpty()) {
                window.describe(start, end, now);
                scratch.fold.evaluate(window, step, into);
                long weight = window.floatCount() + histogramWeight(window, window.histogramFrom());
                touched += weight;
                if (steps != null) {
                    long fresh = window.floatTo() - Math.max(seenFloats, window.floatFrom())
                            + histogramWeight(window, Math.max(seenHistograms, window.histogramFrom()));
                    steps.count(now, weight, source.isStored() ? fresh : 0);
                    seenFloats = window.floatTo();
                    seenHistograms = window.histogramTo();
                }
                anyFloat |= into.isPresent(step) && into.histogram(step) == null;
                if (touched - checked > SAMPLES_BETWEEN_CHECKS) {
                    run.budget().check();
                    checked = touched;
                }
            }
        }
        run.usage().touched(touched);
        if (source.isStored()) {
            run.usage().read(scratch.columns.size());
        }
        return anyFloat;
    }

    private static long histogramWeight(Window window, int from) {
        long weight = 0;
        for (int i = from; i < window.histogramTo(); i++) {
            weight += Histograms.weight(window.histogram(i));
        }
        return weight;
    }

    private void informOfOtherKinds(String metric, Labels labels) {
        if (run.typeLabels()) {
            String type = labels.get("__type__");
            if (!type.equals("counter") && !type.equals("histogram")) {
                notes.possiblyNoCounterByType(metric, type);
            }
            return;
        }
        for (String suffix : COUNTER_SUFFIXES) {
            if (metric.endsWith(suffix)) {
                return;
            }
        }
        notes.possiblyNoCounter(metric);
    }

    @Override
    public boolean isCostlyToRead() {
        return true;
    }

    @Override
    public int[] readingOrder() {
        return source.readingOrder();
    }
}
