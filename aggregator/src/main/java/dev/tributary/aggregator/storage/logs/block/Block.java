package dev.tributary.aggregator.storage.logs.block;

import java.util.zip.CRC32C;

import dev.tributary.aggregator.storage.memory.ByteReader;
import dev.tributary.aggregator.storage.memory.CorruptDataException;
import dev.tributary.aggregator.storage.memory.LittleEndian;
import dev.tributary.model.Labels;
import org.jspecify.annotations.Nullable;

/**
 * A block that {@link BlockWriter} wrote, opened: times and lengths at once, lines and metadata when they are asked for.
 * Not safe for several threads.
 */
public final class Block implements LineTable {
    private final byte[] source;
    private final long[] times;
    private final int[] ends;
    private final int @Nullable [] setNumbers;
    private final Sections.Packed packedSets;
    private final Sections.Packed packedText;
    private byte @Nullable [] text;
    private @Nullable Sets sets;

    /** The distinct metadata of the block. */
    private static final class Sets {
        private final byte[] bytes;
        private final int[] starts;
        private final @Nullable Labels[] made;

        Sets(byte[] bytes, int[] starts) {
            this.bytes = bytes;
            this.starts = starts;
            made = new Labels[starts.length - 1];
        }
    }

    private Block(byte[] source, long[] times, int[] ends, int @Nullable [] setNumbers, Sections.Packed packedSets,
            Sections.Packed packedText) {
        this.source = source;
        this.times = times;
        this.ends = ends;
        this.setNumbers = setNumbers;
        this.packedSets = packedSets;
        this.packedText = packedText;
    }

    /**
     * Opens a block.
     *
     * @param source not to be changed any more
     * @throws CorruptDataException when the bytes are damaged
     */
    public static Block open(byte[] source, int length) {
        if (length < BlockWriter.REST_AT || source[0] != BlockWriter.VERSION) {
            throw new CorruptDataException("a block of version " + (length == 0 ? "none" : source[0]));
        }
        CRC32C crc = new CRC32C();
        crc.update(source, BlockWriter.REST_AT, length - BlockWriter.REST_AT);
        if ((int) crc.getValue() != LittleEndian.getInt(source, BlockWriter.CRC_AT)) {
            throw new CorruptDataException("a block fails its checksum");
        }
        ByteReader in = new ByteReader();
        in.reset(source, BlockWriter.REST_AT, length - BlockWriter.REST_AT);
        int count = in.readCount(BlockWriter.ENTRIES_MAX);
        long first = in.readZigzag();
        int unit = in.readByte();
        if (count == 0 || unit >= BlockWriter.UNITS.length) {
            throw new CorruptDataException("a block of " + count + " entries with times of unit " + unit);
        }
        Sections.Packed columns = Sections.read(in);
        Sections.Packed sets = Sections.read(in);
        Sections.Packed text = Sections.read(in);
        in.requireEnd();
        ByteReader cells = new ByteReader();
        cells.reset(columns.unpack(source), 0, columns.rawLength());
        long[] times = times(cells, count, first, BlockWriter.UNITS[unit]);
        int[] ends = ends(cells, count, text.rawLength());
        int[] setNumbers = cells.remaining() == 0 ? null : setNumbers(cells, count);
        cells.requireEnd();
        return new Block(source, times, ends, setNumbers, sets, text);
    }

    private static long[] times(ByteReader in, int count, long first, long unit) {
        long[] times = new long[count];
        long time = first;
        for (int i = 0; i < count; i++) {
            time += in.readVarint() * unit;
            times[i] = time;
        }
        return times;
    }

    private static int[] ends(ByteReader in, int count, int textBytes) {
        int[] ends = new int[count];
        int end = 0;
        for (int i = 0; i < count; i++) {
            end += in.readCount(textBytes - end);
            ends[i] = end;
        }
        if (end != textBytes) {
            throw new CorruptDataException("lines of " + end + " bytes in a text of " + textBytes);
        }
        return ends;
    }

    private static int[] setNumbers(ByteReader in, int count) {
        int[] numbers = new int[count];
        for (int i = 0; i < count; i++) {
            numbers[i] = in.readCount(BlockWriter.ENTRIES_MAX);
        }
        return numbers;
    }

    @Override
    public int size() {
        return times.length;
    }

    @Override
    public long timeNanos(int index) {
        return times[index];
    }

    @Override
    public int lineBytes(int index) {
        return ends[index] - lineOffset(index);
    }

    @Override
    public int lineOffset(int index) {
        return index == 0 ? 0 : ends[index - 1];
    }

    @Override
    public byte[] lineArray(int index) {
        return text();
    }

    private byte[] text() {
        byte[] known = text;
        if (known == null) {
            known = packedText.unpack(source);
            text = known;
        }
        return known;
    }

    /**
     * Unpacks lines and metadata and gives how many entries there are.
     *
     * @throws CorruptDataException when something is damaged
     */
    public int check() {
        text();
        for (int i = 0; i < times.length; i++) {
            metadata(i);
        }
        return times.length;
    }

    /** Positions of the lines that a search wants. */
    public int[] find(LineSearch search) {
        return search.find(text(), ends, times.length);
    }

    private Sets sets() {
        Sets known = sets;
        if (known == null) {
            known = readSets();
            sets = known;
        }
        return known;
    }

    private Sets readSets() {
        byte[] bytes = packedSets.unpack(source);
        ByteReader in = new ByteReader();
        in.reset(bytes, 0, packedSets.rawLength());
        int count = in.readCount(BlockWriter.ENTRIES_MAX);
        int[] starts = new int[count + 1];
        for (int i = 0; i < count; i++) {
            starts[i + 1] = starts[i] + in.readCount(in.remaining() - starts[i]);
        }
        int from = in.skip(starts[count]);
        in.requireEnd();
        for (int i = 0; i <= count; i++) {
            starts[i] += from;
        }
        return new Sets(bytes, starts);
    }

    private int set(Sets all, int index) {
        int number = setNumbers == null ? 0 : setNumbers[index];
        if (number >= all.made.length) {
            throw new CorruptDataException("metadata " + number + " of " + all.made.length);
        }
        return number;
    }

    @Override
    public Labels metadata(int index) {
        Sets all = sets();
        int number = set(all, index);
        Labels made = all.made[number];
        if (made == null) {
            made = MetadataSet.read(all.bytes, all.starts[number], all.starts[number + 1] - all.starts[number]);
            all.made[number] = made;
        }
        return made;
    }

    @Override
    public byte[] metadataArray(int index) {
        return sets().bytes;
    }

    @Override
    public int metadataOffset(int index) {
        Sets all = sets();
        return all.starts[set(all, index)];
    }

    @Override
    public int metadataBytes(int index) {
        Sets all = sets();
        int number = set(all, index);
        return all.starts[number + 1] - all.starts[number];
    }
}
