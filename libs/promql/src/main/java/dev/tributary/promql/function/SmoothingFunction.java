package dev.tributary.promql.function;

import java.util.Locale;

import dev.tributary.promql.failure.QueryFailure;

/**
 * {@code double_exponential_smoothing}: a weighted average that forgets the past exponentially and follows the trend. Both
 * factors must lie between 0 and 1.
 */
final class SmoothingFunction extends FloatsOnly {
    private final RangeCall call;

    SmoothingFunction(RangeCall call) {
        super(call);
        this.call = call;
    }

    @Override
    int floatsMin() {
        return 2;
    }

    @Override
    void checkArguments(int step) {
        check("smoothing", "sf", call.parameter(0, step));
        check("trend", "tf", call.parameter(1, step));
    }

    @Override
    double evaluate(Window window, int step) {
        double smoothing = call.parameter(0, step);
        double trend = call.parameter(1, step);
        int from = window.floatFrom();
        double before = 0;
        double level = window.floatValue(from);
        double slope = window.floatValue(from + 1) - window.floatValue(from);
        for (int i = from + 1; i < window.floatTo(); i++) {
            if (i > from + 1) {
                slope = trend * (level - before) + (1 - trend) * slope;
            }
            double next = smoothing * window.floatValue(i) + (1 - smoothing) * (level + slope);
            before = level;
            level = next;
        }
        return level;
    }

    private static void check(String name, String symbol, double factor) {
        if (factor <= 0 || factor >= 1) {
            throw QueryFailure.execution("invalid " + name + " factor. Expected: 0 < " + symbol + " < 1, got: "
                    + String.format(Locale.ROOT, "%f", factor));
        }
    }
}
