package dev.tributary.wire.exposition;

import java.util.List;

import dev.tributary.model.Exemplar;
import dev.tributary.wire.protobuf.MalformedProtobufException;
import dev.tributary.wire.protobuf.ProtoReader;
import dev.tributary.wire.protobuf.ProtoTimestamp;
import dev.tributary.wire.protobuf.WireType;

/** The message of a counter (value 1, exemplar 2, created 3), of which a gauge and an untyped metric have the value only. */
final class NumberFields {
    private double value;
    private List<Exemplar> exemplars = List.of();
    private long startMillis;

    void read(ProtoReader in) throws MalformedProtobufException {
        value = 0;
        exemplars = List.of();
        startMillis = 0;
        while (!in.atEnd()) {
            int tag = in.tag();
            switch (ProtoReader.field(tag)) {
                case 1 -> {
                    in.require(tag, WireType.FIXED64);
                    value = in.float64();
                }
                case 2 -> exemplars = List.of(ClientExemplar.read(in, tag));
                case 3 -> startMillis = ProtoTimestamp.millis(in, tag);
                default -> in.skip(tag);
            }
        }
    }

    double value() {
        return value;
    }

    List<Exemplar> exemplars() {
        return exemplars;
    }

    long startMillis() {
        return startMillis;
    }
}
