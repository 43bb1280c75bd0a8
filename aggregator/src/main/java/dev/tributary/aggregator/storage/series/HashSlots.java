package dev.tributary.aggregator.storage.series;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;

/**
 * An open-addressing table from 32-bit hashes to indexes from 0 up; who looks up compares what the index names. Lookups
 * need no lock and see every entry whose insertion happened before, and all that was written before that insertion; one
 * thread inserts or removes at a time.
 *
 * <p>A slot is hash and index + 1 in one long, 0 when never used; a removed entry keeps its hash and index + 1 of 0.
 */
final class HashSlots {
    private static final VarHandle SLOT = MethodHandles.arrayElementVarHandle(long[].class);
    private static final int SLOTS_MIN = 64;

    private volatile long[] slots = new long[SLOTS_MIN];
    private int used;

    /** A table at one moment; it may miss entries added later. */
    long[] view() {
        return slots;
    }

    static int start(long[] view, int hash) {
        return spread(hash) & view.length - 1;
    }

    static int step(long[] view, int at) {
        return at + 1 & view.length - 1;
    }

    static long read(long[] view, int at) {
        return (long) SLOT.getAcquire(view, at);
    }

    static boolean isEnd(long slot) {
        return slot == 0;
    }

    /** True when a used slot has this hash and was not removed. */
    static boolean hasHash(long slot, int hash) {
        return (int) (slot >>> 32) == hash && (int) slot != 0;
    }

    static int index(long slot) {
        return (int) slot - 1;
    }

    private static int spread(int hash) {
        return hash * 0x9e3779b1 ^ hash >>> 15;
    }

    /** Adds an entry; the caller knows that none is equal. */
    void insert(int hash, int index) {
        // Two thirds full at most: then a miss looks at about five slots.
        if (3L * (used + 1) > 2L * slots.length) {
            grow();
        }
        place(slots, (long) hash << 32 | index + 1 & 0xffffffffL);
        used++;
    }

    /** Takes an entry out. */
    void remove(int hash, int index) {
        long[] view = slots;
        for (int at = start(view, hash); !isEnd(view[at]); at = step(view, at)) {
            if (hasHash(view[at], hash) && index(view[at]) == index) {
                SLOT.setRelease(view, at, (long) hash << 32);
                return;
            }
        }
    }

    private void grow() {
        long[] old = slots;
        int live = 0;
        for (long slot : old) {
            live += (int) slot != 0 ? 1 : 0;
        }
        int length = old.length;
        while (2L * live >= length) {
            length *= 2;
        }
        long[] bigger = new long[length];
        for (long slot : old) {
            if ((int) slot != 0) {
                place(bigger, slot);
            }
        }
        used = live;
        slots = bigger;
    }

    private static void place(long[] into, long slot) {
        int at = start(into, (int) (slot >>> 32));
        while (into[at] != 0) {
            at = step(into, at);
        }
        SLOT.setRelease(into, at, slot);
    }

    long bytes() {
        return 8L * slots.length;
    }
}
