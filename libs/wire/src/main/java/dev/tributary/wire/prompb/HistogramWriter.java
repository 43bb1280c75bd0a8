package dev.tributary.wire.prompb;

import dev.tributary.model.NativeHistogram;
import dev.tributary.model.NativeHistogram.ResetHint;
import dev.tributary.wire.protobuf.ProtoWriter;
import dev.tributary.wire.protobuf.WireType;

/** Writes the native histogram message of both remote-write versions; the counterpart of {@link HistogramReader}. */
public final class HistogramWriter {
    private final ProtoWriter message = new ProtoWriter();
    private final ProtoWriter part = new ProtoWriter();

    /** Appends a histogram as a nested message; {@code startMillis} stays 0 for messages of 1.0, which know no start. */
    public void write(ProtoWriter out, int field, long timestampMillis, NativeHistogram h, long startMillis) {
        message.reset();
        if (h.isInteger()) {
            // A oneof is written even at zero: its presence says which kind the histogram is.
            message.tag(1, WireType.VARINT);
            message.varint((long) h.count());
        } else {
            message.tag(2, WireType.FIXED64);
            message.fixed64(Double.doubleToRawLongBits(h.count()));
        }
        message.float64Field(3, h.sum());
        message.zigzagField(4, h.schema());
        message.float64Field(5, h.zeroThreshold());
        if (h.isInteger()) {
            message.varintField(6, (long) h.zeroCount());
        } else {
            message.float64Field(7, h.zeroCount());
        }
        side(8, h.negativeSpans(), h.negativeBuckets(), h.isInteger());
        side(11, h.positiveSpans(), h.positiveBuckets(), h.isInteger());
        message.varintField(14, number(h.resetHint()));
        message.varintField(15, timestampMillis);
        doubles(16, h.customBounds());
        message.varintField(17, startMillis);
        out.messageField(field, message);
    }

    /** One side: spans at the given field, deltas at the next, counts at the one behind. */
    private void side(int field, int[] spans, double[] buckets, boolean integer) {
        for (int i = 0; i < spans.length; i += 2) {
            part.reset();
            part.zigzagField(1, spans[i]);
            part.varintField(2, spans[i + 1]);
            message.messageField(field, part);
        }
        if (!integer) {
            doubles(field + 2, buckets);
        } else if (buckets.length > 0) {
            deltas(field + 1, buckets);
        }
    }

    private void deltas(int field, double[] buckets) {
        part.reset();
        long before = 0;
        for (double bucket : buckets) {
            part.zigzag((long) bucket - before);
            before = (long) bucket;
        }
        message.messageField(field, part);
    }

    private void doubles(int field, double[] values) {
        if (values.length == 0) {
            return;
        }
        part.reset();
        for (double value : values) {
            part.fixed64(Double.doubleToRawLongBits(value));
        }
        message.messageField(field, part);
    }

    private static int number(ResetHint hint) {
        return switch (hint) {
            case UNKNOWN -> 0;
            case RESET -> 1;
            case NOT_RESET -> 2;
            case GAUGE -> 3;
        };
    }
}
