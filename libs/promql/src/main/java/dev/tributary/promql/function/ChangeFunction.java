package dev.tributary.promql.function;

import dev.tributary.model.NativeHistogram;
import dev.tributary.promql.ast.RangeExtension;
import dev.tributary.promql.histogram.CounterResets;
import dev.tributary.promql.histogram.Histograms;
import org.jspecify.annotations.Nullable;

/** {@code changes} and {@code resets}: how often a value, or a counter's count, started anew between two samples. */
final class ChangeFunction implements RangeFunction {
    private final boolean resets;
    private final boolean anchored;
    private SeriesSamples samples = new SeriesSamples();
    /** Running count of changes up to each float; only used for series without histograms. */
    private int[] running = new int[16];

    ChangeFunction(RangeCall call, boolean resets) {
        this.resets = resets;
        this.anchored = call.extension() == RangeExtension.ANCHORED;
    }

    @Override
    public void begin(SeriesSamples series, String metric) {
        samples = series;
        if (series.histogramCount() > 0) {
            return;
        }
        if (running.length < series.floatCount()) {
            running = new int[series.floatCount()];
        }
        for (int i = 1; i < series.floatCount(); i++) {
            running[i] = running[i - 1] + (floatsDiffer(i - 1, i) ? 1 : 0);
        }
    }

    @Override
    public void evaluate(Window window, int step, StepColumn into) {
        int firstFloat = window.floatFrom();
        int firstHistogram = window.histogramFrom();
        if (anchored) {
            int floatsBehind = firstBehindStart(window);
            int histogramsBehind = firstHistogramBehindStart(window);
            if (floatsBehind == window.floatTo() && histogramsBehind == window.histogramTo()) {
                return;
            }
            boolean floatBefore = floatsBehind > firstFloat;
            boolean histogramBefore = histogramsBehind > firstHistogram;
            boolean anchorIsFloat = floatBefore && (!histogramBefore
                    || window.floatTime(floatsBehind - 1) >= window.histogramTime(histogramsBehind - 1));
            // One sample before the window is the anchor; older ones of either kind do not count.
            firstFloat = anchorIsFloat ? floatsBehind - 1 : floatsBehind;
            firstHistogram = histogramBefore && !anchorIsFloat ? histogramsBehind - 1 : histogramsBehind;
        }
        into.set(step, samples.histogramCount() == 0
                ? running[window.floatTo() - 1] - running[firstFloat]
                : countMixed(window, firstFloat, firstHistogram));
    }

    private static int firstBehindStart(Window window) {
        int at = window.floatFrom();
        while (at < window.floatTo() && window.floatTime(at) <= window.startMillis()) {
            at++;
        }
        return at;
    }

    private static int firstHistogramBehindStart(Window window) {
        int at = window.histogramFrom();
        while (at < window.histogramTo() && window.histogramTime(at) <= window.startMillis()) {
            at++;
        }
        return at;
    }

    private int countMixed(Window window, int firstFloat, int firstHistogram) {
        int count = 0;
        int f = firstFloat;
        int h = firstHistogram;
        int previous = -1;
        @Nullable
        NativeHistogram previousHistogram = null;
        while (f < window.floatTo() || h < window.histogramTo()) {
            boolean isFloat = h == window.histogramTo()
                    || f < window.floatTo() && window.floatTime(f) < window.histogramTime(h);
            boolean wasFloat = previousHistogram == null;
            NativeHistogram histogram = isFloat ? null : window.histogram(h);
            if (previous >= 0) {
                boolean differs = isFloat != wasFloat || (previousHistogram == null || histogram == null
                        ? floatsDiffer(previous, f)
                        : histogramsDiffer(previous, previousHistogram, h, histogram));
                count += differs ? 1 : 0;
            }
            previous = isFloat ? f++ : h++;
            previousHistogram = histogram;
        }
        return count;
    }

    private boolean floatsDiffer(int previous, int current) {
        double before = samples.floats()[previous];
        double now = samples.floats()[current];
        if (!resets) {
            return now != before && !(Double.isNaN(now) && Double.isNaN(before));
        }
        long[] times = samples.floatTimes();
        return now < before || StartTimes.isReset(samples.floatStart(previous), times[previous],
                samples.floatStart(current), times[current]);
    }

    private boolean histogramsDiffer(int previous, NativeHistogram before, int current, NativeHistogram now) {
        if (!resets) {
            return !Histograms.same(before, now);
        }
        long[] times = samples.histogramTimes();
        return StartTimes.isReset(samples.histogramStart(previous), times[previous], samples.histogramStart(current),
                times[current]) || CounterResets.between(before, now);
    }
}
