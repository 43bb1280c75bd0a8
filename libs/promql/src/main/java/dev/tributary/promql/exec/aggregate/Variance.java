package dev.tributary.promql.exec.aggregate;

import dev.tributary.promql.annotation.Notes;
import dev.tributary.promql.function.StepColumn;

/** {@code stdvar} and {@code stddev}: population variance by Welford's method. */
final class Variance extends FloatAccumulator {
    private final boolean deviation;
    private final double[] counts;
    private final double[] means;
    private final double[] squares;

    Variance(Notes notes, int steps, boolean deviation) {
        super(notes, deviation ? "stddev" : "stdvar");
        this.deviation = deviation;
        this.counts = new double[steps];
        this.means = new double[steps];
        this.squares = new double[steps];
    }

    @Override
    void add(int step, double value) {
        double count = ++counts[step];
        if (count == 1) {
            means[step] = value;
            squares[step] = Double.isFinite(value) ? 0 : Double.NaN;
            return;
        }
        double delta = value - means[step];
        means[step] += delta / count;
        squares[step] += delta * (value - means[step]);
    }

    @Override
    public void result(StepColumn into) {
        for (int step = 0; step < counts.length; step++) {
            if (counts[step] > 0) {
                double variance = squares[step] / counts[step];
                into.set(step, deviation ? Math.sqrt(variance) : variance);
            }
        }
    }
}
