package dev.tributary.model;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.random.RandomGenerator;

/**
 * 128 bits that stand for a series in the form in which a decoder met it: two lanes of folded multiplication, each under
 * its own secrets of this process, so that a sender cannot aim at collisions and two of a million million forms meet with a
 * chance of one in 10^14. Means nothing in another process and is never stored. Reusable, for one thread.
 */
public final class LabelFingerprint {
    private static final VarHandle LONGS = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
    private static final long[] SECRETS = RandomGenerator.getDefault().longs(6).map(secret -> secret | 1).toArray();
    private static final long A = SECRETS[0];
    private static final long B = SECRETS[1];
    private static final long C = SECRETS[2];
    private static final long D = SECRETS[3];
    private static final long HIGH_START = SECRETS[4];
    private static final long LOW_START = SECRETS[5];

    private long high;
    private long low;

    public long high() {
        return high;
    }

    public long low() {
        return low;
    }

    /** Starts anew. */
    public void reset() {
        high = HIGH_START;
        low = LOW_START;
    }

    /** Takes in 128 bits. */
    public void add(long first, long second) {
        high = fold(first ^ A, second ^ high);
        low = fold(second ^ B, first ^ low);
    }

    /** Takes in a range of bytes and its length. */
    public void add(byte[] bytes, int from, int to) {
        long h = high;
        long l = low;
        int at = from;
        for (; at + 16 <= to; at += 16) {
            long first = (long) LONGS.get(bytes, at);
            long second = (long) LONGS.get(bytes, at + 8);
            h = fold(first ^ A, second ^ h);
            l = fold(second ^ B, first ^ l);
        }
        long first = tail(bytes, at, Math.min(at + 8, to));
        long second = tail(bytes, Math.min(at + 8, to), to);
        // Spread over all bits: a length must not look like a byte of another text.
        long length = (to - from) * A;
        high = fold(first ^ C, second ^ h ^ length);
        low = fold(second ^ D, first ^ l ^ length);
    }

    private static long tail(byte[] bytes, int from, int to) {
        long value = 0;
        for (int i = to - 1; i >= from; i--) {
            value = value << 8 | bytes[i] & 0xff;
        }
        return value;
    }

    private static long fold(long a, long b) {
        return Math.unsignedMultiplyHigh(a, b) ^ a * b;
    }
}
