package dev.tributary.aggregator.storage.memory;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.util.Arrays;

import org.jspecify.annotations.Nullable;

/**
 * An array of ints over any index, zero where never set, in pages of 4096 that exist only where something was set. One
 * thread writes; others may read what was published to them with {@link #setRelease} and {@link #getAcquire}.
 */
public final class IntPages {
    private static final int PAGE_BITS = 12;
    private static final int PAGE_LENGTH = 1 << PAGE_BITS;
    private static final int PAGE_MASK = PAGE_LENGTH - 1;
    private static final VarHandle ELEMENT = MethodHandles.arrayElementVarHandle(int[].class);

    private volatile int[] @Nullable [] pages = new int[0][];
    private int pageCount;

    public int get(int index) {
        int[] page = find(index);
        return page == null ? 0 : page[index & PAGE_MASK];
    }

    public int getAcquire(int index) {
        int[] page = find(index);
        return page == null ? 0 : (int) ELEMENT.getAcquire(page, index & PAGE_MASK);
    }

    private int @Nullable [] find(int index) {
        int[] @Nullable [] all = pages;
        int at = index >>> PAGE_BITS;
        return at < all.length ? all[at] : null;
    }

    public void set(int index, int value) {
        pageFor(index)[index & PAGE_MASK] = value;
    }

    /** Sets a value so that a reader who sees it also sees everything written before. */
    public void setRelease(int index, int value) {
        ELEMENT.setRelease(pageFor(index), index & PAGE_MASK, value);
    }

    private int[] pageFor(int index) {
        int[] page = find(index);
        return page == null ? addPage(index >>> PAGE_BITS) : page;
    }

    private int[] addPage(int at) {
        int[] @Nullable [] all = pages;
        if (at >= all.length) {
            all = Arrays.copyOf(all, Math.max(at + 1, all.length * 3 / 2));
        }
        int[] page = new int[PAGE_LENGTH];
        all[at] = page;
        pages = all;
        pageCount++;
        return page;
    }

    public long bytes() {
        return (long) pageCount * PAGE_LENGTH * Integer.BYTES + 8L * pages.length;
    }
}
