package dev.tributary.collector.series;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

import dev.tributary.model.LabelSlices;
import dev.tributary.model.Labels;

/**
 * Label sets as lists of symbols, about 40 bytes for ten labels. {@code set := count:varint (name:varint value:varint)*}
 */
final class LabelStore {
    private final SymbolPool symbols = new SymbolPool();
    private byte[] data = new byte[1 << 12];
    private int used;
    /** Where {@link #read} is. */
    private int at;

    /** Keeps the labels; gives the place that {@link #read} takes. */
    int add(Labels labels) {
        int place = used;
        putVarint(labels.size());
        for (int i = 0; i < labels.size(); i++) {
            putSymbol(labels.name(i));
            putSymbol(labels.value(i));
        }
        return place;
    }

    private void putSymbol(String text) {
        byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);
        putVarint(symbols.intern(utf8, 0, utf8.length));
    }

    /** Keeps labels of another store. */
    int add(LabelSlices labels) {
        int place = used;
        putVarint(labels.size());
        for (int i = 0; i < labels.size(); i++) {
            putVarint(symbols.intern(labels.bytes(), labels.nameOffset(i), labels.nameLength(i)));
            putVarint(symbols.intern(labels.bytes(), labels.valueOffset(i), labels.valueLength(i)));
        }
        return place;
    }

    private void putVarint(int value) {
        if (used + 5 > data.length) {
            data = Arrays.copyOf(data, Math.addExact(data.length, data.length >> 1));
        }
        int rest = value;
        while (rest >= 0x80) {
            data[used++] = (byte) (rest | 0x80);
            rest >>>= 7;
        }
        data[used++] = (byte) rest;
    }

    /** Points the slices at a kept set. */
    void read(int place, LabelSlices into) {
        into.resetLasting(symbols.bytes());
        at = place;
        for (int left = next(); left > 0; left--) {
            int name = next();
            int value = next();
            into.add(symbols.offset(name), symbols.length(name), symbols.offset(value), symbols.length(value));
        }
    }

    /** The varint at {@link #at}, and moves behind it. */
    private int next() {
        byte first = data[at++];
        return first >= 0 ? first : longer(first & 0x7f);
    }

    private int longer(int first) {
        int value = first;
        int shift = 7;
        byte next = data[at++];
        while (next < 0) {
            value |= (next & 0x7f) << shift;
            shift += 7;
            next = data[at++];
        }
        return value | next << shift;
    }

    long memoryBytes() {
        return data.length + symbols.memoryBytes();
    }
}
