package dev.tributary.promql.exec;

import dev.tributary.model.NativeHistogram;
import dev.tributary.model.NativeHistogram.ResetHint;
import dev.tributary.model.SampleColumns;
import dev.tributary.promql.histogram.CounterResets;
import dev.tributary.promql.histogram.Histograms;
import org.jspecify.annotations.Nullable;

/**
 * Reduces histograms to count and sum for queries that look at nothing else. What only buckets can tell, whether a counter
 * was reset, is found first and kept as a hint.
 */
final class HistogramTotals {
    private HistogramTotals() {
    }

    static void strip(SampleColumns columns) {
        SampleColumns stripped = new SampleColumns(columns.size());
        @Nullable
        NativeHistogram previous = null;
        for (int i = 0; i < columns.size(); i++) {
            NativeHistogram histogram = columns.histogram(i);
            if (histogram == null) {
                stripped.add(columns.timestamp(i), columns.value(i));
            } else {
                stripped.add(columns.timestamp(i), Histograms.withoutBuckets(histogram, hint(previous, histogram)));
                previous = histogram.isStale() ? null : histogram;
            }
            stripped.startOfLast(columns.start(i));
        }
        copy(stripped, columns);
    }

    private static ResetHint hint(@Nullable NativeHistogram previous, NativeHistogram current) {
        if (current.resetHint() != ResetHint.UNKNOWN || previous == null || current.isStale()) {
            return current.resetHint();
        }
        return CounterResets.between(previous, current) ? ResetHint.RESET : ResetHint.NOT_RESET;
    }

    private static void copy(SampleColumns from, SampleColumns into) {
        into.clear();
        for (int i = 0; i < from.size(); i++) {
            NativeHistogram histogram = from.histogram(i);
            if (histogram == null) {
                into.add(from.timestamp(i), from.value(i));
            } else {
                into.add(from.timestamp(i), histogram);
            }
            into.startOfLast(from.start(i));
        }
    }
}
