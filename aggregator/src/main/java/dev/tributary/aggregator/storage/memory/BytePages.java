package dev.tributary.aggregator.storage.memory;

import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;

/**
 * Byte memory in pages of 256 KiB, handed out in pieces that never straddle a page. A piece is named by an int address in
 * units of 8 bytes, so 32 GiB can be named; address 0 names nothing. One thread allocates at a time; what a thread reads
 * it must have learnt of through some release and acquire.
 *
 * <p>The page size stays below half a G1 region, so that pages are ordinary objects and waste no region tails.
 */
public final class BytePages {
    public static final int PAGE_BITS = 18;
    public static final int PAGE_BYTES = 1 << PAGE_BITS;
    private static final int PAGE_MASK = PAGE_BYTES - 1;
    private static final int GRANULE_BITS = 3;
    /** Lets a reader load eight bytes at the last byte of a page. */
    private static final int SLACK = 8;
    private static final byte[][] NONE = {};

    private final Pool pool;
    private volatile byte[][] pages = NONE;
    private int pageCount;
    private long next;

    public BytePages(Pool pool) {
        this.pool = pool;
    }

    /** Pages given back and taken again, so that generations that come and go leave no garbage. Safe for several threads. */
    public static final class Pool {
        private final int keptMax;
        private final Deque<byte[]> free = new ArrayDeque<>();

        public Pool(int keptMax) {
            this.keptMax = keptMax;
        }

        synchronized byte[] take() {
            byte[] page = free.pollFirst();
            return page == null ? new byte[PAGE_BYTES + SLACK] : page;
        }

        synchronized void give(byte[] page) {
            if (free.size() < keptMax) {
                free.addFirst(page);
            }
        }
    }

    /** Takes a piece of zeroed bytes, at most a page long, and gives its address. */
    public int allocate(int bytes) {
        long size = (bytes + 7L) & ~7L;
        if (size > PAGE_BYTES) {
            throw new IllegalStateException("a piece of " + bytes + " bytes does not fit a page");
        }
        long start = next == 0 ? 8 : next;
        if ((start & PAGE_MASK) + size > PAGE_BYTES) {
            start = (start | PAGE_MASK) + 1;
        }
        int page = (int) (start >>> PAGE_BITS);
        if (page >= pageCount) {
            addPage();
        }
        int from = (int) (start & PAGE_MASK);
        Arrays.fill(pages[page], from, from + (int) size, (byte) 0);
        next = start + size;
        return (int) (start >>> GRANULE_BITS);
    }

    private void addPage() {
        byte[][] all = pages;
        if (pageCount == all.length) {
            all = Arrays.copyOf(all, Math.max(4, all.length * 2));
        }
        all[pageCount++] = pool.take();
        pages = all;
    }

    /** The page that holds an address. */
    public byte[] page(int address) {
        return pages[address >>> (PAGE_BITS - GRANULE_BITS)];
    }

    /** Where in its page an address points. */
    public static int offset(int address) {
        return (address << GRANULE_BITS) & PAGE_MASK;
    }

    /** Bytes taken from the heap for pages. */
    public long bytes() {
        return (long) pageCount << PAGE_BITS;
    }

    /** Gives all pages back; the owner promises that nobody reads them any more. */
    public void release() {
        byte[][] all = pages;
        pages = NONE;
        for (int i = 0; i < pageCount; i++) {
            pool.give(all[i]);
        }
        pageCount = 0;
        next = 0;
    }
}
