package dev.tributary.promql.function;

import dev.tributary.model.NativeHistogram;
import dev.tributary.model.NativeHistogram.ResetHint;
import dev.tributary.promql.annotation.Notes;
import dev.tributary.promql.annotation.Notes.HistogramOperation;
import dev.tributary.promql.ast.RangeExtension;
import dev.tributary.promql.histogram.CounterResets;
import dev.tributary.promql.histogram.HistogramSum;
import org.jspecify.annotations.Nullable;

/** The anchored and smoothed {@code rate}, {@code increase} and {@code delta} of native histograms. */
final class ExtendedHistogramRate {
    private final RangeCall call;
    private final RateFunction.Kind kind;
    private final Notes notes;

    ExtendedHistogramRate(RangeCall call, RateFunction.Kind kind) {
        this.call = call;
        this.kind = kind;
        this.notes = call.notes();
    }

    void evaluate(Window window, String metric, int step, StepColumn into) {
        boolean smoothed = call.extension() == RangeExtension.SMOOTHED;
        int first = Edges.firstHistogram(window);
        int last = smoothed ? Edges.lastSmoothedHistogram(window) : window.histogramTo() - 1;
        if (window.histogramTime(last) <= window.startMillis()
                || smoothed && window.histogramTime(first) > window.endMillis()) {
            return;
        }
        if (!isUniform(window, first, last, metric)) {
            return;
        }
        NativeHistogram left = left(window, first, smoothed);
        NativeHistogram right = right(window, last, smoothed);
        if (!kind.isCounter() && (left.resetHint() != ResetHint.GAUGE || right.resetHint() != ResetHint.GAUGE)) {
            notes.notGauge(metric);
        }
        HistogramSum result = HistogramSum.of(right);
        reconciled(result.subtract(left), HistogramOperation.SUBTRACTION);
        if (kind.isCounter()) {
            NativeHistogram lost = lostToResets(window, first, last, left, right, smoothed);
            if (lost != null) {
                reconciled(result.add(lost), HistogramOperation.ADDITION);
            }
        }
        if (kind.isPerSecond()) {
            result.divide(call.rangeSeconds());
        }
        result.setHint(ResetHint.GAUGE);
        into.set(step, result.toCompactHistogram());
    }

    private boolean isUniform(Window window, int first, int last, String metric) {
        boolean custom = window.histogram(first).hasCustomBounds();
        for (int i = first; i <= last; i++) {
            if (window.histogram(i).hasCustomBounds() != custom) {
                notes.mixedExponentialAndCustom(metric);
                return false;
            }
            if (kind.isCounter() && window.histogram(i).resetHint() == ResetHint.GAUGE) {
                notes.notCounter(metric);
            }
        }
        return true;
    }

    private NativeHistogram left(Window window, int first, boolean smoothed) {
        return smoothed && window.histogramTime(first) < window.startMillis()
                ? between(window, first, window.startMillis())
                : window.histogram(first);
    }

    private NativeHistogram right(Window window, int last, boolean smoothed) {
        return smoothed && last > window.histogramFrom() && window.histogramTime(last) > window.endMillis()
                ? between(window, last - 1, window.endMillis())
                : window.histogram(last);
    }

    private NativeHistogram between(Window window, int before, long time) {
        return Interpolation.at(time, window.histogramTime(before), window.histogram(before),
                window.histogramTime(before + 1), window.histogram(before + 1), kind.isCounter(), notes);
    }

    private @Nullable NativeHistogram lostToResets(Window window, int first, int last, NativeHistogram left,
            NativeHistogram right, boolean smoothed) {
        int from = first + 1;
        NativeHistogram previous = left;
        if (smoothed && window.histogramTime(first) < window.startMillis()
                && CounterResets.between(window.histogram(first), window.histogram(first + 1))) {
            // The left edge was interpolated across this reset and accounts for it already.
            previous = window.histogram(first + 1);
            from++;
        }
        int to = last - 1;
        if (from > to + 1) {
            return null;
        }
        HistogramSum lost = null;
        for (int i = from; i <= to + 1; i++) {
            NativeHistogram current = i <= to ? window.histogram(i) : right;
            if (CounterResets.between(previous, current)) {
                if (lost == null) {
                    lost = HistogramSum.of(previous);
                } else {
                    reconciled(lost.add(previous), HistogramOperation.ADDITION);
                }
            }
            previous = current;
        }
        return lost == null ? null : lost.toHistogram();
    }

    private void reconciled(HistogramSum.Outcome outcome, HistogramOperation operation) {
        if (outcome.boundsReconciled()) {
            notes.customBucketsReconciled(operation);
        }
    }
}
