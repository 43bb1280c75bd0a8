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
        HistogramSide.write(message, part, 8, h.negativeSpans(), h.negativeBuckets(), h.isInteger());
        HistogramSide.write(message, part, 11, h.positiveSpans(), h.positiveBuckets(), h.isInteger());
        message.varintField(14, number(h.resetHint()));
        message.varintField(15, timestampMillis);
        customBounds(h.customBounds());
        message.varintField(17, startMillis);
        out.messageField(field, message);
    }

    private void customBounds(double[] values) {
        if (values.length == 0) {
            return;
        }
        part.reset();
        for (double value : values) {
            part.fixed64(Double.doubleToRawLongBits(value));
        }
        message.messageField(16, part);
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
