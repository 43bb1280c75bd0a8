package dev.tributary.aggregator.storage.crash;

import dev.tributary.model.NativeHistogram;
import dev.tributary.model.SampleColumns;
import org.jspecify.annotations.Nullable;

/** What a sample says, compared bit by bit. */
record Value(long bits, @Nullable NativeHistogram histogram, long startMillis) {
    static Value of(double value, long startMillis) {
        return new Value(Double.doubleToRawLongBits(value), null, startMillis);
    }

    static Value of(NativeHistogram histogram, long startMillis) {
        return new Value(0, histogram, startMillis);
    }

    static Value of(SampleColumns columns, int row) {
        NativeHistogram histogram = columns.histogram(row);
        return histogram == null
                ? of(columns.value(row), columns.start(row))
                : of(histogram, columns.start(row));
    }
}
