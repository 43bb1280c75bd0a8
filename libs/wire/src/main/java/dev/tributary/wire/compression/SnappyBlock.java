package dev.tributary.wire.compression;

import java.io.IOException;
import java.util.Arrays;

import org.xerial.snappy.Snappy;

/**
 * Snappy's block format, which remote write, remote read and Loki push use (not the framed format). The block's declared
 * length is checked against the limit, and against what so few bytes can hold at all, before memory is spent.
 */
public final class SnappyBlock {
    /** Snappy's longest copy makes 64 bytes out of 3: a block never grows more than 22-fold. */
    private static final long GROWTH_MAX = 22;

    private SnappyBlock() {
    }

    /**
     * Decompresses a whole block.
     *
     * @throws SnappyException when the block declares more than {@code decompressedMax} bytes or is damaged
     */
    public static byte[] decompress(byte[] body, int offset, int length, int decompressedMax) throws SnappyException {
        byte[] out = new byte[decompressedLength(body, offset, length, decompressedMax)];
        decompressInto(body, offset, length, out);
        return out;
    }

    /**
     * Decompresses a whole block into a buffer the caller reuses; gives the number of bytes written.
     *
     * @throws SnappyException when the block declares more bytes than the buffer has or is damaged
     */
    public static int decompress(byte[] body, int offset, int length, byte[] target) throws SnappyException {
        decompressedLength(body, offset, length, target.length);
        return decompressInto(body, offset, length, target);
    }

    private static int decompressInto(byte[] body, int offset, int length, byte[] target) throws SnappyException {
        try {
            return Snappy.uncompress(body, offset, length, target, 0);
        } catch (IOException e) {
            throw new SnappyException("damaged snappy block of " + length + " bytes: " + e.getMessage(), false);
        }
    }

    /**
     * The length the block declares, read from its first bytes.
     *
     * @throws SnappyException when that is more than {@code decompressedMax} or cannot be true
     */
    public static int decompressedLength(byte[] body, int offset, int length, int decompressedMax)
            throws SnappyException {
        long declared = 0;
        int at = 0;
        for (int shift = 0;; shift += 7) {
            if (at == length || shift > 28) {
                throw new SnappyException("damaged snappy block of " + length + " bytes: no length in front", false);
            }
            byte b = body[offset + at++];
            declared |= (long) (b & 0x7f) << shift;
            if (b >= 0) {
                break;
            }
        }
        if (declared > decompressedMax) {
            throw new SnappyException(
                    "decompressed size " + declared + " exceeds the limit of " + decompressedMax + " bytes", true);
        }
        if (declared > GROWTH_MAX * (length - at)) {
            throw new SnappyException("damaged snappy block: " + length + " bytes cannot hold the " + declared
                    + " bytes it declares", false);
        }
        return (int) declared;
    }

    /** Compresses bytes into one block. */
    public static byte[] compress(byte[] bytes, int offset, int length) {
        byte[] out = new byte[Snappy.maxCompressedLength(length)];
        try {
            return Arrays.copyOf(out, Snappy.compress(bytes, offset, length, out, 0));
        } catch (IOException e) {
            throw new IllegalStateException("snappy refused to compress " + length + " bytes", e);
        }
    }

    /** Compresses a whole array into one block. */
    public static byte[] compress(byte[] bytes) {
        return compress(bytes, 0, bytes.length);
    }
}
