package dev.tributary.aggregator.storage.chunk;

import java.util.Arrays;

import dev.tributary.aggregator.storage.memory.ByteReader;
import dev.tributary.aggregator.storage.memory.ByteWriter;
import dev.tributary.aggregator.storage.memory.CorruptDataException;
import dev.tributary.model.NativeHistogram;
import dev.tributary.model.NativeHistogram.ResetHint;

/**
 * What native histograms of one series have in common from scrape to scrape: everything but counts and sum.
 *
 * <pre>
 * shape := flags:u8 schema:zigzag zeroThreshold:f64 spans(positive) spans(negative) bounds
 * flags := 1 integer | reset hint << 1          hint: 0 unknown, 1 reset, 2 not reset, 3 gauge
 * spans := pairs:varint (offset:zigzag length:zigzag)*
 * bounds := count:varint f64*
 * </pre>
 */
final class HistogramShape {
    private static final int INTEGER = 1;
    private static final int ITEMS_MAX = 1 << 20;

    private HistogramShape() {
    }

    static boolean isSame(NativeHistogram a, NativeHistogram b) {
        return a.isInteger() == b.isInteger() && a.resetHint() == b.resetHint() && a.schema() == b.schema()
                && Double.doubleToRawLongBits(a.zeroThreshold()) == Double.doubleToRawLongBits(b.zeroThreshold())
                && Arrays.equals(a.positiveSpans(), b.positiveSpans())
                && Arrays.equals(a.negativeSpans(), b.negativeSpans())
                && a.positiveBuckets().length == b.positiveBuckets().length
                && a.negativeBuckets().length == b.negativeBuckets().length
                && Arrays.equals(a.customBounds(), b.customBounds());
    }

    static void encode(NativeHistogram h, ByteWriter out) {
        out.putByte((h.isInteger() ? INTEGER : 0) | code(h.resetHint()) << 1);
        out.putZigzag(h.schema());
        out.putLongLittle(Double.doubleToRawLongBits(h.zeroThreshold()));
        encodeSpans(h.positiveSpans(), out);
        encodeSpans(h.negativeSpans(), out);
        out.putVarint(h.customBounds().length);
        for (double bound : h.customBounds()) {
            out.putLongLittle(Double.doubleToRawLongBits(bound));
        }
    }

    private static void encodeSpans(int[] spans, ByteWriter out) {
        out.putVarint(spans.length / 2);
        for (int span : spans) {
            out.putZigzag(span);
        }
    }

    /** A builder that holds the shape. */
    static NativeHistogram.Builder decode(ByteReader in) {
        int flags = in.readByte();
        NativeHistogram.Builder shape = NativeHistogram.builder().integer((flags & INTEGER) != 0)
                .resetHint(hint(flags >>> 1)).schema((int) in.readZigzag())
                .zero(Double.longBitsToDouble(in.readLongLittle()), 0)
                .positive(decodeSpans(in), new double[0])
                .negative(decodeSpans(in), new double[0]);
        double[] bounds = new double[count(in, 8)];
        for (int i = 0; i < bounds.length; i++) {
            bounds[i] = Double.longBitsToDouble(in.readLongLittle());
        }
        return shape.customBounds(bounds);
    }

    private static int[] decodeSpans(ByteReader in) {
        int[] spans = new int[2 * count(in, 2)];
        for (int i = 0; i < spans.length; i++) {
            spans[i] = (int) in.readZigzag();
        }
        return spans;
    }

    /** A count of items that take at least so many bytes each. */
    static int count(ByteReader in, int bytesEach) {
        int count = in.readCount(ITEMS_MAX);
        if ((long) count * bytesEach > in.remaining()) {
            throw new CorruptDataException("histogram names " + count + " items in " + in.remaining() + " bytes");
        }
        return count;
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
}
