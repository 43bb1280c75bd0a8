package dev.tributary.aggregator.storage.logs.day;

import java.util.Arrays;

import dev.tributary.aggregator.storage.logs.block.Block;
import dev.tributary.aggregator.storage.logs.block.TextFilter;
import dev.tributary.aggregator.storage.memory.ByteReader;
import dev.tributary.aggregator.storage.memory.ByteWriter;
import dev.tributary.aggregator.storage.memory.CorruptDataException;

/**
 * What is known of a block without opening it. The cluster leads the key, so that deleting a cluster is one range; the rows
 * that find blocks stand together, apart from the blocks, so that counting reads little.
 *
 * <pre>
 * row    := cluster 0x04 stream first flush part  -> version:u8=2 span:varint entries:varint textBytes:varint blockBytes:varint level:u8
 *           in version 1 there is no level, which was 3
 * filter := cluster 0x05 stream first flush part  -> TextFilter
 * block  := cluster 0x06 stream first flush part  -> BlockWriter
 * cluster, stream, flush := u32-be;  first := i64-be, sign flipped;  part := u16-be;  span := last - first
 * </pre>
 *
 * @param cluster    number of the cluster
 * @param stream     the stream's number in its cluster
 * @param firstNanos time of the first entry
 * @param lastNanos  time of the last entry
 * @param flush      number of the flush that wrote it
 * @param part       tells blocks of one flush apart that begin at one time
 * @param entries    lines
 * @param textBytes  bytes of the lines
 * @param blockBytes bytes of the block
 * @param level      of the compression
 */
public record BlockRef(int cluster, int stream, long firstNanos, long lastNanos, int flush, int part, int entries,
        int textBytes, int blockBytes, int level) {
    static final int ROW = 4;
    static final int FILTER = 5;
    static final int BLOCK = 6;
    private static final int VERSION = 2;
    private static final int WITHOUT_LEVEL = 1;
    private static final int LEVEL_BEFORE = 3;
    private static final int KEY_BYTES = 23;
    private static final int KIND_AT = 4;

    /** Parts are numbered by 16 bits. */
    static final int PARTS_MAX = 0x10000;

    /** Of entries of one time those in the block of the smaller order were written first. */
    public long order() {
        return (long) flush << 16 | part;
    }

    byte[] key(int kind) {
        ByteWriter out = new ByteWriter(KEY_BYTES);
        out.putIntBig(cluster);
        out.putByte(kind);
        out.putIntBig(stream);
        out.putLongBig(firstNanos ^ Long.MIN_VALUE);
        out.putIntBig(flush);
        out.putByte(part >>> 8);
        out.putByte(part);
        return out.toArray();
    }

    byte[] row() {
        ByteWriter out = new ByteWriter(32);
        out.putByte(VERSION);
        out.putVarint(lastNanos - firstNanos);
        out.putVarint(entries);
        out.putVarint(textBytes);
        out.putVarint(blockBytes);
        out.putByte(level);
        return out.toArray();
    }

    /** What the keys of one kind of a stream start with. */
    static byte[] prefix(int cluster, int kind, int stream) {
        ByteWriter out = new ByteWriter(9);
        out.putIntBig(cluster);
        out.putByte(kind);
        out.putIntBig(stream);
        return out.toArray();
    }

    /** What the keys of one kind start with. */
    static byte[] prefix(int cluster, int kind) {
        ByteWriter out = new ByteWriter(5);
        out.putIntBig(cluster);
        out.putByte(kind);
        return out.toArray();
    }

    /**
     * Decodes a row of a day's family, whatever it is, and gives how many entries a block holds.
     *
     * @throws CorruptDataException when it is damaged
     */
    public static long check(byte[] key, int keyLength, byte[] value, int valueLength) {
        if (keyLength != KEY_BYTES) {
            return 0;
        }
        switch (key[KIND_AT]) {
            case ROW -> read(key, keyLength, value, valueLength);
            case FILTER -> TextFilter.log2Bits(value, valueLength);
            case BLOCK -> {
                byte[] own = Arrays.copyOf(value, valueLength);
                return Block.open(own, valueLength).check();
            }
            default -> throw new CorruptDataException("a key of kind " + key[KIND_AT] + " among blocks");
        }
        return 0;
    }

    /**
     * Reads a row.
     *
     * @throws CorruptDataException when it is none
     */
    static BlockRef read(byte[] key, int keyLength, byte[] value, int valueLength) {
        ByteReader in = new ByteReader();
        in.reset(key, 0, keyLength);
        int cluster = in.readIntBig();
        in.readByte();
        int stream = in.readIntBig();
        long first = in.readLongBig() ^ Long.MIN_VALUE;
        int flush = in.readIntBig();
        int part = in.readByte() << 8 | in.readByte();
        in.requireEnd();
        in.reset(value, 0, valueLength);
        int version = in.readByte();
        if (version != VERSION && version != WITHOUT_LEVEL) {
            throw new CorruptDataException("the row of a block has version " + version);
        }
        BlockRef read = new BlockRef(cluster, stream, first, first + in.readVarint(), flush, part,
                in.readCount(Integer.MAX_VALUE), in.readCount(Integer.MAX_VALUE), in.readCount(Integer.MAX_VALUE),
                version == WITHOUT_LEVEL ? LEVEL_BEFORE : in.readByte());
        in.requireEnd();
        return read;
    }
}
