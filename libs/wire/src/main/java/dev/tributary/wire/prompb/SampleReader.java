package dev.tributary.wire.prompb;

import dev.tributary.model.port.SampleSink;
import dev.tributary.wire.protobuf.MalformedProtobufException;
import dev.tributary.wire.protobuf.ProtoReader;
import dev.tributary.wire.protobuf.WireType;

/** Reads the sample message that both versions share: value 1, timestamp 2, and the start timestamp 3 of 2.0. */
public final class SampleReader {
    private final ProtoReader in;

    public SampleReader(ProtoReader in) {
        this.in = in;
    }

    /** Hands the sample at the cursor to the sink. */
    public void read(SampleSink sink) throws MalformedProtobufException {
        int outer = in.enter();
        long timestamp = 0;
        double value = 0;
        long start = 0;
        while (!in.atEnd()) {
            int tag = in.tag();
            switch (ProtoReader.field(tag)) {
                case 1 -> {
                    in.require(tag, WireType.FIXED64);
                    value = in.float64();
                }
                case 2 -> {
                    in.require(tag, WireType.VARINT);
                    timestamp = in.varint();
                }
                case 3 -> {
                    in.require(tag, WireType.VARINT);
                    start = in.varint();
                }
                default -> in.skip(tag);
            }
        }
        in.leave(outer);
        sink.sample(timestamp, value, start);
    }
}
