package dev.tributary.wire.protobuf;

/** Reads {@code google.protobuf.Timestamp}: seconds 1, nanos 2. */
public final class ProtoTimestamp {
    private static final long NANOS = 1_000_000_000;

    private ProtoTimestamp() {
    }

    /** As Unix milliseconds, rounded down; malformed where those do not fit. */
    public static long millis(ProtoReader in, int tag) throws MalformedProtobufException {
        return read(in, tag, 1000);
    }

    /** As Unix nanoseconds; malformed where those do not fit. */
    public static long nanos(ProtoReader in, int tag) throws MalformedProtobufException {
        return read(in, tag, NANOS);
    }

    private static long read(ProtoReader in, int tag, long unitsPerSecond) throws MalformedProtobufException {
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
        if (Math.abs(seconds) > Long.MAX_VALUE / unitsPerSecond - 1 || nanos < 0 || nanos >= NANOS) {
            throw in.malformed("timestamp of " + seconds + " s and " + nanos + " ns is out of range");
        }
        in.leave(outer);
        return unitsPerSecond * seconds + nanos / (NANOS / unitsPerSecond);
    }
}
