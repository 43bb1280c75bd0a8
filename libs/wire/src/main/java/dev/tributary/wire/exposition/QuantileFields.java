package dev.tributary.wire.exposition;

import dev.tributary.wire.protobuf.MalformedProtobufException;
import dev.tributary.wire.protobuf.ProtoReader;
import dev.tributary.wire.protobuf.WireType;

/** The message of one quantile of a summary: quantile 1, value 2. */
final class QuantileFields {
    private double bound;
    private double value;

    void read(ProtoReader in) throws MalformedProtobufException {
        bound = 0;
        value = 0;
        int outer = in.enter();
        while (!in.atEnd()) {
            int tag = in.tag();
            int field = ProtoReader.field(tag);
            if (field == 1 || field == 2) {
                in.require(tag, WireType.FIXED64);
            }
            switch (field) {
                case 1 -> bound = in.float64();
                case 2 -> value = in.float64();
                default -> in.skip(tag);
            }
        }
        in.leave(outer);
    }

    double bound() {
        return bound;
    }

    double value() {
        return value;
    }
}
