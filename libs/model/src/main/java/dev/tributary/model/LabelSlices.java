package dev.tributary.model;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * Labels of one series as ranges of a byte array: what codecs hand to stores, so that a known series is found without
 * making a string. A mutable flyweight of its decoder: valid until the decoder moves on, never kept. The codec promises
 * that names and values are valid UTF-8; order, duplicates and empty values are the receiver's to judge, see
 * {@link #isSortedAndUnique}.
 */
public final class LabelSlices {
    private byte[] bytes = new byte[0];
    /** Per label: name offset, name length, value offset, value length. */
    private int[] ranges = new int[4 * 24];

    private int count;
    private boolean lasting;

    /** Empties the set and points it at the array the next ranges refer to. */
    public void reset(byte[] source) {
        bytes = source;
        count = 0;
        lasting = false;
    }

    /**
     * The same for an array that promises more: what stands at an offset a range begins at never changes, and only one text
     * begins there, so that an encoder may know a text again by its offset alone.
     */
    public void resetLasting(byte[] source) {
        reset(source);
        lasting = true;
    }

    /** Whether the array is one of those that {@link #resetLasting} is for. */
    public boolean isLasting() {
        return lasting;
    }

    /** Adds one label as ranges of the array given to {@link #reset}. */
    public void add(int nameOffset, int nameLength, int valueOffset, int valueLength) {
        int at = 4 * count;
        if (at == ranges.length) {
            ranges = Arrays.copyOf(ranges, 2 * ranges.length);
        }
        ranges[at] = nameOffset;
        ranges[at + 1] = nameLength;
        ranges[at + 2] = valueOffset;
        ranges[at + 3] = valueLength;
        count++;
    }

    /** Fills from a label set; allocates, so for tests and slow paths. */
    public void set(Labels labels) {
        byte[] all = new byte[labels.utf8Length()];
        reset(all);
        int at = 0;
        for (int i = 0; i < labels.size(); i++) {
            byte[] name = labels.name(i).getBytes(StandardCharsets.UTF_8);
            byte[] value = labels.value(i).getBytes(StandardCharsets.UTF_8);
            System.arraycopy(name, 0, all, at, name.length);
            System.arraycopy(value, 0, all, at + name.length, value.length);
            add(at, name.length, at + name.length, value.length);
            at += name.length + value.length;
        }
    }

    public int size() {
        return count;
    }

    /** The array that all ranges refer to. */
    public byte[] bytes() {
        return bytes;
    }

    public int nameOffset(int index) {
        return ranges[4 * index];
    }

    public int nameLength(int index) {
        return ranges[4 * index + 1];
    }

    public int valueOffset(int index) {
        return ranges[4 * index + 2];
    }

    public int valueLength(int index) {
        return ranges[4 * index + 3];
    }

    /** True when names rise strictly in byte order and no value is empty: the normal form of {@link Labels}. */
    public boolean isSortedAndUnique() {
        for (int i = 0; i < count; i++) {
            if (valueLength(i) == 0) {
                return false;
            }
            if (i > 0 && compareNames(i - 1, i) >= 0) {
                return false;
            }
        }
        return true;
    }

    /** Byte order of two names of this set. */
    public int compareNames(int a, int b) {
        int from = nameOffset(a);
        int otherFrom = nameOffset(b);
        int length = nameLength(a);
        int otherLength = nameLength(b);
        if (length > 0 && otherLength > 0 && bytes[from] != bytes[otherFrom]) {
            // Mostly so, and cheaper than setting out to compare whole ranges.
            return Byte.compareUnsigned(bytes[from], bytes[otherFrom]);
        }
        return Arrays.compareUnsigned(bytes, from, from + length, bytes, otherFrom, otherFrom + otherLength);
    }

    /** Orders the labels by name bytes; equal names keep their order, so duplicates stand side by side. */
    public void sort() {
        for (int i = 1; i < count; i++) {
            for (int j = i; j > 0 && compareNames(j - 1, j) > 0; j--) {
                swap(j - 1, j);
            }
        }
    }

    private void swap(int a, int b) {
        for (int k = 0; k < 4; k++) {
            int kept = ranges[4 * a + k];
            ranges[4 * a + k] = ranges[4 * b + k];
            ranges[4 * b + k] = kept;
        }
    }

    /** The name as a string; allocates. */
    public String name(int index) {
        return new String(bytes, nameOffset(index), nameLength(index), StandardCharsets.UTF_8);
    }

    /** The value as a string; allocates. */
    public String value(int index) {
        return new String(bytes, valueOffset(index), valueLength(index), StandardCharsets.UTF_8);
    }

    /** The labels as an own value; allocates. Duplicate names keep the last value. */
    public Labels toLabels() {
        Labels.Builder builder = Labels.builder();
        for (int i = 0; i < count; i++) {
            builder.set(name(i), value(i));
        }
        return builder.build();
    }

    @Override
    public String toString() {
        return toLabels().toString();
    }
}
