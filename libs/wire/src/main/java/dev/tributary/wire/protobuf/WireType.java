package dev.tributary.wire.protobuf;

/** The wire types of protobuf tags. */
public final class WireType {
    public static final int VARINT = 0;
    public static final int FIXED64 = 1;
    /** Length-delimited: strings, bytes, messages and packed fields. */
    public static final int BYTES = 2;
    static final int GROUP_START = 3;
    static final int GROUP_END = 4;
    public static final int FIXED32 = 5;

    private WireType() {
    }
}
