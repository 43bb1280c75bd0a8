package dev.tributary.wire.prompb;

import dev.tributary.model.Labels;
import dev.tributary.wire.protobuf.MalformedProtobufException;
import dev.tributary.wire.protobuf.ProtoReader;
import dev.tributary.wire.protobuf.WireType;

/** Reads the label message that remote write 1.0 and protobuf exposition share: name 1, value 2. */
public final class LabelPair {
    private LabelPair() {
    }

    /** Adds the label at the cursor. Makes strings, so it is for exemplars only. */
    public static void read(ProtoReader in, Labels.Builder labels) throws MalformedProtobufException {
        int outer = in.enter();
        String name = "";
        String value = "";
        while (!in.atEnd()) {
            int tag = in.tag();
            int field = ProtoReader.field(tag);
            if (field == 1 || field == 2) {
                in.require(tag, WireType.BYTES);
            }
            switch (field) {
                case 1 -> name = in.string();
                case 2 -> value = in.string();
                default -> in.skip(tag);
            }
        }
        in.leave(outer);
        labels.set(name, value);
    }
}
