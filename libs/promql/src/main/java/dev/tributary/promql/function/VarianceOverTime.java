package dev.tributary.promql.function;

import dev.tributary.promql.histogram.CompensatedSum;

/** {@code stdvar_over_time} and {@code stddev_over_time}: population variance by Welford's method, compensated. */
final class VarianceOverTime extends FloatsOnly {
    private final boolean deviation;

    VarianceOverTime(RangeCall call, boolean deviation) {
        super(call);
        this.deviation = deviation;
    }

    @Override
    double evaluate(Window window, int step) {
        double[] floats = window.samples().floats();
        double count = 0;
        double mean = 0;
        double meanLost = 0;
        double squares = 0;
        double squaresLost = 0;
        for (int i = window.floatFrom(); i < window.floatTo(); i++) {
            count++;
            double delta = floats[i] - (mean + meanLost);
            double meanStep = delta / count;
            double newMean = mean + meanStep;
            meanLost = CompensatedSum.lost(meanStep, mean, newMean, meanLost);
            mean = newMean;
            double square = delta * (floats[i] - (mean + meanLost));
            double newSquares = squares + square;
            squaresLost = CompensatedSum.lost(square, squares, newSquares, squaresLost);
            squares = newSquares;
        }
        double variance = (squares + squaresLost) / count;
        return deviation ? Math.sqrt(variance) : variance;
    }
}
