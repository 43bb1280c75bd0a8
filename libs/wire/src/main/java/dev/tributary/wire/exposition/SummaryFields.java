package dev.tributary.wire.exposition;

import dev.tributary.wire.protobuf.MalformedProtobufException;
import dev.tributary.wire.protobuf.ProtoReader;
import dev.tributary.wire.protobuf.ProtoTimestamp;
import dev.tributary.wire.protobuf.WireType;

/** The message of a summary (count 1, sum 2, created 4) without its quantiles, which are read one by one afterwards. */
final class SummaryFields {
    private double count;
    private double sum;
    private long startMillis;

    void read(ProtoReader in) throws MalformedProtobufException {
        count = 0;
        sum = 0;
        startMillis = 0;
        while (!in.atEnd()) {
            int tag = in.tag();
            switch (ProtoReader.field(tag)) {
                case 1 -> {
                    in.require(tag, WireType.VARINT);
                    count = ProtoReader.unsignedToDouble(in.varint());
                }
                case 2 -> {
                    in.require(tag, WireType.FIXED64);
                    sum = in.float64();
                }
                case 4 -> startMillis = ProtoTimestamp.millis(in, tag);
                default -> in.skip(tag);
            }
        }
    }

    double count() {
        return count;
    }

    double sum() {
        return sum;
    }

    long startMillis() {
        return startMillis;
    }
}
