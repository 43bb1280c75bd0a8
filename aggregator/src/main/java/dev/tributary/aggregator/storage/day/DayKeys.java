package dev.tributary.aggregator.storage.day;

import dev.tributary.aggregator.storage.memory.ByteReader;
import dev.tributary.aggregator.storage.memory.ByteWriter;

/**
 * Keys of a day's family. The cluster leads, so that deleting a cluster is one range. Chunks of one metric stand together
 * over all its series, because that is how they are asked for; within a series they stand in time order, and of two
 * chunks that start together the one written first comes first.
 *
 * <pre>
 * chunk  := cluster 0x01 metric id first:i64-be(sign flipped) flush   -> ChunkCodec
 * times  := cluster 0x02 flush page                                   -> TimePage
 * series := cluster 0x03                                              -> ids with chunks, Roaring, portable format
 * cluster, metric, id, flush, page := u32-be; metric: number of the metric name label
 * </pre>
 */
final class DayKeys {
    static final int CHUNK = 1;
    static final int TIMES = 2;
    static final int SERIES = 3;
    private static final int KIND_AT = 4;
    private static final int CHUNK_BYTES = 25;

    private DayKeys() {
    }

    /** A chunk's key taken apart. */
    record Chunk(int cluster, int metric, int id, long firstMillis, int flush) {
        /** Reads a key of a chunk. */
        static Chunk read(byte[] key, int length) {
            ByteReader in = new ByteReader();
            in.reset(key, 0, length);
            int cluster = in.readIntBig();
            in.readByte();
            Chunk read = new Chunk(cluster, in.readIntBig(), in.readIntBig(), in.readLongBig() ^ Long.MIN_VALUE,
                    in.readIntBig());
            in.requireEnd();
            return read;
        }

        void write(ByteWriter out) {
            prefix(out, cluster, CHUNK);
            out.putIntBig(metric);
            out.putIntBig(id);
            out.putLongBig(firstMillis ^ Long.MIN_VALUE);
            out.putIntBig(flush);
        }
    }

    static boolean isChunk(byte[] key, int length) {
        return length == CHUNK_BYTES && key[KIND_AT] == CHUNK;
    }

    static int cluster(byte[] key) {
        return new ByteReader(key).readIntBig();
    }

    static int kind(byte[] key) {
        return key[KIND_AT];
    }

    private static void prefix(ByteWriter out, int cluster, int kind) {
        out.clear();
        out.putIntBig(cluster);
        out.putByte(kind);
    }

    /** What the keys of all chunks of a series start with. */
    static byte[] chunks(int cluster, int metric, int id) {
        ByteWriter out = new ByteWriter(CHUNK_BYTES);
        prefix(out, cluster, CHUNK);
        out.putIntBig(metric);
        out.putIntBig(id);
        return out.toArray();
    }

    static byte[] times(int cluster, int flush, int page) {
        ByteWriter out = new ByteWriter(CHUNK_BYTES);
        prefix(out, cluster, TIMES);
        out.putIntBig(flush);
        out.putIntBig(page);
        return out.toArray();
    }

    /** What the keys of all time pages start with. */
    static byte[] times(int cluster) {
        ByteWriter out = new ByteWriter(CHUNK_BYTES);
        prefix(out, cluster, TIMES);
        return out.toArray();
    }

    /** What the keys of all time pages of a flush start with. */
    static byte[] times(int cluster, int flush) {
        ByteWriter out = new ByteWriter(CHUNK_BYTES);
        prefix(out, cluster, TIMES);
        out.putIntBig(flush);
        return out.toArray();
    }

    static byte[] series(int cluster) {
        ByteWriter out = new ByteWriter(CHUNK_BYTES);
        prefix(out, cluster, SERIES);
        return out.toArray();
    }

    /** First key of a cluster, or of the next one. */
    static byte[] cluster(int cluster) {
        ByteWriter out = new ByteWriter(CHUNK_BYTES);
        out.putIntBig(cluster);
        return out.toArray();
    }
}
