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

    /** Keeps the labels; gives the place that {@link #read} takes. */
    int add(Labels labels) {
        int at = used;
        putVarint(labels.size());
        for (int i = 0; i < labels.size(); i++) {
            putSymbol(labels.name(i));
            putSymbol(labels.value(i));
        }
        return at;
    }

    private void putSymbol(String text) {
        byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);
        putVarint(symbols.intern(utf8, 0, utf8.length));
    }

    /** Keeps labels of another store. */
    int add(LabelSlices labels) {
        int at = used;
        putVarint(labels.size());
        for (int i = 0; i < labels.size(); i++) {
            putVarint(symbols.intern(labels.bytes(), labels.nameOffset(i), labels.nameLength(i)));
            putVarint(symbols.intern(labels.bytes(), labels.valueOffset(i), labels.valueLength(i)));
        }
        return at;
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
        int at = place;
        into.resetLasting(symbols.bytes());
        int count = varint(at);
        at += varintBytes(count);
        for (int i = 0; i < count; i++) {
            int name = varint(at);
            at += varintBytes(name);
            int value = varint(at);
            at += varintBytes(value);
            into.add(symbols.offset(name), symbols.length(name), symbols.offset(value), symbols.length(value));
        }
    }

    private int varint(int place) {
        int at = place;
        int value = 0;
        int shift = 0;
        while (data[at] < 0) {
            value |= (data[at++] & 0x7f) << shift;
            shift += 7;
        }
        return value | data[at] << shift;
    }

    private static int varintBytes(int value) {
        return value < 1 << 7 ? 1 : value < 1 << 14 ? 2 : value < 1 << 21 ? 3 : value < 1 << 28 ? 4 : 5;
    }

    long memoryBytes() {
        return data.length + symbols.memoryBytes();
    }
}
