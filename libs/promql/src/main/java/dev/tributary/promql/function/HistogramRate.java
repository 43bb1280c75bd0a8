package dev.tributary.promql.function;

import dev.tributary.model.NativeHistogram;
import dev.tributary.model.NativeHistogram.ResetHint;
import dev.tributary.promql.annotation.Notes;
import dev.tributary.promql.annotation.Notes.HistogramOperation;
import dev.tributary.promql.histogram.CounterResets;
import dev.tributary.promql.histogram.HistogramSum;
import org.jspecify.annotations.Nullable;

/** The increase of a native histogram over a window of at least two of them, before extrapolation. */
final class HistogramRate {
    private final Notes notes;
    private final boolean counter;
    private SeriesSamples samples = new SeriesSamples();
    private String metric = "";

    HistogramRate(Notes notes, boolean counter) {
        this.notes = notes;
        this.counter = counter;
    }

    void begin(SeriesSamples series, String name) {
        samples = series;
        metric = name;
    }

    /** The increase as a gauge, or null where the histograms do not go together. */
    @Nullable
    HistogramSum increase(Window window) {
        int first = window.histogramFrom();
        int last = window.histogramTo() - 1;
        NativeHistogram start = window.histogram(first);
        NativeHistogram end = window.histogram(last);
        boolean skipStart = counter && isReset(window, first + 1, start);
        NativeHistogram layout = skipStart ? window.histogram(first + 1) : start;
        boolean gauge = counter && (isGauge(start) || isGauge(end));
        if (end.hasCustomBounds() != layout.hasCustomBounds()) {
            warnOfGauge(gauge);
            notes.mixedExponentialAndCustom(metric);
            return null;
        }
        int schema = Math.min(end.schema(), layout.schema());
        if (counter) {
            for (int i = first + 1; i < last; i++) {
                NativeHistogram between = window.histogram(i);
                gauge |= isGauge(between);
                if (between.hasCustomBounds() != layout.hasCustomBounds()) {
                    notes.mixedExponentialAndCustom(metric);
                    return null;
                }
                schema = Math.min(schema, between.schema());
            }
        }
        HistogramSum increase = HistogramSum.of(end);
        increase.reduceTo(schema, false);
        NativeHistogram subtracted = skipStart ? HistogramSum.emptyLike(layout).toHistogram() : start;
        reconciled(increase.subtract(subtracted), HistogramOperation.SUBTRACTION);
        if (counter && !addResets(window, increase, subtracted)) {
            return null;
        }
        warnOfGauge(gauge);
        if (!counter && !(isGauge(start) && isGauge(end))) {
            notes.notGauge(metric);
        }
        increase.setHint(ResetHint.GAUGE);
        increase.compact();
        return increase;
    }

    private boolean addResets(Window window, HistogramSum increase, NativeHistogram subtracted) {
        NativeHistogram previous = subtracted;
        warnOfOverlap(window);
        for (int i = window.histogramFrom() + 1; i < window.histogramTo(); i++) {
            if (isReset(window, i, previous)) {
                if (!increase.fits(previous)) {
                    notes.mixedExponentialAndCustom(metric);
                    return false;
                }
                reconciled(increase.add(previous), HistogramOperation.ADDITION);
            }
            previous = window.histogram(i);
        }
        return true;
    }

    private boolean isReset(Window window, int i, NativeHistogram previous) {
        return StartTimes.isReset(samples.histogramStart(i - 1), window.histogramTime(i - 1), samples.histogramStart(i),
                window.histogramTime(i)) || CounterResets.between(previous, window.histogram(i));
    }

    private void warnOfOverlap(Window window) {
        for (int i = window.histogramFrom() + 1; samples.hasStarts() && i < window.histogramTo(); i++) {
            if (StartTimes.overlap(samples.histogramStart(i - 1), window.histogramTime(i - 1),
                    samples.histogramStart(i))) {
                notes.startOverlap(metric);
                return;
            }
        }
    }

    private static boolean isGauge(NativeHistogram histogram) {
        return histogram.resetHint() == ResetHint.GAUGE;
    }

    private void warnOfGauge(boolean gauge) {
        if (gauge) {
            notes.notCounter(metric);
        }
    }

    private void reconciled(HistogramSum.Outcome outcome, HistogramOperation operation) {
        if (outcome.boundsReconciled()) {
            notes.customBucketsReconciled(operation);
        }
    }
}
