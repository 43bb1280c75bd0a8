package dev.tributary.aggregator.storage.rocks;

import dev.tributary.aggregator.storage.memory.ByteWriter;

/**
 * A RocksDB write batch built as raw bytes, which costs a tenth of a native call per record.
 *
 * <pre>
 * batch  := sequence:u64-le(0) count:u32-le record*
 * record := 0x05 family:varint key value | 0x04 family:varint key | 0x0e family:varint key key
 * key, value := length:varint bytes
 * </pre>
 *
 * Not safe for several threads.
 */
public final class RawBatch {
    private static final int COUNT_AT = 8;
    private static final int PUT = 0x05;
    private static final int DELETE = 0x04;
    private static final int DELETE_RANGE = 0x0e;

    private final ByteWriter out;
    private int count;

    public RawBatch(int capacity) {
        out = new ByteWriter(capacity);
        clear();
    }

    public void clear() {
        out.clear();
        out.putLongLittle(0);
        out.putBytes(new byte[4]);
        count = 0;
    }

    public boolean isEmpty() {
        return count == 0;
    }

    public int bytes() {
        return out.size();
    }

    public void put(RocksFamily family, byte[] key, byte[] value) {
        put(family, key, 0, key.length, value, 0, value.length);
    }

    /** Puts ranges of arrays, which are copied. */
    public void put(RocksFamily family, byte[] key, int keyOffset, int keyLength, byte[] value, int valueOffset,
            int valueLength) {
        begin(PUT, family);
        piece(key, keyOffset, keyLength);
        piece(value, valueOffset, valueLength);
    }

    public void delete(RocksFamily family, byte[] key) {
        begin(DELETE, family);
        piece(key, 0, key.length);
    }

    /** Deletes the keys from (inclusive) to (exclusive). */
    public void deleteRange(RocksFamily family, byte[] from, byte[] to) {
        begin(DELETE_RANGE, family);
        piece(from, 0, from.length);
        piece(to, 0, to.length);
    }

    /** Appends all records of another batch. */
    public void addAll(RawBatch other) {
        out.putBytes(other.out.bytes(), COUNT_AT + 4, other.out.size() - COUNT_AT - 4);
        count += other.count;
    }

    private void begin(int type, RocksFamily family) {
        out.putByte(type);
        out.putVarint(family.id());
        count++;
    }

    private void piece(byte[] bytes, int offset, int length) {
        out.putVarint(length);
        out.putBytes(bytes, offset, length);
    }

    byte[] toBytes() {
        out.setIntLittle(COUNT_AT, count);
        return out.toArray();
    }
}
