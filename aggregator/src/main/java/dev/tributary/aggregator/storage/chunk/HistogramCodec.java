package dev.tributary.aggregator.storage.chunk;

import dev.tributary.aggregator.storage.memory.ByteReader;
import dev.tributary.aggregator.storage.memory.ByteWriter;
import dev.tributary.aggregator.storage.memory.CorruptDataException;
import dev.tributary.model.NativeHistogram;

/**
 * One native histogram as bytes, bit for bit: the form in the log and in memory.
 *
 * <pre>
 * histogram := shape zeroCount count sum:f64 buckets(positive) buckets(negative)      shape as {@link HistogramShape} says
 * zeroCount, count := varint when integer, else f64
 * buckets   := count:varint bucket*
 * bucket    := difference from the bucket before as zigzag when integer, else f64
 * </pre>
 */
public final class HistogramCodec {
    private HistogramCodec() {
    }

    public static void encode(NativeHistogram h, ByteWriter out) {
        HistogramShape.encode(h, out);
        boolean integer = h.isInteger();
        putCount(out, integer, h.zeroCount());
        putCount(out, integer, h.count());
        putDouble(out, h.sum());
        putBuckets(out, integer, h.positiveBuckets());
        putBuckets(out, integer, h.negativeBuckets());
    }

    private static void putDouble(ByteWriter out, double value) {
        out.putLongLittle(Double.doubleToRawLongBits(value));
    }

    private static void putCount(ByteWriter out, boolean integer, double value) {
        if (integer) {
            out.putVarint((long) value);
        } else {
            putDouble(out, value);
        }
    }

    private static void putBuckets(ByteWriter out, boolean integer, double[] buckets) {
        out.putVarint(buckets.length);
        long last = 0;
        for (double bucket : buckets) {
            if (integer) {
                out.putZigzag((long) bucket - last);
                last = (long) bucket;
            } else {
                putDouble(out, bucket);
            }
        }
    }

    /**
     * Reads one histogram.
     *
     * @throws CorruptDataException when the bytes are not one
     */
    public static NativeHistogram decode(ByteReader in) {
        NativeHistogram shape = HistogramShape.decode(in).buildUnchecked();
        boolean integer = shape.isInteger();
        NativeHistogram.Builder builder = shape.toBuilder().zero(shape.zeroThreshold(), readCount(in, integer))
                .count(readCount(in, integer)).sum(readDouble(in));
        return builder.positive(shape.positiveSpans(), readBuckets(in, integer))
                .negative(shape.negativeSpans(), readBuckets(in, integer)).buildUnchecked();
    }

    private static double readDouble(ByteReader in) {
        return Double.longBitsToDouble(in.readLongLittle());
    }

    private static double readCount(ByteReader in, boolean integer) {
        return integer ? (double) in.readVarint() : readDouble(in);
    }

    private static double[] readBuckets(ByteReader in, boolean integer) {
        double[] buckets = new double[HistogramShape.count(in, integer ? 1 : 8)];
        long last = 0;
        for (int i = 0; i < buckets.length; i++) {
            if (integer) {
                last += in.readZigzag();
                buckets[i] = (double) last;
            } else {
                buckets[i] = readDouble(in);
            }
        }
        return buckets;
    }
}
