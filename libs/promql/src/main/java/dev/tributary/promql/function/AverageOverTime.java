package dev.tributary.promql.function;

import dev.tributary.promql.annotation.Notes;
import dev.tributary.promql.histogram.CompensatedSum;

/** {@code avg_over_time}: a compensated sum divided by the count, or an incremental mean once the sum would overflow. */
final class AverageOverTime implements RangeFunction {
    private final Notes notes;
    private final HistogramsOverTime histograms;
    private final ExactSums exact = new ExactSums();
    private SeriesSamples samples = new SeriesSamples();
    private String metric = "";

    AverageOverTime(RangeCall call) {
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
            histograms.average(window, metric, step, into);
        } else if (exact.isExact()) {
            into.set(step, exact.sum(window.floatFrom(), window.floatTo()) / window.floatCount());
        } else {
            into.set(step, average(window.floatFrom(), window.floatTo()));
        }
    }

    private double average(int from, int to) {
        double[] floats = samples.floats();
        double sum = floats[from];
        double lost = 0;
        for (int i = from + 1; i < to; i++) {
            double total = sum + floats[i];
            if (Double.isInfinite(total)) {
                return incremental(i, to, from, sum, lost);
            }
            lost = CompensatedSum.lost(floats[i], sum, total, lost);
            sum = total;
        }
        double count = to - from;
        return sum / count + lost / count;
    }

    private double incremental(int overflowAt, int to, int from, double sum, double lostInSum) {
        double[] floats = samples.floats();
        double before = overflowAt - from;
        double mean = sum / before;
        double lost = lostInSum / before;
        for (int i = overflowAt; i < to; i++) {
            double count = i - from + 1;
            double share = (count - 1) / count;
            double increment = floats[i] / count;
            double scaled = share * mean;
            double total = scaled + increment;
            lost = CompensatedSum.lost(increment, scaled, total, share * lost);
            mean = total;
        }
        return mean + lost;
    }
}
