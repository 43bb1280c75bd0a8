package dev.tributary.aggregator.storage.series;

import dev.tributary.aggregator.storage.memory.LittleEndian;
import dev.tributary.model.LabelSlices;

/**
 * Hash of label bytes by folded multiplication under a secret seed, so that a sender cannot aim at collisions. The hash of
 * a label set is the sum of its labels' hashes: it needs no order and can leave labels out.
 */
public final class LabelHash {
    /** Odd, half of their bits set. */
    private static final long A = 0x9e3779b97f4a7c15L;
    private static final long B = 0xe7037ed1a0b428dbL;
    private static final long C = 0x8ebc6af09c88c6e3L;

    private final long nameSeed;
    private final long valueSeed;

    public LabelHash(long secret) {
        nameSeed = fold(secret ^ A, B);
        valueSeed = fold(secret ^ C, A) | 1;
    }

    /** Hash of one label of a set. */
    public long label(LabelSlices labels, int index) {
        return label(labels.bytes(), labels.nameOffset(index), labels.nameLength(index), labels.valueOffset(index),
                labels.valueLength(index));
    }

    /** Hash of a label whose name and value are ranges of one array. */
    public long label(byte[] bytes, int nameOffset, int nameLength, int valueOffset, int valueLength) {
        long name = bytes(bytes, nameOffset, nameLength, nameSeed);
        long value = bytes(bytes, valueOffset, valueLength, valueSeed);
        return fold(name ^ B, value ^ C);
    }

    /** Hash of a name that stands alone. */
    public long name(byte[] name) {
        return bytes(name, 0, name.length, nameSeed);
    }

    /** Folds a sum of label hashes to the 32 bits that tables use; never 0. */
    public static int finish(long sum) {
        int folded = (int) (fold(sum ^ A, C) >>> 16);
        return folded == 0 ? 1 : folded;
    }

    private static long bytes(byte[] bytes, int offset, int length, long seed) {
        long low;
        long high;
        long state = seed;
        if (length >= 4 && length <= 16) {
            int middle = (length >>> 3) << 2;
            low = ints(bytes, offset, offset + middle);
            high = ints(bytes, offset + length - 4, offset + length - 4 - middle);
        } else if (length < 4) {
            low = length == 0 ? 0 : few(bytes, offset, length);
            high = 0;
        } else {
            int at = offset;
            int last = offset + length - 16;
            while (at < last) {
                state = fold(LittleEndian.getLong(bytes, at) ^ A, LittleEndian.getLong(bytes, at + 8) ^ state);
                at += 16;
            }
            low = LittleEndian.getLong(bytes, last);
            high = LittleEndian.getLong(bytes, last + 8);
        }
        return fold(A ^ length, fold(low ^ B, high ^ state));
    }

    private static long ints(byte[] bytes, int first, int second) {
        return (long) LittleEndian.getInt(bytes, first) << 32 | LittleEndian.getInt(bytes, second) & 0xffffffffL;
    }

    private static long few(byte[] bytes, int offset, int length) {
        return (bytes[offset] & 0xffL) << 16 | (bytes[offset + (length >>> 1)] & 0xffL) << 8
                | bytes[offset + length - 1] & 0xffL;
    }

    private static long fold(long a, long b) {
        return Math.unsignedMultiplyHigh(a, b) ^ a * b;
    }
}
