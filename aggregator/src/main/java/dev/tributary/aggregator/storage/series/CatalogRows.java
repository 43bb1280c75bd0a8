package dev.tributary.aggregator.storage.series;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

import dev.tributary.aggregator.storage.memory.ByteReader;
import dev.tributary.aggregator.storage.memory.ByteWriter;
import dev.tributary.aggregator.storage.memory.CorruptDataException;
import dev.tributary.aggregator.storage.rocks.RawBatch;
import dev.tributary.aggregator.storage.rocks.RocksFamily;

/**
 * Rows of clusters, labels and series that exist in memory and wait to be written with the next group commit: a row is
 * always stored with or before the first samples that need it. Safe for several threads.
 *
 * <pre>
 * cluster row := 0x01 cluster:u32-be                -> name
 * label row   := 0x02 cluster:u32-be number:u32-be  -> nameLength:varint name value
 * series row  := 0x03 cluster:u32-be id:u32-be      -> count:varint number:varint*count
 * </pre>
 */
public final class CatalogRows {
    static final int CLUSTER = 1;
    static final int LABEL = 2;
    static final int SERIES = 3;

    private final RocksFamily family;
    private final ByteWriter key = new ByteWriter(16);
    private final ByteWriter value = new ByteWriter(256);
    private RawBatch waiting = new RawBatch(1 << 12);
    private RawBatch spare = new RawBatch(1 << 12);

    public CatalogRows(RocksFamily family) {
        this.family = family;
    }

    /** Takes what waits; the caller writes it and then calls {@link #written}, or {@link #putBack} when that failed. */
    public synchronized RawBatch take() {
        RawBatch taken = waiting;
        waiting = spare;
        return taken;
    }

    public synchronized void written(RawBatch taken) {
        taken.clear();
        spare = taken;
    }

    public synchronized void putBack(RawBatch taken) {
        RawBatch later = waiting;
        taken.addAll(later);
        waiting = taken;
        later.clear();
        spare = later;
    }

    synchronized void cluster(int cluster, String name) {
        begin(CLUSTER, cluster);
        value.putBytes(name.getBytes(StandardCharsets.UTF_8));
        end();
    }

    synchronized void label(int cluster, int number, byte[] bytes, int nameOffset, int nameLength, int valueOffset,
            int valueLength) {
        begin(LABEL, cluster);
        key.putIntBig(number);
        value.putVarint(nameLength);
        value.putBytes(bytes, nameOffset, nameLength);
        value.putBytes(bytes, valueOffset, valueLength);
        end();
    }

    synchronized void series(int cluster, int id, int[] numbers, int count) {
        begin(SERIES, cluster);
        key.putIntBig(id);
        value.putVarint(count);
        for (int i = 0; i < count; i++) {
            value.putVarint(numbers[i]);
        }
        end();
    }

    /** Takes the row of a label back. */
    synchronized void noLabel(int cluster, int number) {
        delete(LABEL, cluster, number);
    }

    /** Takes the row of a series back. */
    synchronized void noSeries(int cluster, int id) {
        delete(SERIES, cluster, id);
    }

    private void delete(int kind, int cluster, int number) {
        begin(kind, cluster);
        key.putIntBig(number);
        waiting.delete(family, Arrays.copyOf(key.bytes(), key.size()));
    }

    /**
     * Reads a stored row, for a verification.
     *
     * @throws CorruptDataException when it is damaged
     */
    public static void check(ByteReader key, ByteReader value) {
        int kind = key.readByte();
        key.readIntBig();
        switch (kind) {
            case CLUSTER -> value.skip(value.remaining());
            case LABEL -> {
                key.readIntBig();
                value.skip(value.readCount(Integer.MAX_VALUE));
                value.skip(value.remaining());
            }
            case SERIES -> {
                key.readIntBig();
                for (int left = value.readCount(Integer.MAX_VALUE); left > 0; left--) {
                    value.readCount(Integer.MAX_VALUE);
                }
            }
            default -> throw new CorruptDataException("series family has a key of kind " + kind);
        }
        key.requireEnd();
        value.requireEnd();
    }

    private void begin(int kind, int cluster) {
        key.clear();
        value.clear();
        key.putByte(kind);
        key.putIntBig(cluster);
    }

    private void end() {
        waiting.put(family, key.bytes(), 0, key.size(), value.bytes(), 0, value.size());
    }
}
