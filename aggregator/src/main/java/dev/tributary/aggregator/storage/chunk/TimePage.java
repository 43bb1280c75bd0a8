package dev.tributary.aggregator.storage.chunk;

import java.util.List;

import dev.tributary.aggregator.storage.memory.ByteReader;
import dev.tributary.aggregator.storage.memory.ByteWriter;
import dev.tributary.aggregator.storage.memory.CorruptDataException;
import org.jspecify.annotations.Nullable;

/**
 * Time columns that many chunks share: all series of a scrape target have the same times. Columns are decoded when first
 * asked for. Not safe for several threads.
 *
 * <pre>
 * page   := version:u8=1 columns:varint length:varint*columns column*columns
 * column := count:varint IntColumn                               Unix milliseconds, strictly rising
 * </pre>
 */
public final class TimePage {
    /** Columns of a page: enough to share a key among them, few enough to be read for one series. */
    public static final int COLUMNS_MAX = 64;

    private static final int VERSION = 1;

    private final byte[] bytes;
    private final int[] offsets;
    private final long[] @Nullable [] columns;

    /**
     * A page as stored.
     *
     * @param page   the bytes, with 8 more behind the length
     * @param length of the page
     * @throws CorruptDataException when the bytes are no page
     */
    public TimePage(byte[] page, int length) {
        bytes = page;
        ByteReader in = new ByteReader();
        in.reset(page, 0, length);
        int version = in.readByte();
        if (version != VERSION) {
            throw new CorruptDataException("time page of version " + version);
        }
        int count = in.readCount(COLUMNS_MAX);
        int[] lengths = new int[count];
        for (int i = 0; i < count; i++) {
            lengths[i] = in.readCount(length);
        }
        offsets = new int[count + 1];
        columns = new long[count][];
        offsets[0] = in.position();
        for (int i = 0; i < count; i++) {
            in.skip(lengths[i]);
            offsets[i + 1] = in.position();
        }
        in.requireEnd();
    }

    /** Writes a page of encoded columns. */
    public static void encode(List<byte[]> encoded, ByteWriter out) {
        out.putByte(VERSION);
        out.putVarint(encoded.size());
        encoded.forEach(column -> out.putVarint(column.length));
        encoded.forEach(out::putBytes);
    }

    public int columns() {
        return columns.length;
    }

    /**
     * The times of a column.
     *
     * @throws CorruptDataException when there is no such column or it is damaged
     */
    public long[] column(int index) {
        if (index >= columns.length) {
            throw new CorruptDataException("time column " + index + " of a page of " + columns.length);
        }
        long[] times = columns[index];
        if (times == null) {
            times = decode(index);
            columns[index] = times;
        }
        return times;
    }

    private long[] decode(int index) {
        ByteReader in = new ByteReader();
        in.reset(bytes, offsets[index], offsets[index + 1] - offsets[index]);
        long[] times = new long[in.readCount(ChunkCodec.COUNT_MAX)];
        if (times.length == 0) {
            throw new CorruptDataException("an empty time column");
        }
        IntColumn.decode(in, times.length, times);
        in.requireEnd();
        for (int i = 1; i < times.length; i++) {
            if (times[i] <= times[i - 1]) {
                throw new CorruptDataException("times do not rise at " + i);
            }
        }
        return times;
    }
}
