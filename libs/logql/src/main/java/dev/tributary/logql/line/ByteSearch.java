package dev.tributary.logql.line;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * Finds a text in bytes. Looks for the text's rarest byte, eight places at a time, and compares only where it stands: most
 * lines have few places to compare.
 */
public final class ByteSearch {
    private static final VarHandle LONGS = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
    private static final long LOW_BITS = 0x0101010101010101L;
    private static final long HIGH_BITS = 0x8080808080808080L;

    /** Characters of log lines, the most frequent first; what is not listed is rarer than all of these. */
    private static final String FREQUENT = " etaoinsr0dl1c2u=mp-\".3456789/:gfhbyvwkT,_DEINROASx[]{}()CLPMq\tjzU";

    private final byte[] text;
    private final int rarest;
    private final long rarestEverywhere;

    public ByteSearch(byte[] text) {
        this.text = text.clone();
        this.rarest = rarestIn(text);
        this.rarestEverywhere = text.length == 0 ? 0 : (text[rarest] & 0xffL) * LOW_BITS;
    }

    public ByteSearch(String text) {
        this(text.getBytes(StandardCharsets.UTF_8));
    }

    private static int rarestIn(byte[] text) {
        int best = 0;
        int bestRank = -1;
        for (int i = 0; i < text.length; i++) {
            int rank = FREQUENT.indexOf((char) (text[i] & 0xff));
            int rarity = rank < 0 ? FREQUENT.length() : rank;
            if (rarity > bestRank) {
                best = i;
                bestRank = rarity;
            }
        }
        return best;
    }

    public int length() {
        return text.length;
    }

    /** True when the bytes between the two places hold the text. */
    public boolean isIn(byte[] bytes, int from, int to) {
        return indexIn(bytes, from, to) >= 0;
    }

    /** Where the text stands first between the two places, or -1. */
    public int indexIn(byte[] bytes, int from, int to) {
        if (text.length == 0) {
            return from;
        }
        int last = to - text.length + rarest;
        int at = from + rarest;
        while (at + Long.BYTES <= last + 1) {
            long differences = (long) LONGS.get(bytes, at) ^ rarestEverywhere;
            long zeros = (differences - LOW_BITS) & ~differences & HIGH_BITS;
            while (zeros != 0) {
                int candidate = at + (Long.numberOfTrailingZeros(zeros) >>> 3);
                if (standsAt(bytes, candidate - rarest)) {
                    return candidate - rarest;
                }
                zeros &= zeros - 1;
            }
            at += Long.BYTES;
        }
        for (; at <= last; at++) {
            if (bytes[at] == text[rarest] && standsAt(bytes, at - rarest)) {
                return at - rarest;
            }
        }
        return -1;
    }

    private boolean standsAt(byte[] bytes, int start) {
        return Arrays.equals(bytes, start, start + text.length, text, 0, text.length);
    }
}
