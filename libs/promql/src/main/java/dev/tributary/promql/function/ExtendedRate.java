package dev.tributary.promql.function;

import dev.tributary.promql.ast.RangeExtension;

/**
 * {@code rate}, {@code increase} and {@code delta} of floats with {@code anchored} (from the newest sample at or before the
 * window's start) or {@code smoothed} (interpolated at both edges). Nothing is extrapolated.
 */
final class ExtendedRate {
    private final RangeCall call;
    private final RateFunction.Kind kind;

    ExtendedRate(RangeCall call, RateFunction.Kind kind) {
        this.call = call;
        this.kind = kind;
    }

    void evaluate(Window window, int step, StepColumn into) {
        boolean smoothed = call.extension() == RangeExtension.SMOOTHED;
        int first = Edges.first(window);
        int last = smoothed ? Edges.lastSmoothed(window) : window.floatTo() - 1;
        if (window.floatTime(last) <= window.startMillis()
                || smoothed && window.floatTime(first) > window.endMillis()) {
            return;
        }
        double left = Edges.left(window, first, smoothed, kind.isCounter());
        double right = Edges.right(window, last, smoothed, kind.isCounter());
        double result = right - left;
        if (kind.isCounter()) {
            int from = window.floatTime(first) <= window.startMillis() ? first + 1 : first;
            int to = window.floatTime(last) >= window.endMillis() ? last - 1 : last;
            result += lostToResets(window, left, right, from, to);
        }
        into.set(step, kind.isPerSecond() ? result / call.rangeSeconds() : result);
    }

    private static double lostToResets(Window window, double left, double right, int from, int to) {
        double lost = 0;
        double previous = left;
        for (int i = from; i <= to; i++) {
            if (window.floatValue(i) < previous) {
                lost += previous;
            }
            previous = window.floatValue(i);
        }
        return right < previous ? lost + previous : lost;
    }
}
