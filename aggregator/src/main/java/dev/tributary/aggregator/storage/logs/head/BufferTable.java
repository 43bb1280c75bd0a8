package dev.tributary.aggregator.storage.logs.head;

import java.util.stream.IntStream;

import dev.tributary.aggregator.storage.logs.block.LineSearch;
import dev.tributary.aggregator.storage.logs.block.LineTable;
import dev.tributary.aggregator.storage.logs.block.MetadataSet;
import dev.tributary.model.Labels;
import org.jspecify.annotations.Nullable;

/** Entries of a stream in memory as they were at one moment. Safe for several threads. */
final class BufferTable implements LineTable {
    private final int size;
    private final EntryColumns columns;
    private final byte[] setBytes;
    private final int[] setEnds;
    private final int @Nullable [] order;
    /** What was made last: neighbours mostly have the same. */
    private volatile @Nullable Made last;

    private record Made(int set, Labels labels) {
    }

    /** @param order position of arrival by order of time; null when they are the same */
    BufferTable(int size, EntryColumns columns, byte[] setBytes, int[] setEnds, int @Nullable [] order) {
        this.size = size;
        this.columns = columns;
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
        return columns.times[arrival(index)];
    }

    @Override
    public int lineBytes(int index) {
        int arrival = arrival(index);
        return columns.end(arrival) - columns.start(arrival);
    }

    @Override
    public byte[] lineArray(int index) {
        return columns.page(arrival(index));
    }

    @Override
    public int lineOffset(int index) {
        return columns.start(arrival(index));
    }

    /** Positions of the lines that a search wants. */
    int[] find(LineSearch search) {
        if (order != null) {
            return search.find(this);
        }
        IntStream.Builder found = IntStream.builder();
        int[] ends = new int[0];
        for (int from = 0, to; from < size; from = to) {
            to = pageEnd(from);
            if (ends.length < to - from) {
                ends = new int[to - from];
            }
            for (int i = from; i < to; i++) {
                ends[i - from] = columns.end(i);
            }
            for (int line : search.find(columns.page(from), ends, to - from)) {
                found.add(from + line);
            }
        }
        return found.build().toArray();
    }

    /** The first entry whose line stands in a later page. */
    private int pageEnd(int from) {
        int page = columns.pageNumber(from);
        int to = from + 1;
        while (to < size && columns.pageNumber(to) == page) {
            to++;
        }
        return to;
    }

    /** Bytes of all lines. */
    long textBytes() {
        long sum = 0;
        for (int i = 0; i < size; i++) {
            sum += columns.end(i) - columns.start(i);
        }
        return sum;
    }

    @Override
    public Labels metadata(int index) {
        int set = columns.sets[arrival(index)];
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
        int set = columns.sets[arrival(index)];
        return set == 0 ? 0 : setEnds[set - 1];
    }

    @Override
    public int metadataBytes(int index) {
        return setEnds[columns.sets[arrival(index)]] - metadataOffset(index);
    }
}
