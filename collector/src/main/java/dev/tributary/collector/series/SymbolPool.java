package dev.tributary.collector.series;

import java.util.Arrays;

/**
 * Label names and values as bytes, each text once, in one array that {@link dev.tributary.model.LabelSlices} can point into.
 * Only grows; a table that wants room back starts a new one.
 */
final class SymbolPool {
    private byte[] bytes = new byte[1 << 12];
    private int used;
    private int[] offsets = new int[64];
    private int[] lengths = new int[64];
    /** Symbol plus one, 0 when free. */
    private int[] slots = new int[256];
    private int count;

    /** The symbol of a text. */
    int intern(byte[] source, int offset, int length) {
        int mask = slots.length - 1;
        int slot = hash(source, offset, length) & mask;
        while (slots[slot] != 0) {
            int symbol = slots[slot] - 1;
            int at = offsets[symbol];
            if (lengths[symbol] == length && Arrays.equals(bytes, at, at + length, source, offset, offset + length)) {
                return symbol;
            }
            slot = slot + 1 & mask;
        }
        slots[slot] = count + 1;
        return add(source, offset, length);
    }

    private int add(byte[] source, int offset, int length) {
        if (count == offsets.length) {
            offsets = Arrays.copyOf(offsets, count + (count >> 1));
            lengths = Arrays.copyOf(lengths, count + (count >> 1));
        }
        if (used + length > bytes.length) {
            bytes = Arrays.copyOf(bytes, Math.addExact(used + length, used >> 1));
        }
        System.arraycopy(source, offset, bytes, used, length);
        offsets[count] = used;
        lengths[count] = length;
        used += length;
        count++;
        if (2 * count > slots.length) {
            growSlots();
        }
        return count - 1;
    }

    private void growSlots() {
        slots = new int[2 * slots.length];
        int mask = slots.length - 1;
        for (int symbol = 0; symbol < count; symbol++) {
            int slot = hash(bytes, offsets[symbol], lengths[symbol]) & mask;
            while (slots[slot] != 0) {
                slot = slot + 1 & mask;
            }
            slots[slot] = symbol + 1;
        }
    }

    private static int hash(byte[] source, int offset, int length) {
        int h = length;
        for (int i = offset; i < offset + length; i++) {
            h = 31 * h + source[i];
        }
        h *= 0x9e3779b1;
        return h ^ h >>> 15;
    }

    byte[] bytes() {
        return bytes;
    }

    int offset(int symbol) {
        return offsets[symbol];
    }

    int length(int symbol) {
        return lengths[symbol];
    }

    long memoryBytes() {
        return bytes.length + 4L * (offsets.length + lengths.length + slots.length);
    }
}
