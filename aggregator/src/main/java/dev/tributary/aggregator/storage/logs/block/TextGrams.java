package dev.tributary.aggregator.storage.logs.block;

import dev.tributary.aggregator.storage.memory.LittleEndian;

/**
 * Picks four-byte pieces of a text such that every text of {@link #NEEDLE_BYTES_MIN} bytes or more has picked pieces, and
 * all pieces picked of it are picked of every line it stands in: of each window of {@link #WINDOW} neighbouring pieces the
 * one with the smallest hash ("minimizers"). So a filter over them answers for any part of a line, not for whole words alone,
 * with two fifths of the pieces that all of them would be.
 */
final class TextGrams {
    private static final int GRAM = 4;
    static final int WINDOW = 4;
    /** Shorter texts need not fill a window. */
    static final int NEEDLE_BYTES_MIN = GRAM + WINDOW - 1;

    private static final int MULTIPLIER = 0x9e3779b1;

    private int[] hashes = new int[1024];

    /** Takes picked pieces. */
    @FunctionalInterface
    interface Sink {
        void gram(int hash);
    }

    /** Gives the hashes of the picked pieces of a text, some of them more than once. */
    void pick(byte[] bytes, int offset, int length, Sink sink) {
        int count = length - GRAM + 1;
        if (count < WINDOW) {
            return;
        }
        if (hashes.length < count) {
            hashes = new int[2 * count];
        }
        int[] h = hashes;
        for (int i = 0; i < count; i++) {
            h[i] = mix(LittleEndian.getInt(bytes, offset + i));
        }
        int min = smallest(h, 0);
        sink.gram(h[min]);
        for (int i = WINDOW; i < count; i++) {
            if (h[i] < h[min]) {
                min = i;
            } else if (min <= i - WINDOW) {
                min = smallest(h, i - WINDOW + 1);
            } else {
                continue;
            }
            sink.gram(h[min]);
        }
    }

    private static int smallest(int[] h, int from) {
        int min = from;
        for (int i = from + 1; i < from + WINDOW; i++) {
            if (h[i] < h[min]) {
                min = i;
            }
        }
        return min;
    }

    private static int mix(int gram) {
        int hash = gram * MULTIPLIER;
        return hash ^ hash >>> 15;
    }
}
