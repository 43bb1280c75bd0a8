package dev.tributary.aggregator.storage.logs.record;

import java.util.Arrays;

import dev.tributary.aggregator.storage.memory.ByteReader;
import dev.tributary.aggregator.storage.memory.ByteWriter;
import dev.tributary.aggregator.storage.memory.CorruptDataException;
import dev.tributary.model.port.RecordVersion;

/**
 * Rows of records. The first row tells of a key where its newest version stands, the second is that version.
 *
 * <pre>
 * place := 0x01 cluster key              -> version:u8=1 stream:varint time:zigzag count:varint
 * entry := 0x02 cluster stream time key  -> version:u8=1 flush:varint setLength:varint set line
 * cluster, stream := u32-be;  time := i64-be, sign flipped;  flush: number of the generation of that moment
 * </pre>
 */
final class RecordKeys {
    static final int PLACE = 1;
    static final int ENTRY = 2;
    private static final int VERSION = 1;
    private static final int ENTRY_KEY_FIXED = 17;
    private static final int TIME_AT = 9;
    private static final int STREAM_AT = 5;

    private RecordKeys() {
    }

    /** Where the newest version of a record stands. */
    record Place(int stream, RecordVersion version) {
    }

    static byte[] place(int cluster, byte[] key) {
        ByteWriter out = new ByteWriter(5 + key.length);
        out.putByte(PLACE);
        out.putIntBig(cluster);
        out.putBytes(key);
        return out.toArray();
    }

    static byte[] placeValue(int stream, RecordVersion version) {
        ByteWriter out = new ByteWriter(32);
        out.putByte(VERSION);
        out.putVarint(stream);
        out.putZigzag(version.timestampNanos());
        out.putVarint(version.count());
        return out.toArray();
    }

    static Place readPlace(byte[] value) {
        ByteReader in = new ByteReader(value);
        requireVersion(in);
        Place read = new Place(in.readCount(Integer.MAX_VALUE), new RecordVersion(in.readZigzag(), in.readVarint()));
        in.requireEnd();
        return read;
    }

    static void requireVersion(ByteReader in) {
        int version = in.readByte();
        if (version != VERSION) {
            throw new CorruptDataException("a record of version " + version);
        }
    }

    static byte[] entry(int cluster, int stream, long nanos, byte[] key) {
        ByteWriter out = new ByteWriter(ENTRY_KEY_FIXED + key.length);
        out.putBytes(from(cluster, stream, nanos));
        out.putBytes(key);
        return out.toArray();
    }

    /** First key of a stream that is not before a time. */
    static byte[] from(int cluster, int stream, long nanos) {
        ByteWriter out = new ByteWriter(ENTRY_KEY_FIXED);
        out.putByte(ENTRY);
        out.putIntBig(cluster);
        out.putIntBig(stream);
        out.putLongBig(nanos ^ Long.MIN_VALUE);
        return out.toArray();
    }

    static byte[] prefix(int cluster, int stream) {
        ByteWriter out = new ByteWriter(TIME_AT);
        out.putByte(ENTRY);
        out.putIntBig(cluster);
        out.putIntBig(stream);
        return out.toArray();
    }

    static byte[] entryValue(LogRecordEntry entry, long flush) {
        ByteWriter out = new ByteWriter(16 + entry.line().length + entry.set().length);
        out.putByte(VERSION);
        out.putVarint(flush);
        out.putVarint(entry.set().length);
        out.putBytes(entry.set());
        out.putBytes(entry.line());
        return out.toArray();
    }

    static long timeOf(byte[] entryKey) {
        ByteReader in = new ByteReader();
        in.reset(entryKey, TIME_AT, 8);
        return in.readLongBig() ^ Long.MIN_VALUE;
    }

    static int clusterOf(byte[] key) {
        ByteReader in = new ByteReader();
        in.reset(key, 1, 4);
        return in.readIntBig();
    }

    static int streamOf(byte[] entryKey) {
        ByteReader in = new ByteReader();
        in.reset(entryKey, STREAM_AT, 4);
        return in.readIntBig();
    }

    /** The record's key out of the key of its entry. */
    static byte[] recordKey(byte[] entryKey, int length) {
        return Arrays.copyOfRange(entryKey, ENTRY_KEY_FIXED, length);
    }
}
