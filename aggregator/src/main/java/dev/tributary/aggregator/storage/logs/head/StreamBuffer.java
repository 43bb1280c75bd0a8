package dev.tributary.aggregator.storage.logs.head;

import java.util.Arrays;

import dev.tributary.aggregator.storage.logs.block.SetTable;
import org.jspecify.annotations.Nullable;

/**
 * The entries of one stream in the order they arrived. One thread appends; others read what was complete when they looked,
 * because the count is published after the entry and entries once written never change.
 */
final class StreamBuffer {
    private long[] times = new long[4];
    private int[] ends = new int[4];
    private int[] sets = new int[4];
    private byte[] text = new byte[512];
    private final SetTable metadata = new SetTable();
    private int sorted;
    private long minNanos = Long.MAX_VALUE;
    private long maxNanos = Long.MIN_VALUE;
    private volatile int count;
    /** Made for a count that is not in order of time; serves until there are more entries. */
    private volatile @Nullable BufferTable inOrder;

    /** Appends an entry and gives by how many bytes the memory held has grown. */
    long append(long timeNanos, byte[] line, int offset, int length, byte[] set, int setOffset, int setLength) {
        int n = count;
        int from = n == 0 ? 0 : ends[n - 1];
        long grown = reserve(n, from, length);
        System.arraycopy(line, offset, text, from, length);
        times[n] = timeNanos;
        ends[n] = from + length;
        long before = metadata.heapBytes();
        sets[n] = metadata.intern(set, setOffset, setLength);
        if (sorted == n && timeNanos >= maxNanos) {
            sorted = n + 1;
        }
        minNanos = Math.min(minNanos, timeNanos);
        maxNanos = Math.max(maxNanos, timeNanos);
        count = n + 1;
        return grown + metadata.heapBytes() - before;
    }

    private long reserve(int n, int textBytes, int length) {
        long grown = 0;
        if (n == times.length) {
            int more = n + (n >> 1) + 4;
            times = Arrays.copyOf(times, more);
            ends = Arrays.copyOf(ends, more);
            sets = Arrays.copyOf(sets, more);
            grown += 16L * (more - n);
        }
        if (text.length - textBytes < length) {
            int more = Math.max(textBytes + length, text.length + (text.length >> 1));
            grown += more - text.length;
            text = Arrays.copyOf(text, more);
        }
        return grown;
    }

    int count() {
        return count;
    }

    long minNanos() {
        return minNanos;
    }

    long maxNanos() {
        return maxNanos;
    }

    /** The entries of this moment in order of time. */
    BufferTable table() {
        int n = count;
        BufferTable known = inOrder;
        if (known != null && known.size() == n) {
            return known;
        }
        boolean isSorted = sorted >= n;
        byte[] setBytes = metadata.bytes();
        BufferTable made = new BufferTable(n, times, ends, sets, text, setBytes, metadata.ends(),
                isSorted ? null : TimeOrder.of(times, n));
        if (!isSorted) {
            inOrder = made;
        }
        return made;
    }
}
