package dev.tributary.wire.exposition;

import dev.tributary.wire.protobuf.MalformedProtobufException;
import dev.tributary.wire.protobuf.ProtoReader;
import dev.tributary.wire.protobuf.WireType;

/** Reads {@code google.protobuf.Timestamp} (seconds 1, nanos 2) as Unix milliseconds. */
final class ClientTimestamp {
    private static final long SECONDS_MAX = Long.MAX_VALUE / 1000 - 1;

    private ClientTimestamp() {
    }

    static long readMillis(ProtoReader in, int tag) throws MalformedProtobufException {
        in.require(tag, WireType.BYTES);
        int outer = in.enter();
        long seconds = 0;
        long nanos = 0;
        while (!in.atEnd()) {
            int inner = in.tag();
            int field = ProtoReader.field(inner);
            if (field == 1 || field == 2) {
                in.require(inner, WireType.VARINT);
            }
            switch (field) {
                case 1 -> seconds = in.varint();
                case 2 -> nanos = in.varint();
                default -> in.skip(inner);
            }
        }
        if (Math.abs(seconds) > SECONDS_MAX || nanos < 0 || nanos > 999_999_999) {
            throw in.malformed("timestamp of " + seconds + " s and " + nanos + " ns is out of range");
        }
        in.leave(outer);
        return 1000 * seconds + nanos / 1_000_000;
    }
}
