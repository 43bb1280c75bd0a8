package dev.tributary.wire.chunk;

/** A cursor over bits, highest bit of a byte first. Reusable, for one thread. */
final class BitReader {
    /** Value bits of each prefix length of a varbit number; none means 0. */
    private static final int[] VARBIT_SIZES = {0, 3, 6, 9, 12, 18, 25, 56, 64};

    private byte[] bytes = {};
    private int length;
    /** In bits. */
    private long at;
    private long end;

    void reset(byte[] source, int offset, int byteCount) {
        bytes = source;
        length = byteCount;
        at = 8L * offset;
        end = at + 8L * byteCount;
    }

    /** Bits that are left. */
    long left() {
        return end - at;
    }

    /** Bytes of the whole chunk. */
    int length() {
        return length;
    }

    boolean bit() throws MalformedChunkException {
        if (at >= end) {
            throw ended();
        }
        boolean set = (bytes[(int) (at >>> 3)] & 0x80 >>> (int) (at & 7)) != 0;
        at++;
        return set;
    }

    /** Reads up to 64 bits as an unsigned number. */
    long bits(int count) throws MalformedChunkException {
        if (count > end - at) {
            throw ended();
        }
        long value = 0;
        int missing = count;
        while (missing > 0) {
            int used = (int) (at & 7);
            int taken = Math.min(missing, 8 - used);
            int here = (bytes[(int) (at >>> 3)] & 0xff) >>> 8 - used - taken & (1 << taken) - 1;
            value = value << taken | here;
            at += taken;
            missing -= taken;
        }
        return value;
    }

    /** Reads a number of so many bits, whose range is from -(2^(n-1))+1 to 2^(n-1). */
    long signed(int count) throws MalformedChunkException {
        long value = bits(count);
        return count < 64 && value > 1L << count - 1 ? value - (1L << count) : value;
    }

    double float64() throws MalformedChunkException {
        return Double.longBitsToDouble(bits(64));
    }

    /** Reads a varint as protobuf has it. */
    long uvarint() throws MalformedChunkException {
        long value = 0;
        for (int shift = 0; shift < 64; shift += 7) {
            long b = bits(8);
            value |= (b & 0x7f) << shift;
            if (b < 0x80) {
                return value;
            }
        }
        throw new MalformedChunkException("varint of more than 64 bits");
    }

    /** Reads a zigzag varint. */
    long varint() throws MalformedChunkException {
        long value = uvarint();
        return value >>> 1 ^ -(value & 1);
    }

    /** Reads an unsigned varbit number: a prefix of ones tells how many bits follow. */
    long varbitUnsigned() throws MalformedChunkException {
        return bits(varbitSize());
    }

    /** Reads a signed varbit number. */
    long varbit() throws MalformedChunkException {
        int size = varbitSize();
        return size == 0 ? 0 : signed(size);
    }

    private int varbitSize() throws MalformedChunkException {
        int ones = 0;
        while (ones < VARBIT_SIZES.length - 1 && bit()) {
            ones++;
        }
        return VARBIT_SIZES[ones];
    }

    private MalformedChunkException ended() {
        return new MalformedChunkException("a chunk of " + length + " bytes ends early");
    }
}
