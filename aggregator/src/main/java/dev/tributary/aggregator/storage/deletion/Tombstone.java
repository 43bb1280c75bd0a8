package dev.tributary.aggregator.storage.deletion;

import java.io.IOException;
import java.nio.ByteBuffer;

import dev.tributary.aggregator.storage.memory.ByteReader;
import dev.tributary.aggregator.storage.memory.ByteWriter;
import dev.tributary.aggregator.storage.memory.CorruptDataException;
import dev.tributary.model.SampleColumns;
import org.roaringbitmap.RoaringBitmap;

/**
 * One deletion in one cluster: hides the samples of some series in a closed range of time, as far as they were written by a
 * flush up to one. What is written afterwards into the same range is not hidden.
 *
 * <pre>
 * key   := number:u32-be
 * value := version:u8=1 cluster:varint min:zigzag max:zigzag lastFlush:varint series        Roaring, portable format
 * </pre>
 *
 * @param number    names the deletion
 * @param series    ids, never changed
 * @param lastFlush number of the last flush, or generation in memory, whose samples are hidden
 * @param comebacks which of the series got chunks since; grows
 */
public record Tombstone(int number, int cluster, RoaringBitmap series, long minMillis, long maxMillis,
        long lastFlush, Comebacks comebacks) {
    private static final int VERSION = 1;

    boolean hides(int id, long flush) {
        return flush <= lastFlush && series.contains(id);
    }

    boolean covers(long min, long max) {
        return minMillis <= min && maxMillis >= max;
    }

    /** True when the closed range has an instant that this deletes. */
    public boolean meets(long min, long max) {
        return minMillis <= max && maxMillis >= min;
    }

    void hide(SampleColumns rows, int from) {
        rows.removeTimes(from, minMillis, maxMillis);
    }

    /** Ids of the series whose chunks on a day are, within a closed range that is covered, all deleted. */
    RoaringBitmap gone(long day) {
        return comebacks.without(day, series);
    }

    byte[] key() {
        ByteWriter key = new ByteWriter(4);
        key.putIntBig(number);
        return key.toArray();
    }

    byte[] value() {
        ByteWriter value = new ByteWriter(64);
        value.putByte(VERSION);
        value.putVarint(cluster);
        value.putZigzag(minMillis);
        value.putZigzag(maxMillis);
        value.putVarint(lastFlush);
        ByteBuffer ids = ByteBuffer.allocate(series.serializedSizeInBytes());
        series.serialize(ids);
        value.putBytes(ids.array());
        return value.toArray();
    }

    /**
     * Reads a stored deletion.
     *
     * @throws CorruptDataException when the bytes are none of this format
     */
    public static Tombstone decode(ByteReader key, ByteReader value) {
        int number = key.readIntBig();
        key.requireEnd();
        int version = value.readByte();
        if (version != VERSION) {
            throw new CorruptDataException("tombstone of version " + version);
        }
        int cluster = value.readCount(Integer.MAX_VALUE);
        long min = value.readZigzag();
        long max = value.readZigzag();
        long lastFlush = value.readVarint();
        RoaringBitmap series = new RoaringBitmap();
        try {
            int length = value.remaining();
            series.deserialize(ByteBuffer.wrap(value.bytes(), value.skip(length), length));
        } catch (IOException | RuntimeException e) {
            throw new CorruptDataException("series of tombstone " + number + ": " + e.getMessage());
        }
        return new Tombstone(number, cluster, series, min, max, lastFlush, Comebacks.unknown());
    }
}
