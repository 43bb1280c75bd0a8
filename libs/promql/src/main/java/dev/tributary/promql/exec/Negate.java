package dev.tributary.promql.exec;

import java.util.ArrayList;
import java.util.List;

import dev.tributary.model.NativeHistogram;
import dev.tributary.promql.function.StepColumn;
import dev.tributary.promql.histogram.HistogramSum;

/** A minus before a vector; negated histograms are gauges. */
public final class Negate extends VectorOperator {
    private final QueryRun run;
    private final VectorOperator input;

    public Negate(QueryRun run, VectorOperator input) {
        this.run = run;
        this.input = input;
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
        for (int step = 0; step < into.steps(); step++) {
            if (into.isPresent(step)) {
                NativeHistogram histogram = into.histogram(step);
                if (histogram == null) {
                    into.set(step, -into.value(step));
                } else {
                    HistogramSum negated = HistogramSum.of(histogram);
                    negated.scale(-1);
                    into.set(step, negated.toHistogram());
                }
            }
        }
    }

    @Override
    public boolean isCostlyToRead() {
        return input.isCostlyToRead();
    }
}
