package dev.tributary.aggregator.storage.logs.head;

import dev.tributary.aggregator.storage.logs.block.SetTable;
import org.jspecify.annotations.Nullable;

/**
 * The entries of one stream in the order they arrived. One thread appends; others read what was complete when they looked,
 * because the count is published after the entry and entries once written never change.
 */
final class StreamBuffer {
    private final TextPages store;
    private volatile EntryColumns columns = new EntryColumns();
    private byte[] page = new byte[0];
    private int pages;
    /** Bytes of the last page that lines fill. */
    private int filled;
    private final SetTable metadata = new SetTable();
    private int sorted;
    private long minNanos = Long.MAX_VALUE;
    private long maxNanos = Long.MIN_VALUE;
    private volatile int count;
    /** Made for a count that is not in order of time; serves until there are more entries. */
    private volatile @Nullable BufferTable inOrder;

    StreamBuffer(TextPages store) {
        this.store = store;
    }

    /** Appends an entry and gives by how many bytes the memory held has grown. */
    long append(long timeNanos, byte[] line, int offset, int length, byte[] set, int setOffset, int setLength) {
        int n = count;
        long grown = reserveEntry(n) + reserveText(length);
        EntryColumns now = columns;
        System.arraycopy(line, offset, page, filled, length);
        filled += length;
        now.times[n] = timeNanos;
        now.setEnd(n, pages - 1, filled);
        long before = metadata.heapBytes();
        now.sets[n] = metadata.intern(set, setOffset, setLength);
        if (sorted == n && timeNanos >= maxNanos) {
            sorted = n + 1;
        }
        minNanos = Math.min(minNanos, timeNanos);
        maxNanos = Math.max(maxNanos, timeNanos);
        count = n + 1;
        return grown + metadata.heapBytes() - before;
    }

    private long reserveEntry(int n) {
        if (n < columns.capacity()) {
            return 0;
        }
        int more = n + (n >> 1) + 4;
        columns = columns.withEntries(more);
        return EntryColumns.bytesOf(more - n);
    }

    /** Pages double up to a size; a line that would leave much of the largest empty gets its own. */
    private long reserveText(int length) {
        if (pages > 0 && page.length - filled >= length) {
            return 0;
        }
        int usual = Math.min(TextPages.PAGE_MAX, Math.max(TextPages.PAGE_MIN, Integer.highestOneBit(2 * page.length)));
        page = length > TextPages.PAGE_MAX / 4 ? new byte[length] : store.take(Math.max(usual, roundedUp(length)));
        columns = columns.withPage(pages);
        columns.setPage(pages, page);
        pages++;
        filled = 0;
        return page.length;
    }

    /** The smallest power of two that is not less. */
    private static int roundedUp(int length) {
        return length <= 1 ? 1 : Integer.highestOneBit(length - 1) << 1;
    }

    /** Gives the pages back; nobody may read them any more. */
    void recycle() {
        columns.pages(pages).forEach(store::give);
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
        EntryColumns now = columns;
        BufferTable made = new BufferTable(n, now, metadata.bytes(), metadata.ends(),
                isSorted ? null : TimeOrder.of(now.times, n));
        if (!isSorted) {
            inOrder = made;
        }
        return made;
    }
}
