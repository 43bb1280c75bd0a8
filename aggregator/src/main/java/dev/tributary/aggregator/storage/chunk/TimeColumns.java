package dev.tributary.aggregator.storage.chunk;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import dev.tributary.aggregator.storage.memory.ByteWriter;
import dev.tributary.model.SampleColumns;

/** Collects the distinct time columns of one flush of one cluster and numbers them. Not safe for several threads. */
public final class TimeColumns {
    private final IntColumn ints = new IntColumn();
    private final ByteWriter encoded = new ByteWriter(256);
    private final Map<ByteBuffer, Integer> numbers = new HashMap<>();
    private final List<byte[]> columns = new ArrayList<>();
    private long[] times = new long[256];

    /** Number of the column that holds the times of the rows from (inclusive) to (exclusive). */
    public int number(SampleColumns samples, int from, int to) {
        int count = to - from;
        if (times.length < count) {
            times = new long[count];
        }
        System.arraycopy(samples.timestamps(), from, times, 0, count);
        encoded.clear();
        encoded.putVarint(count);
        ints.encode(times, count, encoded);
        Integer known = numbers.get(ByteBuffer.wrap(encoded.bytes(), 0, encoded.size()));
        if (known != null) {
            return known;
        }
        byte[] column = encoded.toArray();
        numbers.put(ByteBuffer.wrap(column), columns.size());
        columns.add(column);
        return columns.size() - 1;
    }

    public int pages() {
        return (columns.size() + TimePage.COLUMNS_MAX - 1) / TimePage.COLUMNS_MAX;
    }

    /** Writes one of the pages. */
    public void encodePage(int page, ByteWriter out) {
        int from = page * TimePage.COLUMNS_MAX;
        TimePage.encode(columns.subList(from, Math.min(columns.size(), from + TimePage.COLUMNS_MAX)), out);
    }
}
