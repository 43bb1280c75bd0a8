package dev.tributary.wire.chunk;

import java.util.Arrays;

/** A growing buffer of bits, highest bit of a byte first; the counterpart of {@link BitReader}. Reusable. */
final class BitWriter {
    private byte[] bytes = new byte[256];
    /** In bits. */
    private int at;

    void reset() {
        Arrays.fill(bytes, 0, size(), (byte) 0);
        at = 0;
    }

    /** Bytes begun. */
    int size() {
        return at + 7 >>> 3;
    }

    byte[] toByteArray() {
        return Arrays.copyOf(bytes, size());
    }

    /** Overwrites a whole byte written before. */
    void set(int index, int value) {
        bytes[index] = (byte) value;
    }

    void bit(boolean set) {
        bits(set ? 1 : 0, 1);
    }

    /** Writes the lowest bits of a number, up to 64. */
    void bits(long value, int count) {
        if (bytes.length < size() + 9) {
            bytes = Arrays.copyOf(bytes, 2 * bytes.length);
        }
        int left = count;
        while (left > 0) {
            int free = 8 - (at & 7);
            int given = Math.min(left, free);
            long part = value >>> left - given & (1L << given) - 1;
            bytes[at >>> 3] |= (byte) (part << free - given);
            at += given;
            left -= given;
        }
    }

    void float64(double value) {
        bits(Double.doubleToRawLongBits(value), 64);
    }

    void uvarint(long value) {
        long rest = value;
        while ((rest & ~0x7fL) != 0) {
            bits(rest & 0x7f | 0x80, 8);
            rest >>>= 7;
        }
        bits(rest, 8);
    }

    void varint(long value) {
        uvarint(value << 1 ^ value >> 63);
    }

    /** True when {@link BitReader#signed} of so many bits reads the number back. */
    static boolean fitsSigned(long value, int bits) {
        return value > -(1L << bits - 1) && value <= 1L << bits - 1;
    }

    void varbit(long value) {
        if (value == 0) {
            bit(false);
        } else if (fitsSigned(value, 3)) {
            prefixed(1, value, 3);
        } else if (fitsSigned(value, 6)) {
            prefixed(2, value, 6);
        } else if (fitsSigned(value, 9)) {
            prefixed(3, value, 9);
        } else if (fitsSigned(value, 12)) {
            prefixed(4, value, 12);
        } else if (fitsSigned(value, 18)) {
            prefixed(5, value, 18);
        } else if (fitsSigned(value, 25)) {
            prefixed(6, value, 25);
        } else if (fitsSigned(value, 56)) {
            prefixed(7, value, 56);
        } else {
            bits(0xff, 8);
            bits(value, 64);
        }
    }

    void varbitUnsigned(long value) {
        int size = 64 - Long.numberOfLeadingZeros(value);
        if (size == 0) {
            bit(false);
        } else if (size <= 3) {
            prefixed(1, value, 3);
        } else if (size <= 6) {
            prefixed(2, value, 6);
        } else if (size <= 9) {
            prefixed(3, value, 9);
        } else if (size <= 12) {
            prefixed(4, value, 12);
        } else if (size <= 18) {
            prefixed(5, value, 18);
        } else if (size <= 25) {
            prefixed(6, value, 25);
        } else if (size <= 56) {
            prefixed(7, value, 56);
        } else {
            bits(0xff, 8);
            bits(value, 64);
        }
    }

    /** So many ones, a zero, the number. */
    private void prefixed(int ones, long value, int count) {
        bits((1L << ones + 1) - 2, ones + 1);
        bits(value, count);
    }
}
