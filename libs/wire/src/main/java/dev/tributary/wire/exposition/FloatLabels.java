package dev.tributary.wire.exposition;

import java.nio.charset.StandardCharsets;

import org.jspecify.annotations.Nullable;

/** Spells floats for {@code le} and {@code quantile}. A page repeats few of them often, so the last ones are kept. */
final class FloatLabels {
    private static final int SLOTS = 512;

    private final long[] keys = new long[SLOTS];
    private final byte[] @Nullable [] texts = new byte[SLOTS] @Nullable [];

    byte[] text(double value) {
        long bits = Double.doubleToRawLongBits(value);
        int slot = (int) ((bits ^ bits >>> 32) * 0x9e3779b97f4a7c15L >>> 55);
        byte[] text = texts[slot];
        if (text == null || keys[slot] != bits) {
            text = FloatLabel.spell(value).getBytes(StandardCharsets.US_ASCII);
            texts[slot] = text;
            keys[slot] = bits;
        }
        return text;
    }
}
