package dev.tributary.wire.protobuf;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * A growing buffer that protobuf fields are appended to. Scalar fields of value zero are left out, as proto3 has it; the
 * methods without a field number write bare values. Reusable, for one thread.
 */
public final class ProtoWriter {
    private static final VarHandle LONGS = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
    private static final VarHandle INTS = MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.LITTLE_ENDIAN);

    private byte[] bytes = new byte[256];
    private int size;

    /** Empties the buffer, keeps its memory. */
    public void reset() {
        size = 0;
    }

    public int size() {
        return size;
    }

    /** The buffer; only the first {@link #size} bytes count, and the next write may replace it. */
    public byte[] bytes() {
        return bytes;
    }

    /** A copy of what was written. */
    public byte[] toByteArray() {
        return Arrays.copyOf(bytes, size);
    }

    /** Forgets what was written behind a size taken before. */
    public void truncate(int toSize) {
        size = toSize;
    }

    private void reserve(int more) {
        if (bytes.length - size < more) {
            bytes = Arrays.copyOf(bytes,
                    Math.max(Math.addExact(size, more), (int) Math.min(2L * bytes.length, 1 << 30)));
        }
    }

    public void tag(int field, int wireType) {
        varint((long) field << 3 | wireType);
    }

    public void varint(long value) {
        if ((value & ~0x7fL) == 0 && size < bytes.length) {
            bytes[size++] = (byte) value;
        } else {
            longVarint(value);
        }
    }

    private void longVarint(long value) {
        reserve(10);
        byte[] into = bytes;
        int at = size;
        long rest = value;
        while ((rest & ~0x7fL) != 0) {
            into[at++] = (byte) (rest | 0x80);
            rest >>>= 7;
        }
        into[at++] = (byte) rest;
        size = at;
    }

    public void zigzag(long value) {
        varint(value << 1 ^ value >> 63);
    }

    public void fixed64(long value) {
        reserve(8);
        LONGS.set(bytes, size, value);
        size += 8;
    }

    public void fixed32(int value) {
        reserve(4);
        INTS.set(bytes, size, value);
        size += 4;
    }

    public void raw(byte[] source, int offset, int length) {
        reserve(length);
        System.arraycopy(source, offset, bytes, size, length);
        size += length;
    }

    public void varintField(int field, long value) {
        if (value != 0) {
            tag(field, WireType.VARINT);
            varint(value);
        }
    }

    public void zigzagField(int field, long value) {
        if (value != 0) {
            tag(field, WireType.VARINT);
            zigzag(value);
        }
    }

    /** Writes a double by its raw bits; only +0.0 is left out. */
    public void float64Field(int field, double value) {
        long bits = Double.doubleToRawLongBits(value);
        if (bits != 0) {
            tag(field, WireType.FIXED64);
            fixed64(bits);
        }
    }

    public void bytesField(int field, byte[] source, int offset, int length) {
        tag(field, WireType.BYTES);
        varint(length);
        raw(source, offset, length);
    }

    /** Writes a string as UTF-8, also an empty one. */
    public void stringField(int field, String value) {
        byte[] utf8 = value.getBytes(StandardCharsets.UTF_8);
        bytesField(field, utf8, 0, utf8.length);
    }

    /** Writes a string as UTF-8 unless it is empty. */
    public void stringFieldUnlessEmpty(int field, String value) {
        if (!value.isEmpty()) {
            stringField(field, value);
        }
    }

    /** Writes what another buffer holds as a nested message or packed field, also an empty one. */
    public void messageField(int field, ProtoWriter nested) {
        bytesField(field, nested.bytes, 0, nested.size);
    }

    /** Bytes that a varint takes. */
    public static int varintSize(long value) {
        return (70 - Long.numberOfLeadingZeros(value | 1)) / 7;
    }
}
