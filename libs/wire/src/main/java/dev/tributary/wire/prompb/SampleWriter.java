package dev.tributary.wire.prompb;

import dev.tributary.wire.protobuf.ProtoWriter;
import dev.tributary.wire.protobuf.WireType;

/** Writes the sample message of both remote-write versions; the counterpart of {@link SampleReader}. */
public final class SampleWriter {
    private SampleWriter() {
    }

    /** Appends a sample as a nested message; {@code startMillis} stays 0 for messages of 1.0, which know no start. */
    public static void write(ProtoWriter out, int field, long timestampMillis, double value, long startMillis) {
        out.tag(field, WireType.BYTES);
        out.varint((Double.doubleToRawLongBits(value) == 0 ? 0 : 1 + Double.BYTES) + size(timestampMillis)
                + size(startMillis));
        out.float64Field(1, value);
        out.varintField(2, timestampMillis);
        out.varintField(3, startMillis);
    }

    private static int size(long varintField) {
        return varintField == 0 ? 0 : 1 + ProtoWriter.varintSize(varintField);
    }
}
