package dev.tributary.promql.script;

import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;

import dev.tributary.model.Labels;
import dev.tributary.model.NativeHistogram;
import dev.tributary.model.NativeHistogram.ResetHint;
import dev.tributary.model.SampleColumns;
import dev.tributary.promql.histogram.CounterResets;
import dev.tributary.promql.histogram.Histograms;

/**
 * Gives loaded histograms the reset hints they would come back with from the reference store, which the expectations of
 * scripts rest on: gauges stay gauges, a histogram that continues the one before is known not to be reset, any other is of
 * unknown origin - also one after a reset, since the store does not tell it on reading.
 */
public final class StoredHints {
    private final Map<Labels, NativeHistogram> last = new HashMap<>();

    /** The samples as reading gives them back; called for each series with rising times. */
    public SampleColumns apply(Labels series, SampleColumns samples) {
        if (!samples.hasHistograms()) {
            last.remove(series);
            return samples;
        }
        SampleColumns stored = new SampleColumns(samples.size());
        for (int i = 0; i < samples.size(); i++) {
            NativeHistogram histogram = samples.histogram(i);
            if (histogram == null) {
                stored.add(samples.timestamp(i), samples.value(i));
                last.remove(series);
            } else {
                stored.add(samples.timestamp(i), withHint(series, histogram));
                last.put(series, histogram);
            }
            stored.startOfLast(samples.start(i));
        }
        return stored;
    }

    private NativeHistogram withHint(Labels series, NativeHistogram histogram) {
        if (histogram.resetHint() == ResetHint.GAUGE) {
            return histogram;
        }
        NativeHistogram before = last.get(series);
        boolean continues = before != null && before.resetHint() != ResetHint.GAUGE && continues(before, histogram);
        return Histograms.withHint(histogram, continues ? ResetHint.NOT_RESET : ResetHint.UNKNOWN);
    }

    private static boolean continues(NativeHistogram before, NativeHistogram histogram) {
        return histogram.resetHint() != ResetHint.RESET && before.schema() == histogram.schema()
                && before.zeroThreshold() == histogram.zeroThreshold()
                && Arrays.equals(before.customBounds(), histogram.customBounds())
                && !CounterResets.between(before, Histograms.withHint(histogram, ResetHint.UNKNOWN));
    }
}
