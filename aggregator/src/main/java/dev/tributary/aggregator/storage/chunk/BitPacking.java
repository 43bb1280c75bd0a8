package dev.tributary.aggregator.storage.chunk;

import dev.tributary.aggregator.storage.memory.ByteReader;
import dev.tributary.aggregator.storage.memory.ByteWriter;
import dev.tributary.aggregator.storage.memory.CorruptDataException;
import dev.tributary.aggregator.storage.memory.LittleEndian;

/**
 * Signed numbers in miniblocks of 32, each as wide as its widest number, zigzag.
 *
 * <pre>
 * numbers   := miniblock*                       32 numbers each, the last one fewer
 * miniblock := width:u8 bit*(width*numbers)     low bits first, filled up to a whole byte; width 0: all are zero
 * </pre>
 *
 * Small blocks follow the bursts of real series: measured on generated Kubernetes data, 32 beats 128 by 2 % after zstd,
 * and zigzag beats a frame of reference by 15 %, because unchanged stays zero (docs/design/storage-codecs.md).
 */
final class BitPacking {
    static final int MINIBLOCK = 32;
    /** A number of this width still fits one 64-bit load at any bit offset. */
    static final int WIDTH_MAX = 57;

    private BitPacking() {
    }

    /** Writes the numbers from (inclusive) to (exclusive); each needs {@link #WIDTH_MAX} bits or fewer as zigzag. */
    static void encode(long[] numbers, int from, int to, ByteWriter out) {
        for (int start = from; start < to; start += MINIBLOCK) {
            int end = Math.min(to, start + MINIBLOCK);
            long all = 0;
            for (int i = start; i < end; i++) {
                all |= zigzag(numbers[i]);
            }
            int width = 64 - Long.numberOfLeadingZeros(all);
            out.putByte(width);
            if (width > 0) {
                pack(numbers, start, end, width, out);
            }
        }
    }

    private static void pack(long[] numbers, int from, int to, int width, ByteWriter out) {
        int length = length(to - from, width);
        out.reserve(length + 8);
        byte[] bytes = out.bytes();
        int at = out.size();
        long waiting = 0;
        int bits = 0;
        for (int i = from; i < to; i++) {
            long number = zigzag(numbers[i]);
            waiting |= number << bits;
            bits += width;
            if (bits >= 64) {
                LittleEndian.putLong(bytes, at, waiting);
                at += 8;
                bits -= 64;
                waiting = bits == 0 ? 0 : number >>> width - bits;
            }
        }
        if (bits > 0) {
            LittleEndian.putLong(bytes, at, waiting);
        }
        out.advanceTo(out.size() + length);
    }

    /**
     * Reads the width of the next miniblock.
     *
     * @throws CorruptDataException when there is none
     */
    static int readWidth(ByteReader in) {
        int width = in.readByte();
        if (width > WIDTH_MAX) {
            throw new CorruptDataException("numbers of " + width + " bits");
        }
        return width;
    }

    /** Bytes of so many numbers of a width. */
    static int length(int numbers, int width) {
        return numbers * width + 7 >>> 3;
    }

    /** The number that begins so many bits behind a position; the array must go on for 8 bytes from there. */
    static long number(byte[] bytes, int at, int bit, int width) {
        long number = LittleEndian.getLong(bytes, at + (bit >>> 3)) >>> (bit & 7) & -1L >>> 64 - width;
        return number >>> 1 ^ -(number & 1);
    }

    static long zigzag(long value) {
        return value << 1 ^ value >> 63;
    }
}
