package dev.tributary.promql.exec.aggregate;

import java.util.Arrays;
import java.util.BitSet;

import dev.tributary.model.NativeHistogram;
import dev.tributary.model.StaleMarker;
import dev.tributary.promql.function.StepColumn;
import dev.tributary.promql.histogram.CompensatedSum;
import dev.tributary.promql.histogram.HistogramMean;
import dev.tributary.promql.histogram.Histograms;
import org.jspecify.annotations.Nullable;

/**
 * {@code avg}: a compensated sum divided by the count; a step whose sum would overflow goes on with an incremental mean. A
 * step with floats and histograms gives nothing but a warning.
 */
final class Average implements Accumulator {
    private final HistogramNotes notes;
    /** The sum, or the mean of steps that are incremental. */
    private final double[] sums;
    private final double[] lost;
    private final double[] counts;
    private final BitSet incremental = new BitSet();
    private @Nullable Lane histograms;

    private static final class Lane extends HistogramLane<HistogramMean> {
        Lane(HistogramNotes notes, int steps) {
            super(notes, steps);
        }

        @Override
        HistogramMean start(NativeHistogram first) {
            return new HistogramMean(first);
        }

        @Override
        boolean fits(HistogramMean state, NativeHistogram histogram) {
            return state.fits(histogram);
        }

        @Override
        boolean add(HistogramMean state, NativeHistogram histogram) {
            state.add(histogram);
            return state.boundsReconciled();
        }
    }

    Average(HistogramNotes notes, int steps) {
        this.notes = notes;
        this.sums = new double[steps];
        this.lost = new double[steps];
        this.counts = new double[steps];
        Arrays.fill(sums, StepColumn.ABSENT);
    }

    private void add(int step, double value) {
        double count = ++counts[step];
        double sum = sums[step];
        if (StaleMarker.is(sum)) {
            sums[step] = value;
            return;
        }
        if (!incremental.get(step)) {
            double total = sum + value;
            if (!Double.isInfinite(total)) {
                lost[step] = CompensatedSum.lost(value, sum, total, lost[step]);
                sums[step] = total;
                return;
            }
            toMean(step, count - 1);
        }
        double share = (count - 1) / count;
        addShare(step, value / count, share);
    }

    private void toMean(int step, double count) {
        incremental.set(step);
        sums[step] /= count;
        lost[step] /= count;
    }

    private void addShare(int step, double increment, double ownShare) {
        double scaled = ownShare * sums[step];
        double total = scaled + increment;
        lost[step] = CompensatedSum.lost(increment, scaled, total, ownShare * lost[step]);
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
            HistogramMean mean = lane == null ? null : lane.result(step, isFloat);
            if (mean != null) {
                into.set(step, Histograms.compact(mean.result()));
            } else if (isFloat && (lane == null || !lane.met(step))) {
                into.set(step, incremental.get(step)
                        ? sums[step] + lost[step]
                        : sums[step] / counts[step] + lost[step] / counts[step]);
            }
        }
    }
}
