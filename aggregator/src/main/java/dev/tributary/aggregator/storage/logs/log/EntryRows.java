package dev.tributary.aggregator.storage.logs.log;

import dev.tributary.aggregator.storage.logs.block.Sections;
import dev.tributary.aggregator.storage.memory.ByteReader;
import dev.tributary.aggregator.storage.memory.ByteWriter;
import dev.tributary.aggregator.storage.memory.CorruptDataException;

/**
 * The entries of one batch as bytes, as they are logged and then applied to the head, at once or after a restart. Not safe
 * for several threads.
 *
 * <pre>
 * record := version:u8=1 rows:section
 * rows   := (stream | entry)*
 * stream := 0x01 cluster:varint id:varint                   of the entries that follow
 * entry  := 0x02 time:zigzag lineLength:varint line setLength:varint set
 * time   := nanoseconds since the entry before; since 1970 for the first entry
 * </pre>
 */
public final class EntryRows {
    private static final int VERSION = 1;
    private static final int STREAM = 1;
    private static final int ENTRY = 2;

    private final ByteWriter rows = new ByteWriter(1 << 12);
    private long lastNanos;
    private int entries;

    public void clear() {
        rows.clear();
        lastNanos = 0;
        entries = 0;
    }

    public int entries() {
        return entries;
    }

    /** Bytes of all entries. */
    public int size() {
        return rows.size();
    }

    /** Memory held. */
    public int heapBytes() {
        return rows.bytes().length;
    }

    /** The entries that follow belong to this stream. */
    public void stream(int cluster, int id) {
        rows.putByte(STREAM);
        rows.putVarint(cluster);
        rows.putVarint(id);
    }

    public void entry(long timeNanos, byte[] line, int offset, int length, byte[] set, int setLength) {
        rows.putByte(ENTRY);
        rows.putZigzag(timeNanos - lastNanos);
        lastNanos = timeNanos;
        rows.putVarint(length);
        rows.putBytes(line, offset, length);
        rows.putVarint(setLength);
        rows.putBytes(set, 0, setLength);
        entries++;
    }

    /** Appends the record that is logged. */
    public void write(Sections sections, ByteWriter out) {
        out.putByte(VERSION);
        sections.write(rows.bytes(), rows.size(), out);
    }

    /** Takes entries in the order they came. */
    public interface Sink {
        void stream(int cluster, int id);

        /** Line and metadata stand in one array, valid during the call. */
        void entry(long timeNanos, byte[] bytes, int offset, int length, int setOffset, int setLength);
    }

    /** Plays the entries. */
    public void play(Sink sink) {
        play(rows.bytes(), rows.size(), sink);
    }

    /**
     * Plays the entries of a record.
     *
     * @return how many they were
     * @throws CorruptDataException when it is damaged
     */
    public static long read(byte[] record, int length, Sink sink) {
        ByteReader in = new ByteReader();
        in.reset(record, 0, length);
        int version = in.readByte();
        if (version != VERSION) {
            throw new CorruptDataException("a log record of version " + version);
        }
        Sections.Packed packed = Sections.read(in);
        in.requireEnd();
        return play(packed.unpack(record), packed.rawLength(), sink);
    }

    private static long play(byte[] bytes, int length, Sink sink) {
        ByteReader in = new ByteReader();
        in.reset(bytes, 0, length);
        long time = 0;
        long count = 0;
        while (in.remaining() > 0) {
            int kind = in.readByte();
            switch (kind) {
                case STREAM -> sink.stream(in.readCount(Integer.MAX_VALUE), in.readCount(Integer.MAX_VALUE));
                case ENTRY -> {
                    time += in.readZigzag();
                    int lineLength = in.readCount(in.remaining());
                    int line = in.skip(lineLength);
                    int setLength = in.readCount(in.remaining());
                    sink.entry(time, bytes, line, lineLength, in.skip(setLength), setLength);
                    count++;
                }
                default -> throw new CorruptDataException("a row of kind " + kind + " in a log record");
            }
        }
        return count;
    }
}
