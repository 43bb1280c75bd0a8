package dev.tributary.aggregator.storage.logs.block;

import java.util.Arrays;
import java.util.Queue;
import java.util.concurrent.ArrayBlockingQueue;

import com.github.luben.zstd.Zstd;
import com.github.luben.zstd.ZstdCompressCtx;
import com.github.luben.zstd.ZstdDecompressCtx;
import com.github.luben.zstd.ZstdException;
import dev.tributary.aggregator.storage.memory.ByteReader;
import dev.tributary.aggregator.storage.memory.ByteWriter;
import dev.tributary.aggregator.storage.memory.CorruptDataException;

/**
 * Compressed pieces of a block or log record. Not safe for several threads.
 *
 * <pre>
 * section := rawLength:varint length:varint bytes        zstd, or as they are when length = rawLength
 * </pre>
 */
public final class Sections implements AutoCloseable {
    /** A block of entries at their limit; more is no section of ours. */
    private static final int RAW_BYTES_MAX = 1 << 30;

    /** Making one takes a tenth of what unpacking a section takes; each holds about 150 KB outside the heap. */
    private static final Queue<ZstdDecompressCtx> IDLE = new ArrayBlockingQueue<>(8);

    private final ZstdCompressCtx context = new ZstdCompressCtx();

    public Sections(int level) {
        context.setLevel(level);
    }

    /** Appends bytes as a section. */
    public void write(byte[] raw, int length, ByteWriter out) {
        byte[] packed = pack(raw, length);
        boolean smaller = packed.length < length;
        out.putVarint(length);
        out.putVarint(smaller ? packed.length : length);
        out.putBytes(smaller ? packed : raw, 0, smaller ? packed.length : length);
    }

    private byte[] pack(byte[] raw, int length) {
        byte[] packed = new byte[Math.toIntExact(Zstd.compressBound(length))];
        int size = context.compressByteArray(packed, 0, packed.length, raw, 0, length);
        return Arrays.copyOf(packed, size);
    }

    /** A section that was found and not yet unpacked. */
    public record Packed(int rawLength, int offset, int length) {
        /**
         * Unpacks the section.
         *
         * @throws CorruptDataException when the bytes do not give what was promised
         */
        public byte[] unpack(byte[] source) {
            byte[] raw = new byte[rawLength + SLACK];
            if (length == rawLength) {
                System.arraycopy(source, offset, raw, 0, length);
                return raw;
            }
            int size = unpack(raw, source);
            if (size != rawLength) {
                throw new CorruptDataException("a section unpacks to " + size + " bytes instead of " + rawLength);
            }
            return raw;
        }

        private int unpack(byte[] raw, byte[] source) {
            ZstdDecompressCtx idle = IDLE.poll();
            ZstdDecompressCtx context = idle == null ? new ZstdDecompressCtx() : idle;
            try {
                return context.decompressByteArray(raw, 0, rawLength, source, offset, length);
            } catch (ZstdException e) {
                throw new CorruptDataException("a section of " + rawLength + " bytes does not unpack: "
                        + e.getMessage());
            } finally {
                if (!IDLE.offer(context)) {
                    context.close();
                }
            }
        }
    }

    /** Bytes behind an unpacked section, so that it can be read word by word. */
    static final int SLACK = 8;

    /** Finds a section. */
    public static Packed read(ByteReader in) {
        int rawLength = in.readCount(RAW_BYTES_MAX);
        int length = in.readCount(Math.min(in.remaining(), rawLength));
        return new Packed(rawLength, in.skip(length), length);
    }

    @Override
    public void close() {
        context.close();
    }
}
