package dev.tributary.aggregator.storage.chunk;

import dev.tributary.aggregator.storage.memory.ByteReader;
import dev.tributary.aggregator.storage.memory.ByteWriter;
import dev.tributary.aggregator.storage.memory.CorruptDataException;
import dev.tributary.model.NativeHistogram;
import dev.tributary.model.NativeHistogram.ResetHint;

/**
 * One native histogram as bytes, bit for bit.
 *
 * <pre>
 * histogram := flags:u8 schema:zigzag zeroThreshold:f64 zeroCount count sum:f64 side side bounds
 * flags     := 1 integer | reset hint << 1          hint: 0 unknown, 1 reset, 2 not reset, 3 gauge
 * side      := pairs:varint (offset:zigzag length:zigzag)*pairs buckets:varint bucket*
 * bounds    := count:varint f64*count
 * zeroCount, count := varint when integer, else f64
 * bucket    := difference from the bucket before as zigzag when integer, else f64
 * </pre>
 */
public final class HistogramCodec {
    private static final int INTEGER = 1;
    private static final int ITEMS_MAX = 1 << 20;

    private HistogramCodec() {
    }

    public static void encode(NativeHistogram h, ByteWriter out) {
        boolean integer = h.isInteger();
        out.putByte((integer ? INTEGER : 0) | code(h.resetHint()) << 1);
        out.putZigzag(h.schema());
        putDouble(out, h.zeroThreshold());
        putCount(out, integer, h.zeroCount());
        putCount(out, integer, h.count());
        putDouble(out, h.sum());
        putSide(out, integer, h.positiveSpans(), h.positiveBuckets());
        putSide(out, integer, h.negativeSpans(), h.negativeBuckets());
        out.putVarint(h.customBounds().length);
        for (double bound : h.customBounds()) {
            putDouble(out, bound);
        }
    }

    private static int code(ResetHint hint) {
        return switch (hint) {
            case UNKNOWN -> 0;
            case RESET -> 1;
            case NOT_RESET -> 2;
            case GAUGE -> 3;
        };
    }

    private static ResetHint hint(int code) {
        return switch (code) {
            case 0 -> ResetHint.UNKNOWN;
            case 1 -> ResetHint.RESET;
            case 2 -> ResetHint.NOT_RESET;
            case 3 -> ResetHint.GAUGE;
            default -> throw new CorruptDataException("histogram reset hint " + code);
        };
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

    private static void putSide(ByteWriter out, boolean integer, int[] spans, double[] buckets) {
        out.putVarint(spans.length / 2);
        for (int span : spans) {
            out.putZigzag(span);
        }
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
        int flags = in.readByte();
        boolean integer = (flags & INTEGER) != 0;
        NativeHistogram.Builder builder = NativeHistogram.builder().integer(integer)
                .resetHint(hint(flags >>> 1))
                .schema((int) in.readZigzag());
        builder.zero(readDouble(in), readCount(in, integer)).count(readCount(in, integer)).sum(readDouble(in));
        int[] positive = readSpans(in);
        builder.positive(positive, readBuckets(in, integer));
        int[] negative = readSpans(in);
        builder.negative(negative, readBuckets(in, integer));
        double[] bounds = new double[checked(in, 8)];
        for (int i = 0; i < bounds.length; i++) {
            bounds[i] = readDouble(in);
        }
        return builder.customBounds(bounds).buildUnchecked();
    }

    private static double readDouble(ByteReader in) {
        return Double.longBitsToDouble(in.readLongLittle());
    }

    private static double readCount(ByteReader in, boolean integer) {
        return integer ? in.readVarint() : readDouble(in);
    }

    private static int checked(ByteReader in, int bytesEach) {
        int count = in.readCount(ITEMS_MAX);
        if ((long) count * bytesEach > in.remaining()) {
            throw new CorruptDataException("histogram names " + count + " items in " + in.remaining() + " bytes");
        }
        return count;
    }

    private static int[] readSpans(ByteReader in) {
        int[] spans = new int[2 * checked(in, 2)];
        for (int i = 0; i < spans.length; i++) {
            spans[i] = (int) in.readZigzag();
        }
        return spans;
    }

    private static double[] readBuckets(ByteReader in, boolean integer) {
        double[] buckets = new double[checked(in, integer ? 1 : 8)];
        long last = 0;
        for (int i = 0; i < buckets.length; i++) {
            if (integer) {
                last += in.readZigzag();
                buckets[i] = last;
            } else {
                buckets[i] = readDouble(in);
            }
        }
        return buckets;
    }
}
