package dev.tributary.aggregator.storage.logs.head;

import java.util.Arrays;
import java.util.List;

/**
 * Arrays that hold entries in the order they arrived. The arrays are final, so that a reader who finds them finds what they
 * held when they were put here; what is written later counts for those who learnt of it by acquire. Lines stand in pages, which
 * never move: growing copies no text.
 */
final class EntryColumns {
    private static final int PAGE_BITS = 32;
    private static final int ENTRIES_FIRST = 4;
    private static final int PAGES_FIRST = 4;
    /** Of a time, a place and a number of metadata. */
    private static final int ENTRY_BYTES = 8 + 8 + 4;

    final long[] times;
    /** Page and position behind each line; a line begins behind the one before, or its page. */
    private final long[] ends;
    final int[] sets;
    private final byte[][] pages;

    EntryColumns() {
        this(new long[ENTRIES_FIRST], new long[ENTRIES_FIRST], new int[ENTRIES_FIRST], new byte[PAGES_FIRST][]);
    }

    private EntryColumns(long[] times, long[] ends, int[] sets, byte[][] pages) {
        this.times = times;
        this.ends = ends;
        this.sets = sets;
        this.pages = pages;
    }

    /** Entries that there is room for. */
    int capacity() {
        return times.length;
    }

    /** These with room for more entries. */
    EntryColumns withEntries(int count) {
        return new EntryColumns(Arrays.copyOf(times, count), Arrays.copyOf(ends, count), Arrays.copyOf(sets, count),
                pages);
    }

    /** These with room for a page of that number. */
    EntryColumns withPage(int page) {
        return page < pages.length
                ? this
                : new EntryColumns(times, ends, sets, Arrays.copyOf(pages, 2 * page));
    }

    void setPage(int page, byte[] text) {
        pages[page] = text;
    }

    void setEnd(int entry, int page, int position) {
        ends[entry] = (long) page << PAGE_BITS | position;
    }

    /** The first pages. */
    List<byte[]> pages(int count) {
        return Arrays.asList(pages).subList(0, count);
    }

    /** Memory that further entries take. */
    static long bytesOf(int entries) {
        return (long) ENTRY_BYTES * entries;
    }

    byte[] page(int entry) {
        return pages[pageNumber(entry)];
    }

    int pageNumber(int entry) {
        return (int) (ends[entry] >>> PAGE_BITS);
    }

    int start(int entry) {
        return entry == 0 || pageNumber(entry - 1) != pageNumber(entry) ? 0 : end(entry - 1);
    }

    int end(int entry) {
        return (int) ends[entry];
    }
}
