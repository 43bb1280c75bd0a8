package dev.tributary.aggregator.storage.series;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.util.Arrays;

/**
 * The form in which each series was met last, as a fingerprint of 128 bits: a series that comes again in the same form is
 * found without a look at its labels. Senders repeat their series in one order, so the series behind the last one found is
 * tried first, which touches memory in order. Lookups need no lock.
 *
 * <p>Memory: 16 bytes for each series and 12 for its place in the table.
 */
public final class KnownForms {
    private static final int PER_PAGE_BITS = 12;
    private static final int PER_PAGE = 1 << PER_PAGE_BITS;
    private static final VarHandle ELEMENT = MethodHandles.arrayElementVarHandle(long[].class);
    private static final long[] NONE = {};
    /** Stands in place of the form of a series that is forgotten for good. */
    private static final long GONE = Long.MIN_VALUE;

    private final HashSlots slots = new HashSlots();
    /** High and low by ref; all zero where no form is known. */
    private volatile long[][] pages = new long[0][];

    /**
     * Ref of the series that was met in this form, or -1.
     *
     * @param expected a ref to try first, of any value
     */
    public int find(long high, long low, int expected) {
        if (expected >= 0 && is(expected, high, low)) {
            return expected;
        }
        int hash = hash(high, low);
        long[] view = slots.view();
        for (int at = HashSlots.start(view, hash);; at = HashSlots.step(view, at)) {
            long slot = HashSlots.read(view, at);
            if (HashSlots.isEnd(slot)) {
                return -1;
            }
            if (HashSlots.hasHash(slot, hash) && is(HashSlots.index(slot), high, low)) {
                return HashSlots.index(slot);
            }
        }
    }

    private boolean is(int ref, long high, long low) {
        long[] page = page(ref);
        int at = at(ref);
        return page.length > 0 && (long) ELEMENT.getAcquire(page, at) == high && page[at + 1] == low;
    }

    private long[] page(int ref) {
        long[][] all = pages;
        int page = ref >>> PER_PAGE_BITS;
        return page < all.length ? all[page] : NONE;
    }

    private static int at(int ref) {
        return (ref & PER_PAGE - 1) << 1;
    }

    private static int hash(long high, long low) {
        int folded = (int) (high ^ low >>> 32);
        return folded == 0 ? 1 : folded;
    }

    /** Notes that the series came in this form; a form known before is forgotten. */
    public synchronized void learn(int ref, long high, long low) {
        if (high == 0 || high == GONE) {
            return;
        }
        long[] page = pageFor(ref);
        int at = at(ref);
        if (page[at] == GONE || page[at] == high && page[at + 1] == low) {
            return;
        }
        remove(ref, page, at);
        page[at + 1] = low;
        ELEMENT.setRelease(page, at, high);
        slots.insert(hash(high, low), ref);
    }

    /** Forgets the form of a series, which must be learnt again. */
    public synchronized void forget(int ref) {
        long[] page = page(ref);
        if (page.length > 0 && page[at(ref)] != GONE) {
            remove(ref, page, at(ref));
        }
    }

    /** Forgets a series for good: it is found by no form again, whoever learns one of it. */
    synchronized void retire(int ref) {
        long[] page = pageFor(ref);
        int at = at(ref);
        remove(ref, page, at);
        ELEMENT.setRelease(page, at, GONE);
    }

    /** True for a series forgotten for good. */
    boolean isRetired(int ref) {
        long[] page = page(ref);
        return page.length > 0 && (long) ELEMENT.getAcquire(page, at(ref)) == GONE;
    }

    private void remove(int ref, long[] page, int at) {
        if (page[at] != 0) {
            slots.remove(hash(page[at], page[at + 1]), ref);
            ELEMENT.setRelease(page, at, 0L);
        }
    }

    private long[] pageFor(int ref) {
        int wanted = ref >>> PER_PAGE_BITS;
        long[][] all = pages;
        if (wanted >= all.length || all[wanted].length == 0) {
            long[][] more = Arrays.copyOf(all, Math.max(all.length, wanted + 1));
            for (int i = all.length; i < more.length; i++) {
                more[i] = NONE;
            }
            more[wanted] = new long[2 * PER_PAGE];
            pages = more;
        }
        return pages[wanted];
    }

    /** Heap held. */
    public long bytes() {
        long[][] all = pages;
        return slots.bytes() + Arrays.stream(all).mapToLong(page -> 8L * page.length).sum();
    }
}
