package dev.tributary.aggregator.storage.day;

import dev.tributary.aggregator.storage.memory.ByteReader;
import dev.tributary.aggregator.storage.memory.ByteWriter;

/**
 * Key of one chunk in its day's family. Byte order is cluster, series, first time, flush: one scan reads one series in
 * time order, and of two chunks that start together the one written first comes first.
 *
 * <pre>
 * key := 0x01 cluster:u32-be id:u32-be first:i64-be(sign flipped) flush:u32-be
 * </pre>
 */
record ChunkKey(int cluster, int id, long firstMillis, int flush) {
    static final int KIND = 1;
    static final int BYTES = 21;
    private static final int PREFIX_BYTES = 9;

    void write(ByteWriter out) {
        out.clear();
        out.putByte(KIND);
        out.putIntBig(cluster);
        out.putIntBig(id);
        out.putLongBig(firstMillis ^ Long.MIN_VALUE);
        out.putIntBig(flush);
    }

    /** What the keys of all chunks of a series start with. */
    static byte[] prefix(int cluster, int id) {
        ByteWriter out = new ByteWriter(PREFIX_BYTES);
        out.putByte(KIND);
        out.putIntBig(cluster);
        out.putIntBig(id);
        return out.toArray();
    }

    static ChunkKey read(byte[] key, int length) {
        ByteReader in = new ByteReader();
        in.reset(key, 0, length);
        in.readByte();
        ChunkKey read = new ChunkKey(in.readIntBig(), in.readIntBig(), in.readLongBig() ^ Long.MIN_VALUE,
                in.readIntBig());
        in.requireEnd();
        return read;
    }
}
