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
        VarintPair told = VarintPair.read(in, tag);
        long seconds = told.first();
        long nanos = told.second();
        long secondsMax = Long.MAX_VALUE / unitsPerSecond - 1;
        if (seconds < -secondsMax || seconds > secondsMax || nanos < 0 || nanos >= NANOS) {
            throw in.malformed("timestamp of " + seconds + " s and " + nanos + " ns is out of range");
        }
        return unitsPerSecond * seconds + nanos / (NANOS / unitsPerSecond);
    }
}
