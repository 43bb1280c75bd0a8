package dev.tributary.promql.function;

import dev.tributary.promql.annotation.Notes;
import dev.tributary.promql.histogram.CompensatedSum;

/** {@code sum_over_time}: compensated, so that the order of magnitude of the samples does not matter. */
final class SumOverTime implements RangeFunction {
    private final Notes notes;
    private final HistogramsOverTime histograms;
    private SeriesSamples samples = new SeriesSamples();
    private String metric = "";
    private final ExactSums exact = new ExactSums();

    SumOverTime(RangeCall call) {
        this.notes = call.notes();
        this.histograms = new HistogramsOverTime(call.notes());
    }

    @Override
    public void begin(SeriesSamples series, String name) {
        samples = series;
        metric = name;
        exact.begin(series);
    }

    @Override
    public void evaluate(Window window, int step, StepColumn into) {
        if (window.isMixed()) {
            notes.mixedFloatsAndHistograms(metric);
        } else if (window.floatCount() == 0) {
            histograms.sum(window, metric, step, into);
        } else if (exact.isExact()) {
            into.set(step, exact.sum(window.floatFrom(), window.floatTo()));
        } else {
            into.set(step, sum(window));
        }
    }

    private double sum(Window window) {
        double[] floats = samples.floats();
        double sum = 0;
        double lost = 0;
        for (int i = window.floatFrom(); i < window.floatTo(); i++) {
            double total = sum + floats[i];
            lost = CompensatedSum.lost(floats[i], sum, total, lost);
            sum = total;
        }
        return Double.isInfinite(sum) ? sum : sum + lost;
    }
}
