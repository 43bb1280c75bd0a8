package dev.tributary.aggregator.ingest;

import java.io.ByteArrayInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.zip.GZIPInputStream;
import java.util.zip.Inflater;
import java.util.zip.InflaterInputStream;

import com.github.luben.zstd.ZstdInputStream;
import dev.tributary.wire.compression.SnappyBlock;
import dev.tributary.wire.compression.SnappyException;

/**
 * Decompresses bodies into a buffer that is used again, within the limit for decompressed bytes and the memory budget. One
 * for each event loop: decoding takes about a third of a microsecond per sample, less than handing a request to another
 * thread and back would cost on a machine with few processors.
 */
public final class Unpacking {
    /** Larger buffers are not kept: they are needed for rare requests only. */
    private static final int KEPT_MAX = 4 << 20;

    private static final int FIRST = 256 << 10;

    private final Ingest ingest;
    private byte[] message = new byte[FIRST];

    /** For one event loop. */
    public Unpacking(Ingest ingest) {
        this.ingest = ingest;
    }

    /** What was unpacked last; valid up to its length, until the next. */
    public byte[] message() {
        return message;
    }

    /** Gives up a buffer that is larger than worth keeping. */
    public void shrink() {
        if (message.length > KEPT_MAX) {
            message = new byte[KEPT_MAX];
        }
    }

    /** Unpacks a body; gives the length of the message. */
    public int unpack(Packing packing, byte[] body, int length, ReservedMemory memory) throws RefusedWrite {
        return switch (packing) {
            case PLAIN -> plain(body, length);
            case GZIP -> gzip(body, length, memory);
            case DEFLATE -> deflate(body, length, memory);
            case SNAPPY -> snappy(body, length, memory);
            case ZSTD -> zstd(body, length, memory);
        };
    }

    private int bytesMax() {
        return ingest.settings().decompressedMax().intBytes();
    }

    /** A snappy block, whose length stands in front. */
    private int snappy(byte[] body, int length, ReservedMemory memory) throws RefusedWrite {
        try {
            int messageLength = SnappyBlock.decompressedLength(body, 0, length, bytesMax());
            if (!memory.grow(messageLength)) {
                throw WriteRoute.overloaded();
            }
            if (messageLength > message.length) {
                message = new byte[messageLength];
            }
            return SnappyBlock.decompress(body, 0, length, message);
        } catch (SnappyException e) {
            if (e.isTooLarge()) {
                throw tooLarge(String.valueOf(e.getMessage()));
            }
            throw new RefusedWrite(RefusalReason.MALFORMED, 400, String.valueOf(e.getMessage()));
        }
    }

    /** Nobody knows the length of gzip before. */
    private int gzip(byte[] body, int length, ReservedMemory memory) throws RefusedWrite {
        return stream("gzip", memory, () -> new GZIPInputStream(new ByteArrayInputStream(body, 0, length)));
    }

    /** Deflate in zlib's frame as HTTP has it, or bare as some senders have it. */
    private int deflate(byte[] body, int length, ReservedMemory memory) throws RefusedWrite {
        boolean framed = length > 1 && (body[0] & 0xf) == 8 && ((body[0] & 0xff) << 8 | body[1] & 0xff) % 31 == 0;
        try (Inflater inflater = new Inflater(!framed)) {
            return stream("deflate", memory,
                    () -> new InflaterInputStream(new ByteArrayInputStream(body, 0, length), inflater));
        }
    }

    /** Zstd, of any number of frames. */
    private int zstd(byte[] body, int length, ReservedMemory memory) throws RefusedWrite {
        return stream("zstd", memory, () -> new ZstdInputStream(new ByteArrayInputStream(body, 0, length)));
    }

    private interface Opening {
        InputStream open() throws IOException;
    }

    private int stream(String format, ReservedMemory memory, Opening opening) throws RefusedWrite {
        int filled = 0;
        try (InputStream in = opening.open()) {
            while (true) {
                if (filled == message.length) {
                    grow();
                }
                int read = in.read(message, filled, message.length - filled);
                if (read < 0) {
                    return filled;
                }
                if (!memory.grow(read)) {
                    throw WriteRoute.overloaded();
                }
                filled += read;
                if (filled > bytesMax()) {
                    throw tooLarge("the decompressed size exceeds the limit of " + bytesMax() + " bytes");
                }
            }
        } catch (EOFException e) {
            throw new RefusedWrite(RefusalReason.MALFORMED, 400, "the " + format + " stream ends early");
        } catch (IOException e) {
            throw new RefusedWrite(RefusalReason.MALFORMED, 400, "damaged " + format + " stream: " + e.getMessage());
        }
    }

    private void grow() {
        message = Arrays.copyOf(message, (int) Math.min(2L * message.length, bytesMax() + 1L));
    }

    private int plain(byte[] body, int length) throws RefusedWrite {
        if (length > bytesMax()) {
            throw tooLarge("the size " + length + " exceeds the limit of " + bytesMax() + " bytes");
        }
        if (length > message.length) {
            message = new byte[length];
        }
        System.arraycopy(body, 0, message, 0, length);
        return length;
    }

    private static RefusedWrite tooLarge(String what) {
        return new RefusedWrite(RefusalReason.TOO_LARGE, 413,
                what + " (decompressed_max); send less at a time");
    }
}
