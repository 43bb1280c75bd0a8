package dev.tributary.promql.function;

import dev.tributary.promql.histogram.CompensatedSum;

/** {@code deriv} and {@code predict_linear}: the least-squares line through the floats of a window. */
final class RegressionFunction extends FloatsOnly {
    private final RangeCall call;
    private final boolean predict;

    RegressionFunction(RangeCall call, boolean predict) {
        super(call);
        this.call = call;
        this.predict = predict;
    }

    @Override
    int floatsMin() {
        return 2;
    }

    @Override
    double evaluate(Window window, int step) {
        // Times are taken relative to one near them: seconds since 1970 would use up the precision.
        long origin = predict ? window.evaluatedMillis() : window.floatTime(window.floatFrom());
        Line line = fit(window, origin);
        return predict ? line.slope * call.parameter(0, step) + line.intercept : line.slope;
    }

    private record Line(double slope, double intercept) {
    }

    private static Line fit(Window window, long origin) {
        double first = window.floatValue(window.floatFrom());
        boolean constant = true;
        Accumulated x = new Accumulated();
        Accumulated y = new Accumulated();
        Accumulated xy = new Accumulated();
        Accumulated xx = new Accumulated();
        for (int i = window.floatFrom(); i < window.floatTo(); i++) {
            double time = (window.floatTime(i) - origin) / 1000.0;
            double value = window.floatValue(i);
            constant &= i == window.floatFrom() || value == first;
            x.add(time);
            y.add(value);
            xy.add(time * value);
            xx.add(time * time);
        }
        if (constant) {
            return Double.isInfinite(first) ? new Line(Double.NaN, Double.NaN) : new Line(0, first);
        }
        double count = window.floatCount();
        double sumX = x.result();
        double sumY = y.result();
        double covariance = xy.result() - sumX * sumY / count;
        double variance = xx.result() - sumX * sumX / count;
        double slope = covariance / variance;
        return new Line(slope, sumY / count - slope * sumX / count);
    }

    private static final class Accumulated {
        private double sum;
        private double lost;

        void add(double increment) {
            double total = sum + increment;
            lost = CompensatedSum.lost(increment, sum, total, lost);
            sum = total;
        }

        double result() {
            return sum + lost;
        }
    }
}
