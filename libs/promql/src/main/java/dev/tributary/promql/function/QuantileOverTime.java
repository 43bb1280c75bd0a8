package dev.tributary.promql.function;

import java.util.Arrays;

import dev.tributary.promql.annotation.Notes;

/** {@code quantile_over_time} and {@code mad_over_time}, the median of the distances from the median. */
final class QuantileOverTime extends FloatsOnly {
    private static final double MEDIAN = 0.5;

    private final RangeCall call;
    private final Notes notes;
    private final boolean medianDeviation;
    private double[] scratch = new double[16];

    QuantileOverTime(RangeCall call, boolean medianDeviation) {
        super(call);
        this.call = call;
        this.notes = call.notes();
        this.medianDeviation = medianDeviation;
    }

    @Override
    double evaluate(Window window, int step) {
        int count = window.floatCount();
        if (scratch.length < count) {
            scratch = new double[2 * count];
        }
        System.arraycopy(window.samples().floats(), window.floatFrom(), scratch, 0, count);
        return medianDeviation ? medianDeviation(count) : quantile(call.parameter(0, step), count);
    }

    private double quantile(double quantile, int count) {
        if (!(quantile >= 0 && quantile <= 1)) {
            notes.invalidQuantile(quantile);
        }
        return Quantile.of(quantile, scratch, count);
    }

    private double medianDeviation(int count) {
        if (Arrays.stream(scratch, 0, count).anyMatch(Double::isNaN)) {
            return Double.NaN;
        }
        double median = Quantile.of(MEDIAN, scratch, count);
        for (int i = 0; i < count; i++) {
            scratch[i] = Math.abs(scratch[i] - median);
        }
        return Quantile.of(MEDIAN, scratch, count);
    }
}
