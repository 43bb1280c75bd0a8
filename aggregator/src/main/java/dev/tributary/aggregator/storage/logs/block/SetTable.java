package dev.tributary.aggregator.storage.logs.block;

import java.lang.invoke.VarHandle;
import java.util.Arrays;

import dev.tributary.aggregator.storage.memory.LittleEndian;

/**
 * Byte strings, each kept once and named by a number in the order they came. One thread adds; others may read those
 * whose numbers they learnt of by acquire.
 */
public final class SetTable {
    private static final int MULTIPLIER = 0x9e3779b1;

    private byte[] bytes = new byte[64];
    /** End of each string; the first begins at 0. */
    private int[] ends = new int[4];
    private int count;
    /** Number + 1 by hash, empty until there are a few. */
    private int[] slots = new int[0];

    public int count() {
        return count;
    }

    /** The array that holds all strings; replaced when it grows. */
    public byte[] bytes() {
        return bytes;
    }

    /** Ends of the strings by number; replaced when it grows. */
    public int[] ends() {
        return ends;
    }

    /** Bytes of all strings. */
    public int size() {
        return count == 0 ? 0 : ends[count - 1];
    }

    /** Forgets all strings; only while nobody else reads. */
    public void clear() {
        count = 0;
        Arrays.fill(slots, 0);
    }

    /** The number of a string, which is added when it is new. */
    public int intern(byte[] source, int offset, int length) {
        // Entries of one stream mostly have the metadata of the entry before.
        if (count > 0 && isString(count - 1, source, offset, length)) {
            return count - 1;
        }
        if (2 * count >= slots.length) {
            grow();
        }
        int mask = slots.length - 1;
        int at = hash(source, offset, length) & mask;
        while (slots[at] != 0) {
            if (isString(slots[at] - 1, source, offset, length)) {
                return slots[at] - 1;
            }
            at = at + 1 & mask;
        }
        slots[at] = count + 1;
        return append(source, offset, length);
    }

    private boolean isString(int number, byte[] source, int offset, int length) {
        int from = number == 0 ? 0 : ends[number - 1];
        return ends[number] - from == length
                && Arrays.equals(bytes, from, from + length, source, offset, offset + length);
    }

    private int append(byte[] source, int offset, int length) {
        int from = size();
        if (bytes.length - from < length) {
            byte[] more = Arrays.copyOf(bytes, Math.max(from + length, 2 * bytes.length));
            // Who finds the new array finds in it what the old one held.
            VarHandle.storeStoreFence();
            bytes = more;
        }
        System.arraycopy(source, offset, bytes, from, length);
        if (count == ends.length) {
            int[] more = Arrays.copyOf(ends, 2 * count);
            VarHandle.storeStoreFence();
            ends = more;
        }
        ends[count] = from + length;
        return count++;
    }

    private void grow() {
        slots = new int[Math.max(16, 2 * slots.length)];
        int mask = slots.length - 1;
        for (int i = 0; i < count; i++) {
            int from = i == 0 ? 0 : ends[i - 1];
            int at = hash(bytes, from, ends[i] - from) & mask;
            while (slots[at] != 0) {
                at = at + 1 & mask;
            }
            slots[at] = i + 1;
        }
    }

    private static int hash(byte[] source, int offset, int length) {
        int hash = length;
        int at = offset;
        int end = offset + length;
        for (; end - at >= 4; at += 4) {
            hash = (hash ^ LittleEndian.getInt(source, at)) * MULTIPLIER;
            hash ^= hash >>> 15;
        }
        for (; at < end; at++) {
            hash = (hash ^ source[at]) * MULTIPLIER;
        }
        return hash ^ hash >>> 16;
    }

    /** Memory held. */
    public long heapBytes() {
        return bytes.length + 4L * ends.length + 4L * slots.length;
    }
}
