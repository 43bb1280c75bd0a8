package dev.tributary.aggregator.storage.logs.block;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

import dev.tributary.aggregator.storage.memory.ByteWriter;
import dev.tributary.aggregator.storage.memory.CorruptDataException;
import dev.tributary.aggregator.storage.memory.LittleEndian;

/**
 * Tells of a block's lines which texts none of them holds; never a text that one does. A bitmap over the picked pieces of
 * the lines ({@link TextGrams}), halved by laying its halves over each other until about a third of the bits are set, which
 * needs no count of the pieces beforehand.
 *
 * <pre>
 * filter := version:u8=2 log2Bits:u8 bits        little-endian words; 2^6 bits at least
 * </pre>
 */
public final class TextFilter {
    static final int VERSION = 2;
    /** Its pieces were picked of eight neighbours, so that it cannot answer what is asked now. */
    private static final int SPARSE_VERSION = 1;
    private static final int HEADER_BYTES = 2;
    private static final int BITS_LOG2_MIN = 6;
    /** A full block picks some 200,000 pieces at most, which leave this a third full. */
    private static final int BITS_LOG2_MAX = 19;
    /** Spreads the hash once more: what {@link TextGrams} picks are small hashes. */
    private static final int SPREAD = 0x85ebca6b;

    private final long[] bits = new long[1 << BITS_LOG2_MAX - 6];
    private final TextGrams grams = new TextGrams();

    /** Forgets all lines. */
    public void clear() {
        Arrays.fill(bits, 0);
    }

    public void add(byte[] bytes, int offset, int length) {
        grams.pick(bytes, offset, length, gram -> {
            int at = spread(gram) >>> Integer.SIZE - BITS_LOG2_MAX;
            bits[at >>> 6] |= 1L << at;
        });
    }

    private static int spread(int gram) {
        int hash = gram * SPREAD;
        hash ^= hash >>> 13;
        return hash * SPREAD;
    }

    /** Appends the filter of all lines added; the lines are forgotten. */
    public void write(ByteWriter out) {
        int log2 = BITS_LOG2_MAX;
        int words = bits.length;
        int set = 0;
        for (long word : bits) {
            set += Long.bitCount(word);
        }
        while (log2 > BITS_LOG2_MIN && 5L * set < 1L << log2) {
            set = 0;
            log2--;
            words = Math.max(1, words / 2);
            fold(words);
            for (int i = 0; i < words; i++) {
                set += Long.bitCount(bits[i]);
            }
        }
        out.putByte(VERSION);
        out.putByte(log2);
        for (int i = 0; i < words; i++) {
            out.putLongLittle(bits[i]);
        }
        clear();
    }

    /** Makes neighbours one, so that a bit's place is still the top of its hash. */
    private void fold(int words) {
        for (int i = 0; i < words; i++) {
            bits[i] = halve(bits[2 * i]) | halve(bits[2 * i + 1]) << 32;
        }
    }

    /** Bit i of the result is bit 2i or bit 2i+1. */
    private static long halve(long word) {
        return Long.compress(word | word >>> 1, 0x5555555555555555L);
    }

    /** What a filter is asked: the picked pieces of texts that must all stand in one line. Safe for several threads. */
    public static final class Question {
        private final int[] places;

        private Question(int[] places) {
            this.places = places;
        }

        /** True when no filter can answer with no, because all texts are too short. */
        public boolean isEmpty() {
            return places.length == 0;
        }
    }

    /** The question for lines that hold all these texts. */
    public static Question question(List<byte[]> needles) {
        List<Integer> places = new ArrayList<>();
        TextGrams grams = new TextGrams();
        for (byte[] needle : needles) {
            grams.pick(needle, 0, needle.length, gram -> places.add(spread(gram)));
        }
        return new Question(places.stream().distinct().mapToInt(Integer::intValue).toArray());
    }

    /**
     * False when no line of the block can hold what is asked for.
     *
     * @throws CorruptDataException when the bytes are no filter
     */
    public static boolean mayHold(byte[] filter, int length, Question question) {
        int log2 = log2Bits(filter, length);
        if (filter[0] == SPARSE_VERSION) {
            return true;
        }
        for (int place : question.places) {
            int at = place >>> Integer.SIZE - log2;
            if ((LittleEndian.getLong(filter, HEADER_BYTES + (at >>> 6 << 3)) >>> at & 1) == 0) {
                return false;
            }
        }
        return true;
    }

    /**
     * Checks a stored filter and gives the logarithm of its size.
     *
     * @throws CorruptDataException when the bytes are none
     */
    public static int log2Bits(byte[] filter, int length) {
        if (length < HEADER_BYTES || filter[0] != VERSION && filter[0] != SPARSE_VERSION) {
            throw new CorruptDataException("a text filter of version " + (length == 0 ? "none" : filter[0]));
        }
        int log2 = filter[1];
        if (log2 < BITS_LOG2_MIN || log2 > BITS_LOG2_MAX || length != HEADER_BYTES + (1 << log2 - 3)) {
            throw new CorruptDataException("a text filter of " + length + " bytes for 2^" + log2 + " bits");
        }
        return log2;
    }
}
