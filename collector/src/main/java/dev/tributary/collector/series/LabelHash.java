package dev.tributary.collector.series;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

import dev.tributary.model.LabelSlices;

/**
 * A 96-bit hash of label bytes, in two parts: enough that a million series meet by chance once in ten to the seventeenth
 * tables, so a series is known by its hash alone and its bytes need not be kept or compared. Mutable: holds the result of
 * the last call.
 */
final class LabelHash {
    private static final VarHandle LONGS = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
    private static final VarHandle INTS = MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.LITTLE_ENDIAN);

    /** Odd constants with as many ones as zeros. */
    private static final long K0 = 0xa0761d6478bd642fL;
    private static final long K1 = 0xe7037ed1a0b428dbL;
    private static final long K2 = 0x8ebc6af09c88c6e3L;

    private long key;
    private long other;

    /** Hashes names and values in the order they stand. */
    void compute(LabelSlices labels) {
        key = K0 ^ labels.size();
        other = K2;
        byte[] bytes = labels.bytes();
        for (int i = 0; i < labels.size(); i++) {
            range(bytes, labels.nameOffset(i), labels.nameLength(i));
            range(bytes, labels.valueOffset(i), labels.valueLength(i));
        }
        key = spread(key);
    }

    /** Lets every bit have a say in every other one. */
    private static long spread(long hash) {
        long half = (hash ^ hash >>> 33) * K1;
        long whole = (half ^ half >>> 29) * K2;
        return whole ^ whole >>> 32;
    }

    private void range(byte[] bytes, int offset, int length) {
        int at = offset;
        int left = length;
        while (left > 16) {
            mix((long) LONGS.get(bytes, at), (long) LONGS.get(bytes, at + 8));
            at += 16;
            left -= 16;
        }
        mix(firstWord(bytes, at, left) ^ length * K2, lastWord(bytes, at, left));
    }

    /** The first bytes of at most 16; with {@link #lastWord} it covers all of them. */
    private static long firstWord(byte[] bytes, int at, int left) {
        if (left >= 8) {
            return (long) LONGS.get(bytes, at);
        }
        if (left >= 4) {
            return (int) INTS.get(bytes, at);
        }
        return left == 0 ? 0 : bytes[at] & 0xffL | (bytes[at + (left >> 1)] & 0xffL) << 8;
    }

    private static long lastWord(byte[] bytes, int at, int left) {
        if (left >= 8) {
            return (long) LONGS.get(bytes, at + left - 8);
        }
        if (left >= 4) {
            return (int) INTS.get(bytes, at + left - 4);
        }
        return left == 0 ? 0 : bytes[at + left - 1] & 0xffL;
    }

    /** Plain products and rotations: the upper half of a product is dear where only the first compiler works. */
    private void mix(long a, long b) {
        key = Long.rotateLeft((Long.rotateLeft(key + a * K1, 31) * K0) + b * K1, 27) * K0;
        other = (Long.rotateLeft(other ^ a, 29) + b) * K2;
    }

    /** The part that finds the slot. */
    long key() {
        return key;
    }

    /** The part that confirms it. */
    int check() {
        return (int) (other >>> 32);
    }
}
