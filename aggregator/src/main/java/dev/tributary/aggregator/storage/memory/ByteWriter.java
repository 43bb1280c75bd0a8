package dev.tributary.aggregator.storage.memory;

import java.util.Arrays;

/** A growing byte buffer with the number forms of the store's formats. Not safe for several threads. */
public final class ByteWriter {
    private byte[] bytes;
    private int size;

    public ByteWriter(int capacity) {
        bytes = new byte[Math.max(16, capacity)];
    }

    public void clear() {
        size = 0;
    }

    public int size() {
        return size;
    }

    /** The buffer itself, of which the first {@link #size} bytes count; replaced when it grows. */
    public byte[] bytes() {
        return bytes;
    }

    public byte[] toArray() {
        return Arrays.copyOf(bytes, size);
    }

    /** Makes room for that many further bytes. */
    public void reserve(int more) {
        if (bytes.length - size < more) {
            bytes = Arrays.copyOf(bytes, Math.max(size + more, bytes.length + (bytes.length >> 1)));
        }
    }

    /** Declares bytes written straight into the buffer, up to a position. */
    public void advanceTo(int position) {
        size = position;
    }

    public void putByte(int value) {
        reserve(1);
        bytes[size++] = (byte) value;
    }

    /** Overwrites bytes already written. */
    public void setIntLittle(int at, int value) {
        LittleEndian.putInt(bytes, at, value);
    }

    public void putLongLittle(long value) {
        reserve(8);
        LittleEndian.putLong(bytes, size, value);
        size += 8;
    }

    /** Big endian, so that bytes sort as unsigned numbers. */
    public void putIntBig(int value) {
        reserve(4);
        LittleEndian.putInt(bytes, size, Integer.reverseBytes(value));
        size += 4;
    }

    /** Big endian, so that bytes sort as unsigned numbers. */
    public void putLongBig(long value) {
        putLongLittle(Long.reverseBytes(value));
    }

    /** Seven bits a byte, low bits first, the top bit says that more follow. */
    public void putVarint(long value) {
        reserve(10);
        long rest = value;
        while ((rest & ~0x7fL) != 0) {
            bytes[size++] = (byte) (rest | 0x80);
            rest >>>= 7;
        }
        bytes[size++] = (byte) rest;
    }

    /** A signed number as a varint with the sign in the lowest bit. */
    public void putZigzag(long value) {
        putVarint((value << 1) ^ (value >> 63));
    }

    public void putBytes(byte[] source, int offset, int length) {
        reserve(length);
        System.arraycopy(source, offset, bytes, size, length);
        size += length;
    }

    public void putBytes(byte[] source) {
        putBytes(source, 0, source.length);
    }
}
