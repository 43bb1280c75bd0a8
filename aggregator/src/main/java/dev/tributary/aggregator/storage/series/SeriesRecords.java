package dev.tributary.aggregator.storage.series;

import java.util.Arrays;

import dev.tributary.aggregator.storage.memory.LittleEndian;

/**
 * One fixed record for each series known in memory, over all clusters, named by its position ("ref"). Refs are dense and
 * mean nothing after a restart; cluster and id are what is stored. Records are added under the monitor; whoever learnt of
 * a ref by acquire may read its record.
 *
 * <p>Record: id u32, cluster u32, label row address u32, metric u32, time of the newest flushed sample i64.
 */
public final class SeriesRecords {
    /** The newest flushed time of a series that has none. */
    public static final long NO_TIME = Long.MIN_VALUE;

    private static final int RECORD_BYTES = 24;
    private static final int PER_PAGE_BITS = 13;
    private static final int PER_PAGE_MASK = (1 << PER_PAGE_BITS) - 1;

    private volatile byte[][] pages = new byte[0][];
    private volatile int size;
    private volatile long flushedBeforeMillis = NO_TIME;

    synchronized int add(int id, int cluster, int labelRow, int metric) {
        int ref = size;
        int page = ref >>> PER_PAGE_BITS;
        if (page == pages.length) {
            byte[][] more = Arrays.copyOf(pages, page + 1);
            more[page] = new byte[RECORD_BYTES << PER_PAGE_BITS];
            pages = more;
        }
        byte[] bytes = page(ref);
        int at = at(ref);
        LittleEndian.putInt(bytes, at, id);
        LittleEndian.putInt(bytes, at + 4, cluster);
        LittleEndian.putInt(bytes, at + 8, labelRow);
        LittleEndian.putInt(bytes, at + 12, metric);
        LittleEndian.putLong(bytes, at + 16, NO_TIME);
        size = ref + 1;
        return ref;
    }

    private byte[] page(int ref) {
        return pages[ref >>> PER_PAGE_BITS];
    }

    private static int at(int ref) {
        return (ref & PER_PAGE_MASK) * RECORD_BYTES;
    }

    public int size() {
        return size;
    }

    /** The series' number within its cluster, as stored. */
    public int id(int ref) {
        return LittleEndian.getInt(page(ref), at(ref));
    }

    /** The number of the series' cluster, as stored. */
    public int cluster(int ref) {
        return LittleEndian.getInt(page(ref), at(ref) + 4);
    }

    int labelRow(int ref) {
        return LittleEndian.getInt(page(ref), at(ref) + 8);
    }

    /** The number that the series' metric name has among the labels of its cluster. */
    public int metric(int ref) {
        return LittleEndian.getInt(page(ref), at(ref) + 12);
    }

    /** Says that any series may have flushed samples up to a time: what a restart knows of the flushes before it. */
    public void setFlushedBefore(long maxMillis) {
        flushedBeforeMillis = maxMillis;
    }

    /** No flushed sample is newer; {@link #NO_TIME} when there is none. For the thread that applies commits. */
    public long flushedMaxMillis(int ref) {
        return Math.max(LittleEndian.getLong(page(ref), at(ref) + 16), flushedBeforeMillis);
    }

    /** Newest sample of a series known to be flushed since the start; {@link #NO_TIME} when there is none. */
    public long flushedMillis(int ref) {
        return LittleEndian.getLong(page(ref), at(ref) + 16);
    }

    /** Notes what was flushed; for the thread that applies commits. */
    public void setFlushed(int ref, long maxMillis) {
        byte[] bytes = page(ref);
        int at = at(ref);
        if (maxMillis > LittleEndian.getLong(bytes, at + 16)) {
            LittleEndian.putLong(bytes, at + 16, maxMillis);
        }
    }

    public long bytes() {
        return (long) pages.length * RECORD_BYTES << PER_PAGE_BITS;
    }
}
