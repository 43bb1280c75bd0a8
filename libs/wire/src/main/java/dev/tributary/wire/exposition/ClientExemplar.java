package dev.tributary.wire.exposition;

import dev.tributary.model.Exemplar;
import dev.tributary.model.Labels;
import dev.tributary.wire.prompb.LabelPair;
import dev.tributary.wire.prompb.TimeSeriesReader;
import dev.tributary.wire.protobuf.MalformedProtobufException;
import dev.tributary.wire.protobuf.ProtoReader;
import dev.tributary.wire.protobuf.ProtoTimestamp;
import dev.tributary.wire.protobuf.WireType;

/** Reads the exemplar message of protobuf exposition: labels 1, value 2, timestamp 3. */
final class ClientExemplar {
    private ClientExemplar() {
    }

    static Exemplar read(ProtoReader in, int tag) throws MalformedProtobufException {
        in.require(tag, WireType.BYTES);
        int outer = in.enter();
        Labels.Builder labels = Labels.builder();
        int count = 0;
        double value = 0;
        long time = 0;
        while (!in.atEnd()) {
            int inner = in.tag();
            switch (ProtoReader.field(inner)) {
                case 1 -> {
                    in.require(inner, WireType.BYTES);
                    if (count++ == TimeSeriesReader.EXEMPLAR_LABELS_MAX) {
                        throw in.malformed("more than " + TimeSeriesReader.EXEMPLAR_LABELS_MAX + " exemplar labels");
                    }
                    LabelPair.read(in, labels);
                }
                case 2 -> {
                    in.require(inner, WireType.FIXED64);
                    value = in.float64();
                }
                case 3 -> time = ProtoTimestamp.millis(in, inner);
                default -> in.skip(inner);
            }
        }
        in.leave(outer);
        return new Exemplar(labels.build(), value, time);
    }
}
