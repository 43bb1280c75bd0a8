package dev.tributary.promql.function;

import dev.tributary.model.NativeHistogram;
import dev.tributary.model.NativeHistogram.ResetHint;
import dev.tributary.promql.annotation.Notes;
import dev.tributary.promql.annotation.Notes.HistogramOperation;
import dev.tributary.promql.histogram.HistogramMean;
import dev.tributary.promql.histogram.HistogramSum;

/** Sum and average of the histograms in a window that holds only histograms. */
final class HistogramsOverTime {
    private final Notes notes;

    HistogramsOverTime(Notes notes) {
        this.notes = notes;
    }

    void sum(Window window, String metric, int step, StepColumn into) {
        HistogramSum sum = HistogramSum.of(window.histogram(window.histogramFrom()));
        boolean reconciled = false;
        for (int i = window.histogramFrom() + 1; i < window.histogramTo(); i++) {
            if (!sum.fits(window.histogram(i))) {
                notes.mixedExponentialAndCustom(metric);
                return;
            }
            reconciled |= sum.addCompensated(window.histogram(i)).boundsReconciled();
        }
        sum.settle();
        warn(window, reconciled);
        into.set(step, sum.toHistogram());
    }

    void average(Window window, String metric, int step, StepColumn into) {
        HistogramMean mean = new HistogramMean(window.histogram(window.histogramFrom()));
        for (int i = window.histogramFrom() + 1; i < window.histogramTo(); i++) {
            if (!mean.fits(window.histogram(i))) {
                notes.mixedExponentialAndCustom(metric);
                return;
            }
            mean.add(window.histogram(i));
        }
        warn(window, mean.boundsReconciled());
        into.set(step, mean.result());
    }

    private void warn(Window window, boolean reconciled) {
        boolean reset = false;
        boolean notReset = false;
        for (int i = window.histogramFrom(); i < window.histogramTo(); i++) {
            NativeHistogram histogram = window.histogram(i);
            reset |= histogram.resetHint() == ResetHint.RESET;
            notReset |= histogram.resetHint() == ResetHint.NOT_RESET;
        }
        if (reset && notReset) {
            notes.counterResetCollision(HistogramOperation.AGGREGATION);
        }
        if (reconciled) {
            notes.customBucketsReconciled(HistogramOperation.AGGREGATION);
        }
    }
}
