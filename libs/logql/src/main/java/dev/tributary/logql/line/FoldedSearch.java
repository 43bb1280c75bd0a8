package dev.tributary.logql.line;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

/** Finds an ASCII text in bytes whatever the case of its letters, by the case's bit, eight places at a time. */
final class FoldedSearch {
    private static final VarHandle LONGS = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
    private static final long LOW_BITS = 0x0101010101010101L;
    private static final long HIGH_BITS = 0x8080808080808080L;
    private static final int CASE_BIT = 0x20;

    /** Letters by how rarely lines have them. */
    private static final String RARE_LETTERS = "zqjxkvbwyfgphmuldcnrsotiae";

    private final byte[] text;
    /** The place of the letter that is looked for. */
    private final int key;
    private final long keyEverywhere;

    /**
     * A search.
     *
     * @param text ASCII, with a letter at least
     */
    FoldedSearch(String text) {
        this.text = text.toLowerCase(Locale.ROOT).getBytes(StandardCharsets.US_ASCII);
        this.key = rarestLetter(this.text);
        this.keyEverywhere = this.text[key] * LOW_BITS;
    }

    /** True for texts that can be looked for like this. */
    static boolean fits(String text) {
        return text.chars().allMatch(c -> c < 128) && text.chars().anyMatch(Character::isLetter);
    }

    private static int rarestLetter(byte[] text) {
        int best = -1;
        for (int i = 0; i < text.length; i++) {
            int rank = RARE_LETTERS.indexOf(text[i]);
            if (rank >= 0 && (best < 0 || rank < RARE_LETTERS.indexOf(text[best]))) {
                best = i;
            }
        }
        if (best < 0) {
            throw new IllegalArgumentException("no letter to look for");
        }
        return best;
    }

    /** True when the bytes between the two places hold the text. */
    boolean isIn(byte[] bytes, int from, int to) {
        int last = to - text.length + key;
        int at = from + key;
        while (at + Long.BYTES <= last + 1) {
            long differences = ((long) LONGS.get(bytes, at) | CASE_BIT * LOW_BITS) ^ keyEverywhere;
            long zeros = (differences - LOW_BITS) & ~differences & HIGH_BITS;
            while (zeros != 0) {
                int candidate = at + (Long.numberOfTrailingZeros(zeros) >>> 3);
                if (standsAt(bytes, candidate - key)) {
                    return true;
                }
                zeros &= zeros - 1;
            }
            at += Long.BYTES;
        }
        for (; at <= last; at++) {
            if (standsAt(bytes, at - key)) {
                return true;
            }
        }
        return false;
    }

    private boolean standsAt(byte[] bytes, int start) {
        for (int i = 0; i < text.length; i++) {
            byte c = text[i];
            boolean letter = c >= 'a' && c <= 'z';
            if ((letter ? bytes[start + i] | CASE_BIT : bytes[start + i]) != c) {
                return false;
            }
        }
        return true;
    }
}
