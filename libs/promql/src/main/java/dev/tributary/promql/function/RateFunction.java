package dev.tributary.promql.function;

import dev.tributary.model.NativeHistogram;
import dev.tributary.promql.annotation.Notes;
import dev.tributary.promql.annotation.Notes.HistogramOperation;
import dev.tributary.promql.ast.RangeExtension;
import dev.tributary.promql.histogram.HistogramSum;

/**
 * {@code rate}, {@code increase} and {@code delta}: the difference of the last and the first sample, corrected for counter
 * resets and extrapolated to the window. Where samples end more than 1.1 times their average distance before an edge the
 * series is taken to start or end half a distance beyond them; a counter never extrapolates below zero.
 */
final class RateFunction implements RangeFunction {
    private static final double EDGE_TOLERANCE = 1.1;

    private final RangeCall call;
    private final Kind kind;
    private final CounterCorrection correction;
    private final HistogramRate histograms;
    private final ExtendedRate extended;
    private final ExtendedHistogramRate extendedHistograms;
    private SeriesSamples samples = new SeriesSamples();
    private String metric = "";

    /** Which of the three. */
    enum Kind {
        RATE(true, true), INCREASE(true, false), DELTA(false, false);

        private final boolean counter;
        private final boolean perSecond;

        Kind(boolean counter, boolean perSecond) {
            this.counter = counter;
            this.perSecond = perSecond;
        }

        boolean isCounter() {
            return counter;
        }

        boolean isPerSecond() {
            return perSecond;
        }
    }

    RateFunction(RangeCall call, Kind kind) {
        this.call = call;
        this.kind = kind;
        this.correction = new CounterCorrection(call.notes());
        this.histograms = new HistogramRate(call.notes(), kind.counter);
        this.extended = new ExtendedRate(call, kind);
        this.extendedHistograms = new ExtendedHistogramRate(call, kind);
    }

    @Override
    public void begin(SeriesSamples series, String name) {
        samples = series;
        metric = name;
        if (kind.counter) {
            correction.begin(series, name);
        }
        histograms.begin(series, name);
    }

    @Override
    public void evaluate(Window window, int step, StepColumn into) {
        if (window.isMixed()) {
            call.notes().mixedFloatsAndHistograms(metric);
        } else if (call.extension() != RangeExtension.NONE) {
            if (window.histogramCount() > 0) {
                extendedHistograms.evaluate(window, metric, step, into);
            } else {
                extended.evaluate(window, step, into);
            }
        } else if (window.histogramCount() > 0) {
            ofHistograms(window, step, into);
        } else {
            ofFloats(window, step, into);
        }
    }

    private void ofFloats(Window window, int step, StepColumn into) {
        int first = window.floatFrom();
        int last = window.floatTo() - 1;
        double[] floats = samples.floats();
        boolean fromStart = startsInside(window, samples.floatStart(first), window.floatTime(first));
        if (first == last && !fromStart) {
            return;
        }
        double increase = floats[last] - floats[first];
        if (kind.counter) {
            increase = correction.add(increase, window);
        }
        double extent = seconds(window.floatTime(last) - window.floatTime(first));
        double factor;
        if (fromStart) {
            increase += floats[first];
            double sampled = seconds(window.floatTime(last) - samples.floatStart(first));
            factor = factor(window, sampled, 0, window.floatTime(last), average(extent, last - first));
        } else {
            double toZero = increase > 0 && floats[first] >= 0 ? extent * (floats[first] / increase) : Double.NaN;
            factor = factorToStart(window, window.floatTime(first), window.floatTime(last), extent, last - first,
                    toZero);
        }
        into.set(step, increase * factor);
    }

    private void ofHistograms(Window window, int step, StepColumn into) {
        int first = window.histogramFrom();
        int last = window.histogramTo() - 1;
        long firstTime = window.histogramTime(first);
        long lastTime = window.histogramTime(last);
        boolean fromStart = startsInside(window, samples.histogramStart(first), firstTime);
        HistogramSum increase = null;
        if (last > first) {
            increase = histograms.increase(window);
            if (increase == null) {
                return;
            }
        } else if (!fromStart) {
            return;
        }
        double extent = seconds(lastTime - firstTime);
        NativeHistogram firstHistogram = window.histogram(first);
        double factor;
        if (fromStart) {
            if (increase == null) {
                increase = HistogramSum.of(firstHistogram);
            } else if (!addFirst(increase, firstHistogram)) {
                return;
            }
            double sampled = seconds(lastTime - samples.histogramStart(first));
            factor = factor(window, sampled, 0, lastTime, average(extent, last - first));
        } else if (increase == null) {
            return;
        } else {
            double toZero = increase.count() > 0 && firstHistogram.count() >= 0
                    ? extent * (firstHistogram.count() / increase.count())
                    : Double.NaN;
            factor = factorToStart(window, firstTime, lastTime, extent, last - first, toZero);
        }
        increase.scale(factor);
        into.set(step, increase.toHistogram());
    }

    private boolean addFirst(HistogramSum increase, NativeHistogram first) {
        Notes notes = call.notes();
        if (!increase.fits(first)) {
            notes.mixedExponentialAndCustom(metric);
            return false;
        }
        if (increase.add(first).boundsReconciled()) {
            notes.customBucketsReconciled(HistogramOperation.ADDITION);
        }
        return true;
    }

    /** True when the first sample is known to have started counting inside the window. */
    private boolean startsInside(Window window, long start, long firstTime) {
        return kind.counter && samples.hasStarts() && start != 0 && start > window.startMillis() && start < firstTime;
    }

    private static double average(double extent, int intervals) {
        return intervals > 0 ? extent / intervals : 0;
    }

    private double factorToStart(Window window, long firstTime, long lastTime, double sampled, int intervals,
            double toZero) {
        double average = average(sampled, intervals);
        double toStart = seconds(firstTime - window.startMillis());
        if (toStart >= average * EDGE_TOLERANCE) {
            toStart = average / 2;
        }
        // NaN where zero is not ahead: the comparison is then false.
        if (kind.counter && toZero < toStart) {
            toStart = toZero;
        }
        return factor(window, sampled, toStart, lastTime, average);
    }

    private double factor(Window window, double sampled, double toStart, long lastTime, double average) {
        double toEnd = seconds(window.endMillis() - lastTime);
        if (toEnd >= average * EDGE_TOLERANCE) {
            toEnd = average / 2;
        }
        double factor = sampled == 0 ? 1 : (sampled + toStart + toEnd) / sampled;
        return kind.perSecond ? factor / call.rangeSeconds() : factor;
    }

    private static double seconds(long millis) {
        return millis / 1000.0;
    }
}
