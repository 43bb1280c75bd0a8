package dev.tributary.aggregator.storage.memory;

/** Reads the number forms of {@link ByteWriter} and never beyond the end it was given. Not safe for several threads. */
public final class ByteReader {
    private byte[] bytes = new byte[0];
    private int at;
    private int end;

    public ByteReader() {
    }

    public ByteReader(byte[] bytes) {
        reset(bytes, 0, bytes.length);
    }

    public void reset(byte[] source, int offset, int length) {
        bytes = source;
        at = offset;
        end = offset + length;
    }

    public byte[] bytes() {
        return bytes;
    }

    public int position() {
        return at;
    }

    public int remaining() {
        return end - at;
    }

    public int readByte() {
        require(1);
        return bytes[at++] & 0xff;
    }

    public long readLongLittle() {
        require(8);
        at += 8;
        return LittleEndian.getLong(bytes, at - 8);
    }

    public int readIntBig() {
        require(4);
        at += 4;
        return Integer.reverseBytes(LittleEndian.getInt(bytes, at - 4));
    }

    public long readLongBig() {
        return Long.reverseBytes(readLongLittle());
    }

    public long readVarint() {
        long value = 0;
        for (int shift = 0; shift < 64; shift += 7) {
            require(1);
            byte next = bytes[at++];
            value |= (next & 0x7fL) << shift;
            if (next >= 0) {
                return value;
            }
        }
        throw new CorruptDataException("a varint runs longer than ten bytes");
    }

    public long readZigzag() {
        long value = readVarint();
        return (value >>> 1) ^ -(value & 1);
    }

    /** A count or length that cannot be more than a limit. */
    public int readCount(int max) {
        long value = readVarint();
        if (value < 0 || value > max) {
            throw new CorruptDataException("a count of " + value + " where at most " + max + " is possible");
        }
        return (int) value;
    }

    /** Passes over bytes and gives the position of the first. */
    public int skip(int length) {
        if (length < 0) {
            throw new CorruptDataException("a negative length of " + length);
        }
        require(length);
        at += length;
        return at - length;
    }

    public void requireEnd() {
        if (at != end) {
            throw new CorruptDataException((end - at) + " bytes too many at the end");
        }
    }

    private void require(int more) {
        if (end - at < more) {
            throw new CorruptDataException("data ends " + (more - (end - at)) + " bytes early");
        }
    }
}
