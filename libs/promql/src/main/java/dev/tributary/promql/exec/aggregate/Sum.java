package dev.tributary.promql.exec.aggregate;

import java.util.Arrays;

import dev.tributary.model.NativeHistogram;
import dev.tributary.model.StaleMarker;
import dev.tributary.promql.function.StepColumn;
import dev.tributary.promql.histogram.CompensatedSum;
import dev.tributary.promql.histogram.HistogramSum;
import org.jspecify.annotations.Nullable;

/** {@code sum}: floats and histograms, each compensated; a step with both gives nothing but a warning. */
final class Sum implements Accumulator {
    private final HistogramNotes notes;
    private final double[] sums;
    private final double[] lost;
    private @Nullable Lane histograms;

    private static final class Lane extends HistogramLane<HistogramSum> {
        Lane(HistogramNotes notes, int steps) {
            super(notes, steps);
        }

        @Override
        HistogramSum start(NativeHistogram first) {
            return HistogramSum.of(first);
        }

        @Override
        boolean fits(HistogramSum state, NativeHistogram histogram) {
            return state.fits(histogram);
        }

        @Override
        boolean add(HistogramSum state, NativeHistogram histogram) {
            return state.addCompensated(histogram).boundsReconciled();
        }
    }

    Sum(HistogramNotes notes, int steps) {
        this.notes = notes;
        this.sums = new double[steps];
        this.lost = new double[steps];
        Arrays.fill(sums, StepColumn.ABSENT);
    }

    private void add(int step, double value) {
        double sum = sums[step];
        if (StaleMarker.is(sum)) {
            sums[step] = value;
            return;
        }
        double total = sum + value;
        lost[step] = CompensatedSum.lost(value, sum, total, lost[step]);
        sums[step] = total;
    }

    @Override
    public void add(StepColumn column) {
        if (column.hasHistograms() || histograms != null) {
            addMixed(column);
            return;
        }
        double[] values = column.values();
        for (int step = 0; step < sums.length; step++) {
            if (!StaleMarker.is(values[step])) {
                add(step, values[step]);
            }
        }
    }

    private void addMixed(StepColumn column) {
        Lane lane = lane();
        for (int step = 0; step < sums.length; step++) {
            NativeHistogram histogram = column.histogram(step);
            if (histogram != null) {
                lane.meet(step, histogram, !StaleMarker.is(sums[step]));
            } else if (column.isPresent(step) && !lane.isIncompatible(step)) {
                add(step, column.value(step));
            }
        }
    }

    private Lane lane() {
        Lane lane = histograms;
        if (lane == null) {
            lane = new Lane(notes, sums.length);
            histograms = lane;
        }
        return lane;
    }

    @Override
    public void result(StepColumn into) {
        Lane lane = histograms;
        for (int step = 0; step < sums.length; step++) {
            boolean isFloat = !StaleMarker.is(sums[step]);
            HistogramSum sum = lane == null ? null : lane.result(step, isFloat);
            if (sum != null) {
                sum.settle();
                into.set(step, sum.toCompactHistogram());
            } else if (isFloat && (lane == null || !lane.met(step))) {
                into.set(step, sums[step] + lost[step]);
            }
        }
    }
}
