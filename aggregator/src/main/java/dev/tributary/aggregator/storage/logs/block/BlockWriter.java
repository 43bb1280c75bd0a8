package dev.tributary.aggregator.storage.logs.block;

import java.util.Arrays;
import java.util.zip.CRC32C;

import dev.tributary.aggregator.storage.memory.ByteWriter;

/**
 * Collects entries of one stream in order of time and writes them as a block with its filter. Its memory serves block
 * after block. Not safe for several threads.
 *
 * <pre>
 * block   := version:u8=1 crc32c:u32-le rest             crc over rest
 * rest    := count:varint first:zigzag unit:u8 columns:section sets:section text:section
 * columns := gap:varint*count length:varint*count set:varint*count
 * sets    := count:varint length:varint*count bytes      each a {@link MetadataSet}
 * text    := the lines, one behind the other
 * gap     := time since the entry before, in units of 10^unit nanoseconds; 0 for the first entry
 * set     := number among the sets; left out when there is one set
 * </pre>
 */
public final class BlockWriter {
    static final int VERSION = 1;
    static final int CRC_AT = 1;
    static final int REST_AT = 5;
    static final int ENTRIES_MAX = 1 << 16;
    /** Units that times are kept in. */
    static final long[] UNITS = {1, 10, 100, 1_000, 10_000, 100_000, 1_000_000, 10_000_000, 100_000_000, 1_000_000_000};

    private final int level;
    private final Sections sections;
    private final int textBytesMax;
    private final TextFilter filter = new TextFilter();
    private final ByteWriter text;
    private final SetTable sets = new SetTable();
    private final ByteWriter scratch = new ByteWriter(1 << 16);
    private final CRC32C crc = new CRC32C();
    private long[] times = new long[1024];
    private int[] ends = new int[1024];
    private int[] setNumbers = new int[1024];
    private int count;

    /**
     * @param level        of zstd
     * @param textBytesMax bytes of lines after which a block is full; a longer line makes a block of its own
     */
    public BlockWriter(int level, int textBytesMax) {
        this.level = level;
        sections = new Sections(level);
        this.textBytesMax = textBytesMax;
        text = new ByteWriter(textBytesMax + (textBytesMax >> 3));
    }

    /** Of zstd. */
    public int level() {
        return level;
    }

    public int count() {
        return count;
    }

    public long firstNanos() {
        return times[0];
    }

    public long lastNanos() {
        return times[count - 1];
    }

    /** Bytes of the lines. */
    public int textBytes() {
        return text.size();
    }

    /** True when the block has no room for another line of that length. */
    public boolean isFull(int lineBytes) {
        return count > 0 && (count == ENTRIES_MAX || text.size() + (long) lineBytes > textBytesMax);
    }

    /** Adds an entry not older than the one before. */
    public void add(LineTable table, int index) {
        if (count == times.length) {
            times = Arrays.copyOf(times, 2 * count);
            ends = Arrays.copyOf(ends, 2 * count);
            setNumbers = Arrays.copyOf(setNumbers, 2 * count);
        }
        times[count] = table.timeNanos(index);
        byte[] array = table.lineArray(index);
        int offset = table.lineOffset(index);
        int length = table.lineBytes(index);
        text.putBytes(array, offset, length);
        ends[count] = text.size();
        setNumbers[count] = sets.intern(table.metadataArray(index), table.metadataOffset(index),
                table.metadataBytes(index));
        count++;
    }

    /** Appends the block and its filter, and forgets the entries. */
    public void finish(ByteWriter block, ByteWriter filterOut) {
        int start = block.size();
        block.putByte(VERSION);
        block.putBytes(new byte[4]);
        block.putVarint(count);
        block.putZigzag(times[0]);
        int unit = unit();
        block.putByte(unit);
        columns(UNITS[unit]);
        sections.write(scratch.bytes(), scratch.size(), block);
        sets();
        sections.write(scratch.bytes(), scratch.size(), block);
        sections.write(text.bytes(), text.size(), block);
        crc.reset();
        crc.update(block.bytes(), start + REST_AT, block.size() - start - REST_AT);
        block.setIntLittle(start + CRC_AT, (int) crc.getValue());
        for (int i = 0; i < count; i++) {
            int from = i == 0 ? 0 : ends[i - 1];
            filter.add(text.bytes(), from, ends[i] - from);
        }
        filter.write(filterOut);
        clear();
    }

    /** Forgets the entries. */
    public void clear() {
        count = 0;
        text.clear();
        sets.clear();
    }

    /** The largest unit in which all gaps are whole. */
    private int unit() {
        int unit = UNITS.length - 1;
        for (int i = 1; i < count && unit > 0; i++) {
            long gap = times[i] - times[i - 1];
            while (gap % UNITS[unit] != 0) {
                unit--;
            }
        }
        return unit;
    }

    private void columns(long unit) {
        scratch.clear();
        for (int i = 0; i < count; i++) {
            scratch.putVarint(i == 0 ? 0 : (times[i] - times[i - 1]) / unit);
        }
        for (int i = 0; i < count; i++) {
            scratch.putVarint(i == 0 ? ends[0] : ends[i] - ends[i - 1]);
        }
        if (sets.count() > 1) {
            for (int i = 0; i < count; i++) {
                scratch.putVarint(setNumbers[i]);
            }
        }
    }

    private void sets() {
        scratch.clear();
        scratch.putVarint(sets.count());
        for (int i = 0; i < sets.count(); i++) {
            scratch.putVarint(i == 0 ? sets.ends()[0] : sets.ends()[i] - sets.ends()[i - 1]);
        }
        scratch.putBytes(sets.bytes(), 0, sets.size());
    }
}
