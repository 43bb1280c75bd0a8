package dev.tributary.aggregator.storage.logs.block;

import dev.tributary.aggregator.storage.memory.LittleEndian;

/**
 * ASCII letters without their case, eight bytes at a time, as the any-case search and the filters of blocks take them. Two
 * letters outside of ASCII are other cases of one inside, the long s and the Kelvin sign; texts with these are told apart.
 */
final class AnyCase {
    private static final long HIGH_BITS = 0x8080808080808080L;
    private static final long ONES = 0x0101010101010101L;

    private AnyCase() {
    }

    /** Writes the bytes to the start of another array with small letters for large ones. True when one is not ASCII. */
    static boolean fold(byte[] bytes, int offset, int length, byte[] out) {
        long all = 0;
        int i = 0;
        for (; i + Long.BYTES <= length; i += Long.BYTES) {
            long word = LittleEndian.getLong(bytes, offset + i);
            all |= word;
            long low = word & ~HIGH_BITS;
            long large = low + (0x80 - 'A') * ONES & ~(low + (0x7f - 'Z') * ONES) & ~word & HIGH_BITS;
            LittleEndian.putLong(out, i, word | large >>> 2);
        }
        boolean beyond = (all & HIGH_BITS) != 0;
        for (; i < length; i++) {
            byte b = bytes[offset + i];
            beyond |= b < 0;
            out[i] = b >= 'A' && b <= 'Z' ? (byte) (b + 'a' - 'A') : b;
        }
        return beyond;
    }

    /** True when a long s or a Kelvin sign stands in the UTF-8. */
    static boolean hasOddLetters(byte[] bytes, int from, int to) {
        for (int i = from; i < to - 1; i++) {
            if (bytes[i] == (byte) 0xc5 && bytes[i + 1] == (byte) 0xbf || bytes[i] == (byte) 0xe2 && i + 2 < to
                    && bytes[i + 1] == (byte) 0x84 && bytes[i + 2] == (byte) 0xaa) {
                return true;
            }
        }
        return false;
    }
}
