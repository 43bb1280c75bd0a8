package dev.tributary.aggregator.storage.memory;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;

/**
 * Records of eight longs, numbered from 1, in pages of 4096. Longs are never torn: a reader sees the old value or the new.
 * One thread allocates and writes; others read what was published to them.
 */
public final class LongRecords {
    private static final int PER_PAGE_BITS = 12;
    private static final int FIELDS_BITS = 3;
    private static final int PAGE_LONGS = 1 << PER_PAGE_BITS + FIELDS_BITS;
    private static final int RECORD_MASK = (1 << PER_PAGE_BITS) - 1;
    private static final VarHandle ELEMENT = MethodHandles.arrayElementVarHandle(long[].class);

    private final Pool pool;
    private volatile long[][] pages = new long[0][];
    private int next = 1;

    public LongRecords(Pool pool) {
        this.pool = pool;
    }

    /** Pages given back and taken again. Safe for several threads. */
    public static final class Pool {
        private final int keptMax;
        private final Deque<long[]> free = new ArrayDeque<>();

        public Pool(int keptMax) {
            this.keptMax = keptMax;
        }

        synchronized long[] take() {
            long[] page = free.pollFirst();
            if (page == null) {
                return new long[PAGE_LONGS];
            }
            Arrays.fill(page, 0);
            return page;
        }

        synchronized void give(long[] page) {
            if (free.size() < keptMax) {
                free.addFirst(page);
            }
        }
    }

    /** Records allocated; exact for the thread that allocates, recent for others. */
    public int size() {
        return next - 1;
    }

    /** Number of a new record, all zero. */
    public int allocate() {
        int page = next >>> PER_PAGE_BITS;
        if (page == pages.length) {
            long[][] more = Arrays.copyOf(pages, page + 1);
            more[page] = pool.take();
            pages = more;
        }
        return next++;
    }

    private static int at(int record, int field) {
        return (record & RECORD_MASK) << FIELDS_BITS | field;
    }

    private long[] page(int record) {
        return pages[record >>> PER_PAGE_BITS];
    }

    public long get(int record, int field) {
        return page(record)[at(record, field)];
    }

    public void set(int record, int field, long value) {
        page(record)[at(record, field)] = value;
    }

    /** Reads a field so that everything written before its {@link #setRelease} is seen too. */
    public long getAcquire(int record, int field) {
        return (long) ELEMENT.getAcquire(page(record), at(record, field));
    }

    public void setRelease(int record, int field, long value) {
        ELEMENT.setRelease(page(record), at(record, field), value);
    }

    public long bytes() {
        return (long) pages.length * PAGE_LONGS * Long.BYTES;
    }

    /** Gives all pages back; the owner promises that nobody reads them any more. */
    public void release() {
        long[][] all = pages;
        pages = new long[0][];
        for (long[] page : all) {
            pool.give(page);
        }
        next = 1;
    }
}
