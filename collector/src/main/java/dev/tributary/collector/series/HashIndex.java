package dev.tributary.collector.series;

import java.util.Arrays;

/** Finds rows by a 64-bit hash, several per hash if need be: open addressing over row numbers, the hashes stay in the table. */
final class HashIndex {
    /** Row plus one, 0 when free. */
    private int[] slots;
    private int count;

    HashIndex(int capacity) {
        slots = new int[Math.max(64, Integer.highestOneBit(Math.max(1, capacity)) * 2)];
    }

    private static int spread(long hash) {
        return (int) (hash ^ hash >>> 32);
    }

    /** The slot where the search for a hash begins. */
    int first(long hash) {
        return spread(hash) & slots.length - 1;
    }

    int next(int slot) {
        return slot + 1 & slots.length - 1;
    }

    /** The row in a slot, or -1 where the search ends. */
    int row(int slot) {
        return slots[slot] - 1;
    }

    /** Puts another row into a slot that holds one. */
    void replace(int slot, int row) {
        slots[slot] = row + 1;
    }

    /** Adds a row; {@code hashes} are those of all rows, for growing. */
    void add(int row, long[] hashes) {
        if (4L * (count + 1) > 3L * slots.length) {
            grow(hashes);
        }
        insert(row, hashes[row]);
        count++;
    }

    private void insert(int row, long hash) {
        int slot = first(hash);
        while (slots[slot] != 0) {
            slot = next(slot);
        }
        slots[slot] = row + 1;
    }

    private void grow(long[] hashes) {
        int[] old = slots;
        slots = new int[2 * old.length];
        Arrays.stream(old).filter(entry -> entry != 0).forEach(entry -> insert(entry - 1, hashes[entry - 1]));
    }

    long memoryBytes() {
        return 4L * slots.length;
    }
}
