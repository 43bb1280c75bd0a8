package dev.tributary.wire.exposition;

import java.util.List;

import dev.tributary.model.Exemplar;
import dev.tributary.wire.protobuf.MalformedProtobufException;
import dev.tributary.wire.protobuf.ProtoReader;
import dev.tributary.wire.protobuf.WireType;

/** The message of one classic bucket: cumulative count 1 or, as a float, 4, upper bound 2, exemplar 3. */
final class BucketFields {
    private double bound;
    private double count;
    private double countFloat;
    private List<Exemplar> exemplars = List.of();

    void read(ProtoReader in) throws MalformedProtobufException {
        bound = 0;
        count = 0;
        countFloat = 0;
        exemplars = List.of();
        int outer = in.enter();
        while (!in.atEnd()) {
            int tag = in.tag();
            switch (ProtoReader.field(tag)) {
                case 1 -> {
                    in.require(tag, WireType.VARINT);
                    count = ProtoReader.unsignedToDouble(in.varint());
                }
                case 2 -> {
                    in.require(tag, WireType.FIXED64);
                    bound = in.float64();
                }
                case 3 -> exemplars = List.of(ClientExemplar.read(in, tag));
                case 4 -> {
                    in.require(tag, WireType.FIXED64);
                    countFloat = in.float64();
                }
                default -> in.skip(tag);
            }
        }
        in.leave(outer);
    }

    double bound() {
        return bound;
    }

    double value() {
        return countFloat > 0 ? countFloat : count;
    }

    List<Exemplar> exemplars() {
        return exemplars;
    }
}
