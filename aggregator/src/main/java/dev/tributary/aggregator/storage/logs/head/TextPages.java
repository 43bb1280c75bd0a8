package dev.tributary.aggregator.storage.logs.head;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.stream.IntStream;

/**
 * Pages of text that serve one generation after another: lines live until their flush, which is longer than a collector of
 * young objects likes, and then all of them go at once. Safe for several threads.
 */
final class TextPages {
    static final int PAGE_MIN = 512;
    static final int PAGE_MAX = 64 << 10;
    private static final int MIN_LOG2 = Integer.numberOfTrailingZeros(PAGE_MIN);

    private final long spareBytesMax;
    private final Shelf[] shelves = IntStream.iterate(PAGE_MIN, size -> size <= PAGE_MAX, size -> 2 * size)
            .mapToObj(_ -> new Shelf()).toArray(Shelf[]::new);
    private volatile long spareBytes;

    /** Spare pages of one size. */
    private static final class Shelf {
        private final Deque<byte[]> pages = new ArrayDeque<>();
        /** The fewest there were since the last trim: so many more than are needed. */
        private int fewest;
    }

    /** @param spareBytesMax of pages that wait for their next use */
    TextPages(long spareBytesMax) {
        this.spareBytesMax = spareBytesMax;
    }

    /** Bytes of pages that wait for their next use. */
    long spareBytes() {
        return spareBytes;
    }

    /** A page of that size, with anything in it. */
    synchronized byte[] take(int size) {
        if (!isKept(size)) {
            return new byte[size];
        }
        Shelf shelf = shelves[shelf(size)];
        byte[] page = shelf.pages.pollLast();
        if (page == null) {
            return new byte[size];
        }
        shelf.fewest = Math.min(shelf.fewest, shelf.pages.size());
        spareBytes -= size;
        return page;
    }

    /** Takes a page back that nobody reads any more. */
    synchronized void give(byte[] page) {
        if (isKept(page.length) && spareBytes + page.length <= spareBytesMax) {
            shelves[shelf(page.length)].pages.addLast(page);
            spareBytes += page.length;
        }
    }

    /** Lets go of the pages that were not needed since the last time. */
    synchronized void trim() {
        for (Shelf shelf : shelves) {
            for (int i = 0; i < shelf.fewest; i++) {
                spareBytes -= shelf.pages.removeFirst().length;
            }
            shelf.fewest = shelf.pages.size();
        }
    }

    private static boolean isKept(int size) {
        return size >= PAGE_MIN && size <= PAGE_MAX && Integer.bitCount(size) == 1;
    }

    private static int shelf(int size) {
        return Integer.numberOfTrailingZeros(size) - MIN_LOG2;
    }
}
