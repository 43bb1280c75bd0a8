package dev.tributary.aggregator.storage.logs.head;

import dev.tributary.aggregator.storage.logs.block.LineSearch;
import dev.tributary.aggregator.storage.logs.block.LineTable;
import dev.tributary.aggregator.storage.logs.block.MetadataSet;
import dev.tributary.model.Labels;
import org.jspecify.annotations.Nullable;

/** Entries of a stream in memory as they were at one moment. Safe for several threads. */
final class BufferTable implements LineTable {
    private final int size;
    private final long[] times;
    private final int[] ends;
    private final int[] sets;
    private final byte[] text;
    private final byte[] setBytes;
    private final int[] setEnds;
    private final int @Nullable [] order;
    /** What was made last: neighbours mostly have the same. */
    private volatile @Nullable Made last;

    private record Made(int set, Labels labels) {
    }

    /** @param order position of arrival by order of time; null when they are the same */
    BufferTable(int size, long[] times, int[] ends, int[] sets, byte[] text, byte[] setBytes, int[] setEnds,
            int @Nullable [] order) {
        this.size = size;
        this.times = times;
        this.ends = ends;
        this.sets = sets;
        this.text = text;
        this.setBytes = setBytes;
        this.setEnds = setEnds;
        this.order = order;
    }

    private int arrival(int index) {
        return order == null ? index : order[index];
    }

    @Override
    public int size() {
        return size;
    }

    @Override
    public long timeNanos(int index) {
        return times[arrival(index)];
    }

    @Override
    public int lineBytes(int index) {
        int arrival = arrival(index);
        return ends[arrival] - (arrival == 0 ? 0 : ends[arrival - 1]);
    }

    @Override
    public byte[] lineArray(int index) {
        return text;
    }

    @Override
    public int lineOffset(int index) {
        int arrival = arrival(index);
        return arrival == 0 ? 0 : ends[arrival - 1];
    }

    /** Positions of the lines that a search wants. */
    int[] find(LineSearch search) {
        return order == null ? search.find(text, ends, size) : search.find(this);
    }

    /** Bytes of all lines. */
    long textBytes() {
        return size == 0 ? 0 : ends[size - 1];
    }

    @Override
    public Labels metadata(int index) {
        int set = sets[arrival(index)];
        Made known = last;
        if (known != null && known.set == set) {
            return known.labels;
        }
        Made made = new Made(set, MetadataSet.read(setBytes, metadataOffset(index), metadataBytes(index)));
        last = made;
        return made.labels;
    }

    @Override
    public byte[] metadataArray(int index) {
        return setBytes;
    }

    @Override
    public int metadataOffset(int index) {
        int set = sets[arrival(index)];
        return set == 0 ? 0 : setEnds[set - 1];
    }

    @Override
    public int metadataBytes(int index) {
        return setEnds[sets[arrival(index)]] - metadataOffset(index);
    }
}
