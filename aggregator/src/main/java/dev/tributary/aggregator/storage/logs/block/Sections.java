package dev.tributary.aggregator.storage.logs.block;

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
 * Compressed pieces of a block or log record. What packs and unpacks holds some 150 KB to 1 MB outside the heap, and making it
 * takes a tenth of what a section takes, so a few serve again and again. Safe for several threads.
 *
 * <pre>
 * section := rawLength:varint length:varint bytes        zstd, or as they are when length = rawLength
 * </pre>
 */
public final class Sections {
    /** A block of entries at their limit; more is no section of ours. */
    private static final int RAW_BYTES_MAX = 1 << 30;
    private static final int VARINT_BYTES_MAX = 5;

    private static final Queue<ZstdCompressCtx> IDLE_PACKERS = new ArrayBlockingQueue<>(4);
    private static final Queue<ZstdDecompressCtx> IDLE = new ArrayBlockingQueue<>(8);

    private final int level;

    /** @param level of zstd */
    public Sections(int level) {
        this.level = level;
    }

    /** Appends bytes as a section. */
    public void write(byte[] raw, int length, ByteWriter out) {
        out.putVarint(length);
        int lengthAt = out.size();
        int room = Math.toIntExact(Zstd.compressBound(length));
        out.reserve(VARINT_BYTES_MAX + room);
        // Packed behind its length, of which only the room is known, and then moved up to it.
        int from = lengthAt + VARINT_BYTES_MAX;
        int packed = pack(raw, length, out.bytes(), from, room);
        out.putVarint(Math.min(packed, length));
        if (packed < length) {
            out.putBytes(out.bytes(), from, packed);
        } else {
            out.putBytes(raw, 0, length);
        }
    }

    private int pack(byte[] raw, int length, byte[] target, int from, int room) {
        ZstdCompressCtx idle = IDLE_PACKERS.poll();
        ZstdCompressCtx context = idle == null ? new ZstdCompressCtx() : idle;
        try {
            context.setLevel(level);
            return context.compressByteArray(target, from, room, raw, 0, length);
        } finally {
            if (!IDLE_PACKERS.offer(context)) {
                context.close();
            }
        }
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
}
