package dev.tributary.wire.prompb;

import dev.tributary.model.Exemplar;
import dev.tributary.model.Labels;
import dev.tributary.wire.protobuf.MalformedProtobufException;
import dev.tributary.wire.protobuf.ProtoReader;
import dev.tributary.wire.protobuf.WireType;

/** Reads the exemplar message of remote write 1.0: labels 1, value 2, timestamp 3. */
final class ExemplarReader {
    private final ProtoReader in;

    ExemplarReader(ProtoReader in) {
        this.in = in;
    }

    Exemplar read() throws MalformedProtobufException {
        int outer = in.enter();
        Labels.Builder labels = Labels.builder();
        int count = 0;
        double value = 0;
        long timestamp = 0;
        while (!in.atEnd()) {
            int tag = in.tag();
            switch (ProtoReader.field(tag)) {
                case 1 -> {
                    in.require(tag, WireType.BYTES);
                    if (count++ == TimeSeriesReader.EXEMPLAR_LABELS_MAX) {
                        throw in.malformed(
                                "more than " + TimeSeriesReader.EXEMPLAR_LABELS_MAX + " labels in one exemplar");
                    }
                    LabelPair.read(in, labels);
                }
                case 2 -> {
                    in.require(tag, WireType.FIXED64);
                    value = in.float64();
                }
                case 3 -> {
                    in.require(tag, WireType.VARINT);
                    timestamp = in.varint();
                }
                default -> in.skip(tag);
            }
        }
        in.leave(outer);
        return new Exemplar(labels.build(), value, timestamp);
    }
}
