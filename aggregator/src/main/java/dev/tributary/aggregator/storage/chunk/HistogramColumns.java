package dev.tributary.aggregator.storage.chunk;

import dev.tributary.aggregator.storage.memory.ByteReader;
import dev.tributary.aggregator.storage.memory.ByteWriter;
import dev.tributary.model.NativeHistogram;
import dev.tributary.model.SampleColumns;

/**
 * Native histograms of one shape, column by column: each bucket is a counter of its own over time and packs like one.
 *
 * <pre>
 * columns := shape positive:varint negative:varint zeroCount count sum bucket*positive bucket*negative
 * zeroCount, count, sum, bucket := a {@link ValueColumn} each
 * shape := as {@link HistogramShape} says; positive, negative: number of buckets
 * </pre>
 *
 * Not safe for several threads.
 */
final class HistogramColumns {
    private final ValueColumn column = new ValueColumn();
    private double[] values = new double[256];

    /** One number of each histogram. */
    private interface Part {
        double of(NativeHistogram histogram);
    }

    /** Writes histograms that all have the shape of the first. */
    void encode(SampleColumns samples, int from, int to, ByteWriter out) {
        NativeHistogram first = histogram(samples, from);
        HistogramShape.encode(first, out);
        out.putVarint(first.positiveBuckets().length);
        out.putVarint(first.negativeBuckets().length);
        put(samples, from, to, NativeHistogram::zeroCount, out);
        put(samples, from, to, NativeHistogram::count, out);
        put(samples, from, to, NativeHistogram::sum, out);
        for (int i = 0; i < first.positiveBuckets().length; i++) {
            int bucket = i;
            put(samples, from, to, h -> h.positiveBuckets()[bucket], out);
        }
        for (int i = 0; i < first.negativeBuckets().length; i++) {
            int bucket = i;
            put(samples, from, to, h -> h.negativeBuckets()[bucket], out);
        }
    }

    static NativeHistogram histogram(SampleColumns samples, int row) {
        NativeHistogram histogram = samples.histogram(row);
        if (histogram == null) {
            throw new IllegalStateException("row " + row + " is no histogram");
        }
        return histogram;
    }

    private void put(SampleColumns samples, int from, int to, Part part, ByteWriter out) {
        if (values.length < to - from) {
            values = new double[to - from];
        }
        for (int i = from; i < to; i++) {
            values[i - from] = part.of(histogram(samples, i));
        }
        column.encode(values, 0, to - from, out);
    }

    /** Reads {@code count} histograms. */
    static NativeHistogram[] decode(ByteReader in, int count, long[] scratch) {
        NativeHistogram shape = HistogramShape.decode(in).buildUnchecked();
        int positive = HistogramShape.count(in, 2);
        int negative = HistogramShape.count(in, 2);
        double[][] columns = new double[3 + positive + negative][count];
        for (double[] one : columns) {
            ValueColumn.decode(in, count, 0, count, one, 0, scratch);
        }
        NativeHistogram[] histograms = new NativeHistogram[count];
        for (int row = 0; row < count; row++) {
            histograms[row] = shape.toBuilder().zero(shape.zeroThreshold(), columns[0][row]).count(columns[1][row])
                    .sum(columns[2][row]).positive(shape.positiveSpans(), row(columns, 3, positive, row))
                    .negative(shape.negativeSpans(), row(columns, 3 + positive, negative, row)).buildUnchecked();
        }
        return histograms;
    }

    private static double[] row(double[][] columns, int from, int count, int row) {
        double[] values = new double[count];
        for (int i = 0; i < count; i++) {
            values[i] = columns[from + i][row];
        }
        return values;
    }
}
