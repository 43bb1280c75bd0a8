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
    private int[] picked = new int[1024];

    /** Takes picked pieces. */
    @FunctionalInterface
    interface Sink {
        void gram(int hash);
    }

    /** Gives the hashes of the picked pieces of a text, some of them more than once. */
    void pick(byte[] bytes, int offset, int length, Sink sink) {
        int grams = length - GRAM + 1;
        if (grams < WINDOW) {
            return;
        }
        if (hashes.length < grams) {
            hashes = new int[2 * grams];
            picked = new int[2 * grams];
        }
        int[] h = hashes;
        for (int i = 0; i < grams; i++) {
            h[i] = mix(LittleEndian.getInt(bytes, offset + i));
        }
        int count = smallestOfWindows(h, grams - WINDOW + 1, picked);
        for (int i = 0; i < count; i++) {
            sink.gram(picked[i]);
        }
    }

    /**
     * The smallest of each window of hashes, once for windows side by side. Which one it is cannot be foreseen, so nothing
     * branches here: that is twice as fast.
     */
    private static int smallestOfWindows(int[] h, int windows, int[] into) {
        for (int i = 0; i < windows; i++) {
            into[i] = Math.min(Math.min(h[i], h[i + 1]), Math.min(h[i + 2], h[i + 3]));
        }
        int count = 1;
        int before = into[0];
        for (int i = 1; i < windows; i++) {
            int now = into[i];
            into[count] = now;
            count += now == before ? 0 : 1;
            before = now;
        }
        return count;
    }

    private static int mix(int gram) {
        int hash = gram * MULTIPLIER;
        return hash ^ hash >>> 15;
    }
}
