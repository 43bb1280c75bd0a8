package dev.tributary.aggregator.storage.logs.block;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

import dev.tributary.aggregator.storage.memory.ByteWriter;
import dev.tributary.aggregator.storage.memory.CorruptDataException;
import dev.tributary.aggregator.storage.memory.LittleEndian;
import dev.tributary.model.port.Needle;

/**
 * Tells of a block's lines which texts none of them holds; never a text that one does. A bitmap over the picked pieces of
 * the lines ({@link TextGrams}) in small letters, so that it answers also where the case does not count. It is halved by
 * laying its halves over each other until about a third of the bits are set, which needs no count of the pieces beforehand.
 *
 * <pre>
 * filter := version:u8=3 shape:u8 bits           little-endian words; 2^6 bits at least
 * shape  := log2Bits, plus 0x80 where a line has a long s or a Kelvin sign: then it cannot answer for letters of any case
 * </pre>
 */
public final class TextFilter {
    static final int VERSION = 3;
    /** Its pieces are those of the lines as they are: it answers only where the case counts. */
    private static final int CASED_VERSION = 2;
    /** Its pieces were picked of eight neighbours, so that it cannot answer what is asked now. */
    private static final int SPARSE_VERSION = 1;
    private static final int HEADER_BYTES = 2;
    private static final int ODD_LETTERS = 0x80;
    private static final int BITS_LOG2_MIN = 6;
    /** A full block picks some 200,000 pieces at most, which leave this a third full. */
    private static final int BITS_LOG2_MAX = 19;
    /** Spreads the hash once more: what {@link TextGrams} picks are small hashes. */
    private static final int SPREAD = 0x85ebca6b;

    private final long[] bits = new long[1 << BITS_LOG2_MAX - 6];
    private final TextGrams grams = new TextGrams();
    private byte[] folded = new byte[1024];
    private boolean oddLetters;

    /** Forgets all lines. */
    public void clear() {
        Arrays.fill(bits, 0);
        oddLetters = false;
    }

    /** Takes a line in UTF-8. */
    public void add(byte[] bytes, int offset, int length) {
        if (folded.length < length) {
            folded = new byte[2 * length];
        }
        oddLetters |= AnyCase.fold(bytes, offset, length, folded) && AnyCase.hasOddLetters(folded, 0, length);
        grams.pick(folded, 0, length, gram -> {
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
        out.putByte(oddLetters ? log2 | ODD_LETTERS : log2);
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

    /** What a filter is asked: the picked pieces of needles that must all stand in one line. Safe for several threads. */
    public static final class Question {
        private final List<Clause> clauses;

        private Question(List<Clause> clauses) {
            this.clauses = clauses;
        }

        /** True when no filter can answer with no, because all texts are too short. */
        public boolean isEmpty() {
            return clauses.isEmpty();
        }
    }

    /** The picked pieces of each text of a needle, as it is and in small letters. */
    private static final class Clause {
        private final boolean anyCase;
        private final List<int[]> cased;
        private final List<int[]> folded;

        Clause(Needle needle) {
            anyCase = needle.anyCase();
            cased = needle.texts().stream().map(text -> places(LineSearch.utf8(text, false))).toList();
            folded = needle.texts().stream().map(text -> places(LineSearch.utf8(text, true))).toList();
        }

        private static int[] places(byte[] text) {
            List<Integer> places = new ArrayList<>();
            new TextGrams().pick(text, 0, text.length, gram -> places.add(spread(gram)));
            return places.stream().distinct().mapToInt(Integer::intValue).toArray();
        }

        /** False when one of the texts is too short to be asked for. */
        boolean asks() {
            return folded.stream().allMatch(places -> places.length > 0);
        }

        boolean mayHold(byte[] filter, int log2) {
            boolean isCased = filter[0] == CASED_VERSION;
            if (anyCase && (isCased || (filter[1] & ODD_LETTERS) != 0)) {
                return true;
            }
            for (int[] places : isCased ? cased : folded) {
                if (allSet(filter, log2, places)) {
                    return true;
                }
            }
            return false;
        }

        private static boolean allSet(byte[] filter, int log2, int[] places) {
            for (int place : places) {
                int at = place >>> Integer.SIZE - log2;
                if ((LittleEndian.getLong(filter, HEADER_BYTES + (at >>> 6 << 3)) >>> at & 1) == 0) {
                    return false;
                }
            }
            return true;
        }
    }

    /** The question for lines that hold all needles. */
    public static Question question(List<Needle> needles) {
        return new Question(needles.stream().map(Clause::new).filter(Clause::asks).toList());
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
        for (Clause clause : question.clauses) {
            if (!clause.mayHold(filter, log2)) {
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
        if (length < HEADER_BYTES || filter[0] < SPARSE_VERSION || filter[0] > VERSION) {
            throw new CorruptDataException("a text filter of version " + (length == 0 ? "none" : filter[0]));
        }
        int log2 = filter[0] == VERSION ? filter[1] & ODD_LETTERS - 1 : filter[1];
        if (log2 < BITS_LOG2_MIN || log2 > BITS_LOG2_MAX || length != HEADER_BYTES + (1 << log2 - 3)) {
            throw new CorruptDataException("a text filter of " + length + " bytes for 2^" + log2 + " bits");
        }
        return log2;
    }
}
