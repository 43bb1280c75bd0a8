package dev.tributary.aggregator.storage.series;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

import dev.tributary.aggregator.storage.memory.BytePages;
import dev.tributary.aggregator.storage.memory.IntPages;
import dev.tributary.aggregator.storage.memory.LittleEndian;
import dev.tributary.model.LabelSlices;

/**
 * The distinct labels of one cluster, each a name and a value, numbered from 0: a series is then a row of small numbers.
 * Lookups and text may be read by any thread that learnt of the number by acquire; one thread at a time adds.
 *
 * <p>A label's text in memory: name length u16, value length u16, hash u64, name bytes, value bytes.
 */
final class LabelPairs {
    private static final int HASH_AT = 4;
    private static final int TEXT_AT = 12;

    private final LabelHash hash;
    private final BytePages text;
    private final IntPages addresses = new IntPages();
    private final HashSlots slots = new HashSlots();
    private int size;

    LabelPairs(LabelHash hash, BytePages text) {
        this.hash = hash;
        this.text = text;
    }

    int size() {
        return size;
    }

    /** Number of a label whose name and value are ranges of one array, or -1. */
    int find(byte[] bytes, int nameOffset, int nameLength, int valueOffset, int valueLength) {
        long full = hash.label(bytes, nameOffset, nameLength, valueOffset, valueLength);
        int folded = LabelHash.finish(full);
        long[] view = slots.view();
        for (int at = HashSlots.start(view, folded);; at = HashSlots.step(view, at)) {
            long slot = HashSlots.read(view, at);
            if (HashSlots.isEnd(slot)) {
                return -1;
            }
            if (HashSlots.hasHash(slot, folded)
                    && isText(HashSlots.index(slot), bytes, nameOffset, nameLength, valueOffset, valueLength)) {
                return HashSlots.index(slot);
            }
        }
    }

    int find(String name, String value) {
        byte[] nameBytes = name.getBytes(StandardCharsets.UTF_8);
        byte[] valueBytes = value.getBytes(StandardCharsets.UTF_8);
        byte[] both = Arrays.copyOf(nameBytes, nameBytes.length + valueBytes.length);
        System.arraycopy(valueBytes, 0, both, nameBytes.length, valueBytes.length);
        return find(both, 0, nameBytes.length, nameBytes.length, valueBytes.length);
    }

    /** Adds a label under the next number. The caller knows it is new. */
    int add(byte[] bytes, int nameOffset, int nameLength, int valueOffset, int valueLength) {
        put(size, bytes, nameOffset, nameLength, valueOffset, valueLength);
        return size - 1;
    }

    /** Adds a label under its stored number, at start. */
    void put(int number, byte[] bytes, int nameOffset, int nameLength, int valueOffset, int valueLength) {
        int address;
        synchronized (text) {
            address = text.allocate(TEXT_AT + nameLength + valueLength);
        }
        byte[] page = text.page(address);
        int at = BytePages.offset(address);
        long full = hash.label(bytes, nameOffset, nameLength, valueOffset, valueLength);
        LittleEndian.putShort(page, at, nameLength);
        LittleEndian.putShort(page, at + 2, valueLength);
        LittleEndian.putLong(page, at + HASH_AT, full);
        System.arraycopy(bytes, nameOffset, page, at + TEXT_AT, nameLength);
        System.arraycopy(bytes, valueOffset, page, at + TEXT_AT + nameLength, valueLength);
        addresses.set(number, address);
        slots.insert(LabelHash.finish(full), number);
        size = Math.max(size, number + 1);
    }

    boolean has(int number) {
        return addresses.get(number) != 0;
    }

    /** Forgets a label: its text is found no more, its number names nothing any more. */
    void remove(int number) {
        slots.remove(LabelHash.finish(hash(number)), number);
    }

    /** True when the label of that number is label {@code index} of the set, byte for byte. */
    boolean isLabel(int number, LabelSlices labels, int index) {
        return isText(number, labels.bytes(), labels.nameOffset(index), labels.nameLength(index),
                labels.valueOffset(index), labels.valueLength(index));
    }

    private boolean isText(int number, byte[] bytes, int nameOffset, int nameLength, int valueOffset, int valueLength) {
        int address = addresses.get(number);
        byte[] page = text.page(address);
        int at = BytePages.offset(address);
        if (LittleEndian.getInt(page, at) != (nameLength | valueLength << 16)) {
            return false;
        }
        int from = at + TEXT_AT;
        return Arrays.equals(page, from + nameLength, from + nameLength + valueLength, bytes, valueOffset,
                valueOffset + valueLength)
                && Arrays.equals(page, from, from + nameLength, bytes, nameOffset, nameOffset + nameLength);
    }

    /** True when the label of that number has this name. */
    boolean isNamed(int number, byte[] name) {
        int address = addresses.get(number);
        byte[] page = text.page(address);
        int at = BytePages.offset(address);
        int from = at + TEXT_AT;
        return LittleEndian.getShort(page, at) == name.length
                && Arrays.equals(page, from, from + name.length, name, 0, name.length);
    }

    /** True when the value of the label of that number starts so. */
    boolean valueStartsWith(int number, byte[] start) {
        if (start.length == 0) {
            return true;
        }
        int address = addresses.get(number);
        byte[] page = text.page(address);
        int at = BytePages.offset(address);
        int from = at + TEXT_AT + LittleEndian.getShort(page, at);
        return LittleEndian.getShort(page, at + 2) >= start.length
                && Arrays.equals(page, from, from + start.length, start, 0, start.length);
    }

    long hash(int number) {
        int address = addresses.get(number);
        return LittleEndian.getLong(text.page(address), BytePages.offset(address) + HASH_AT);
    }

    String name(int number) {
        int address = addresses.get(number);
        byte[] page = text.page(address);
        int at = BytePages.offset(address);
        return new String(page, at + TEXT_AT, LittleEndian.getShort(page, at), StandardCharsets.UTF_8);
    }

    String value(int number) {
        int address = addresses.get(number);
        byte[] page = text.page(address);
        int at = BytePages.offset(address);
        return new String(page, at + TEXT_AT + LittleEndian.getShort(page, at), LittleEndian.getShort(page, at + 2),
                StandardCharsets.UTF_8);
    }

    long bytes() {
        return addresses.bytes() + slots.bytes();
    }
}
