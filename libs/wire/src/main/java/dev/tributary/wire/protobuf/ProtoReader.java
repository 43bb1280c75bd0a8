package dev.tributary.wire.protobuf;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Objects;

/**
 * A cursor over one protobuf message in a byte array. Reads never leave the message or the nested message entered; what
 * does not fit throws with the byte's offset from the message's start. Allocates nothing but strings asked for. Reusable,
 * for one thread.
 */
public final class ProtoReader {
    private static final VarHandle LONGS = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
    private static final VarHandle INTS = MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.LITTLE_ENDIAN);
    /** Bits of the largest tag: 29 for the field number, 3 for the wire type. */
    private static final long TAG_MAX = 0xffff_ffffL;

    private byte[] bytes = {};
    private int start;
    private int at;
    private int end;

    /** Points the cursor at a message. */
    public void reset(byte[] source, int offset, int length) {
        Objects.checkFromIndexSize(offset, length, source.length);
        bytes = source;
        start = offset;
        at = offset;
        end = offset + length;
    }

    /** The array read from. */
    public byte[] bytes() {
        return bytes;
    }

    /** Index of the next byte in the array. */
    public int position() {
        return at;
    }

    /** Index behind the last byte of the current message in the array. */
    public int limit() {
        return end;
    }

    /** Moves back or forth inside the current message, to a position taken before. */
    public void seek(int position) {
        at = position;
    }

    /** True at the end of the current message. */
    public boolean atEnd() {
        return at >= end;
    }

    /** Reads a tag: field number and wire type. */
    public int tag() throws MalformedProtobufException {
        int from = at;
        long tag = varint();
        if (tag < 8 || tag > TAG_MAX) {
            throw malformedAt(from, "no valid field tag");
        }
        return (int) tag;
    }

    /** The field number of a tag. */
    public static int field(int tag) {
        return tag >>> 3;
    }

    /** Refuses a field whose wire type is not the one its schema has. */
    public void require(int tag, int wireType) throws MalformedProtobufException {
        if ((tag & 7) != wireType) {
            throw malformed("field " + field(tag) + " has wire type " + (tag & 7) + " instead of " + wireType);
        }
    }

    /** Reads a varint of up to 64 bits. */
    public long varint() throws MalformedProtobufException {
        if (at < end) {
            byte first = bytes[at];
            if (first >= 0) {
                at++;
                return first;
            }
        }
        return longVarint();
    }

    private long longVarint() throws MalformedProtobufException {
        int from = at;
        long value = 0;
        for (int shift = 0; shift < 64; shift += 7) {
            if (at >= end) {
                throw cut(from);
            }
            byte b = bytes[at++];
            value |= (long) (b & 0x7f) << shift;
            if (b >= 0) {
                if (shift == 63 && b > 1) {
                    break;
                }
                return value;
            }
        }
        throw malformedAt(from, "varint of more than 64 bits");
    }

    /** Reads a signed varint in zigzag form (sint32, sint64). */
    public long zigzag() throws MalformedProtobufException {
        return unzigzag(varint());
    }

    /** The signed number that a varint in zigzag form stands for. */
    public static long unzigzag(long varint) {
        return varint >>> 1 ^ -(varint & 1);
    }

    /** Reads eight bytes, little endian. */
    public long fixed64() throws MalformedProtobufException {
        if (end - at < 8) {
            throw cut(at);
        }
        long value = (long) LONGS.get(bytes, at);
        at += 8;
        return value;
    }

    /** Reads four bytes, little endian. */
    public int fixed32() throws MalformedProtobufException {
        if (end - at < 4) {
            throw cut(at);
        }
        int value = (int) INTS.get(bytes, at);
        at += 4;
        return value;
    }

    /** Reads a double; NaN bits stay as they are. */
    public double float64() throws MalformedProtobufException {
        return Double.longBitsToDouble(fixed64());
    }

    /** Reads the length of a length-delimited field and checks that the message holds that many bytes. */
    public int length() throws MalformedProtobufException {
        int from = at;
        long length = varint();
        if (length < 0 || length > end - at) {
            throw new MalformedProtobufException(
                    "byte " + (from - start) + ": a field of " + Long.toUnsignedString(length)
                            + " bytes does not fit the " + (end - at) + " bytes that are left",
                    true);
        }
        return (int) length;
    }

    /** Enters a nested message (or packed field): reads end at its end until {@link #leave}, which takes the result. */
    public int enter() throws MalformedProtobufException {
        int length = length();
        int outer = end;
        end = at + length;
        return outer;
    }

    /** Leaves a nested message, moving behind it. */
    public void leave(int outer) {
        at = end;
        end = outer;
    }

    /** Reads a string field. Allocates; refuses what is no UTF-8. */
    public String string() throws MalformedProtobufException {
        int length = length();
        requireUtf8(at, at + length);
        String text = text(at, length);
        at += length;
        return text;
    }

    /** A range of the array, checked before to be UTF-8, as a string. Allocates. */
    public String text(int offset, int length) {
        return new String(bytes, offset, length, StandardCharsets.UTF_8);
    }

    /** A uint64 as the nearest double. */
    public static double unsignedToDouble(long value) {
        return value >= 0 ? value : (value >>> 1 | value & 1) * 2.0;
    }

    /** Refuses a range of the array that is no UTF-8. */
    public void requireUtf8(int from, int to) throws MalformedProtobufException {
        if (!Utf8.isValid(bytes, from, to)) {
            throw malformedAt(from, "text is no valid UTF-8");
        }
    }

    /** Passes over the value of a field not known here. */
    public void skip(int tag) throws MalformedProtobufException {
        if ((tag & 7) == WireType.GROUP_START) {
            skipGroup();
        } else {
            skipValue(tag);
        }
    }

    private void skipValue(int tag) throws MalformedProtobufException {
        switch (tag & 7) {
            case WireType.VARINT -> varint();
            case WireType.FIXED64 -> fixed64();
            case WireType.BYTES -> {
                // length() moves the cursor, so it must not stand behind +=.
                int length = length();
                at += length;
            }
            case WireType.FIXED32 -> fixed32();
            default -> throw malformed("field " + field(tag) + " has wire type " + (tag & 7) + " out of place");
        }
    }

    /** Groups nest; counting instead of recursing keeps the depth from being the sender's choice. */
    private void skipGroup() throws MalformedProtobufException {
        int depth = 1;
        while (depth > 0) {
            if (at >= end) {
                throw cut(at);
            }
            int tag = tag();
            switch (tag & 7) {
                case WireType.GROUP_START -> depth++;
                case WireType.GROUP_END -> depth--;
                default -> skipValue(tag);
            }
        }
    }

    /** What to throw for bytes that are wrong for the schema, at the current byte. */
    public MalformedProtobufException malformed(String problem) {
        return malformedAt(at, problem);
    }

    /** What to throw for bytes that are wrong for the schema, at a byte of the array. */
    public MalformedProtobufException malformedAt(int position, String problem) {
        return new MalformedProtobufException("byte " + (position - start) + ": " + problem, false);
    }

    private MalformedProtobufException cut(int position) {
        return new MalformedProtobufException("byte " + (position - start) + ": the message ends inside a field", true);
    }
}
