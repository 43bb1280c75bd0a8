package dev.tributary.aggregator.storage.chunk;

import dev.tributary.aggregator.storage.memory.ByteReader;
import dev.tributary.aggregator.storage.memory.ByteWriter;
import dev.tributary.aggregator.storage.memory.CorruptDataException;
import dev.tributary.model.SampleColumns;

/**
 * The value of one stored chunk: the samples of one series, of one form and in rising time order, within one day.
 *
 * <pre>
 * chunk := version:u8=1 form:u8 count:varint span:varint step*count
 * form  := 0 floats ({@link FloatStep}) | 1 rich samples ({@link RichStep})
 * span  := milliseconds from the first sample to the last
 * </pre>
 *
 * The first sample's time stands in the key as well. Not safe for several threads.
 */
public final class ChunkCodec {
    /** Forms of chunks. */
    public static final int FLOATS = 0;
    public static final int RICH = 1;

    private static final int VERSION = 1;
    private static final int COUNT_MAX = 1 << 24;

    private final ByteReader in = new ByteReader();
    private final FloatStep step = new FloatStep();

    /** Writes what stands before the steps. */
    public static void encodeHead(ByteWriter out, int form, int count, long spanMillis) {
        out.putByte(VERSION);
        out.putByte(form);
        out.putVarint(count);
        out.putVarint(spanMillis);
    }

    /** Time from first to last sample, read without the samples. */
    public long span(byte[] bytes, int length) {
        in.reset(bytes, 0, length);
        readHead();
        in.readCount(COUNT_MAX);
        return in.readVarint();
    }

    private int readHead() {
        int version = in.readByte();
        if (version != VERSION) {
            throw new CorruptDataException("chunk of version " + version);
        }
        return in.readByte();
    }

    /**
     * Appends the samples of the closed range to the columns.
     *
     * @throws CorruptDataException when the bytes are not a whole chunk of this format
     */
    public void decode(byte[] bytes, int length, long minMillis, long maxMillis, SampleColumns into) {
        in.reset(bytes, 0, length);
        int form = readHead();
        int count = in.readCount(COUNT_MAX);
        in.readVarint();
        switch (form) {
            case FLOATS -> decodeFloats(count, bytes, length, minMillis, maxMillis, into);
            case RICH -> {
                long time = 0;
                for (int i = 0; i < count; i++) {
                    time = RichStep.decode(in, time, minMillis, maxMillis, into);
                }
                in.requireEnd();
            }
            default -> throw new CorruptDataException("chunk of form " + form);
        }
    }

    private void decodeFloats(int count, byte[] bytes, int length, long min, long max, SampleColumns into) {
        step.reset();
        int at = in.position();
        for (int i = 0; i < count; i++) {
            if (at >= length) {
                throw new CorruptDataException("chunk ends after " + i + " of " + count + " samples");
            }
            try {
                at = step.decode(bytes, at);
            } catch (IndexOutOfBoundsException e) {
                throw new CorruptDataException("chunk ends within sample " + i);
            }
            if (at > length) {
                throw new CorruptDataException("chunk ends within sample " + i);
            }
            if (step.time() >= min && step.time() <= max) {
                into.add(step.time(), Double.longBitsToDouble(step.bits()));
            }
        }
        if (at != length) {
            throw new CorruptDataException((length - at) + " bytes too many at the end of a chunk");
        }
    }
}
