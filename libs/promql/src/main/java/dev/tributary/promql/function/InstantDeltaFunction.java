package dev.tributary.promql.function;

import dev.tributary.model.NativeHistogram;
import dev.tributary.model.NativeHistogram.ResetHint;
import dev.tributary.promql.annotation.Notes;
import dev.tributary.promql.annotation.Notes.HistogramOperation;
import dev.tributary.promql.histogram.CounterResets;
import dev.tributary.promql.histogram.HistogramSum;

/** {@code irate} and {@code idelta}: the difference of the last two samples, per second for the former. */
final class InstantDeltaFunction implements RangeFunction {
    private final Notes notes;
    private final boolean rate;
    private SeriesSamples samples = new SeriesSamples();
    private String metric = "";

    InstantDeltaFunction(RangeCall call, boolean rate) {
        this.notes = call.notes();
        this.rate = rate;
    }

    @Override
    public void begin(SeriesSamples series, String name) {
        samples = series;
        metric = name;
    }

    @Override
    public void evaluate(Window window, int step, StepColumn into) {
        if (window.floatCount() + window.histogramCount() < 2) {
            return;
        }
        int lastFloat = window.floatTo() - 1;
        int lastHistogram = window.histogramTo() - 1;
        if (window.isMixed()) {
            mixed(window, lastFloat, lastHistogram, step, into);
        } else if (window.floatCount() > 0) {
            ofFloats(window, lastFloat, step, into);
        } else {
            ofHistograms(window, lastHistogram, step, into);
        }
    }

    /** Both kinds are in the window: the last two samples may still be of one kind. */
    private void mixed(Window window, int lastFloat, int lastHistogram, int step, StepColumn into) {
        boolean twoFloats = window.floatCount() > 1
                && window.floatTime(lastFloat - 1) > window.histogramTime(lastHistogram);
        boolean twoHistograms = window.histogramCount() > 1
                && window.histogramTime(lastHistogram - 1) > window.floatTime(lastFloat);
        if (twoFloats) {
            ofFloats(window, lastFloat, step, into);
        } else if (twoHistograms) {
            ofHistograms(window, lastHistogram, step, into);
        } else {
            notes.mixedFloatsAndHistograms(metric);
        }
    }

    private void ofFloats(Window window, int last, int step, StepColumn into) {
        double current = window.floatValue(last);
        double previous = window.floatValue(last - 1);
        long elapsed = window.floatTime(last) - window.floatTime(last - 1);
        boolean reset = rate && (current < previous || StartTimes.isReset(samples.floatStart(last - 1),
                window.floatTime(last - 1), samples.floatStart(last), window.floatTime(last)));
        double difference = reset ? current : current - previous;
        into.set(step, rate ? difference / (elapsed / 1000.0) : difference);
    }

    private void ofHistograms(Window window, int last, int step, StepColumn into) {
        NativeHistogram current = window.histogram(last);
        NativeHistogram previous = window.histogram(last - 1);
        boolean bothGauge = current.resetHint() == ResetHint.GAUGE && previous.resetHint() == ResetHint.GAUGE;
        boolean anyGauge = current.resetHint() == ResetHint.GAUGE || previous.resetHint() == ResetHint.GAUGE;
        if (rate && anyGauge) {
            notes.notCounter(metric);
        }
        if (!rate && !bothGauge) {
            notes.notGauge(metric);
        }
        HistogramSum difference = HistogramSum.of(current);
        if (!rate || !isReset(window, last, previous, current)) {
            if (!difference.fits(previous)) {
                notes.mixedExponentialAndCustom(metric);
                return;
            }
            if (difference.subtract(previous).boundsReconciled()) {
                notes.customBucketsReconciled(HistogramOperation.SUBTRACTION);
            }
        }
        difference.setHint(ResetHint.GAUGE);
        difference.compact();
        if (rate) {
            difference.divide((window.histogramTime(last) - window.histogramTime(last - 1)) / 1000.0);
        }
        into.set(step, difference.toHistogram());
    }

    private boolean isReset(Window window, int last, NativeHistogram previous, NativeHistogram current) {
        return StartTimes.isReset(samples.histogramStart(last - 1), window.histogramTime(last - 1),
                samples.histogramStart(last), window.histogramTime(last)) || CounterResets.between(previous, current);
    }
}
