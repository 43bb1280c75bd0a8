package dev.tributary.wire.chunk;

import dev.tributary.model.port.SampleSink;

/**
 * Float chunks. {@code chunk := count:u16 t0:varint v0:f64 [dt1:uvarint v1:xor (ddt:timestamp v:xor)*]}, where a timestamp is a
 * zero bit for no change of the distance, or 10, 110, 1110 with 14, 17, 20 bits, or 1111 with 64. Reusable, for one thread.
 */
public final class XorChunk {
    private static final int[] TIMESTAMP_SIZES = {0, 14, 17, 20, 64};

    /** Samples that a chunk can count. */
    public static final int SAMPLES_MAX = 0xffff;

    private final BitReader in = new BitReader();
    private final BitWriter out = new BitWriter();
    private final XorColumn values = new XorColumn();
    private int count;
    private long timestamp;
    private long distance;

    /**
     * Hands the samples of a chunk to a sink.
     *
     * @throws MalformedChunkException when the bytes are no such chunk; samples read before that have reached the sink
     */
    public void read(byte[] bytes, int offset, int length, SampleSink sink) throws MalformedChunkException {
        in.reset(bytes, offset, length);
        int samples = (int) in.bits(16);
        for (int i = 0; i < samples; i++) {
            if (i == 0) {
                timestamp = in.varint();
                values.start(in.float64());
            } else {
                distance = i == 1 ? in.uvarint() : distance + timestampChange();
                timestamp += distance;
                values.read(in);
            }
            sink.sample(timestamp, values.value(), 0);
        }
    }

    private long timestampChange() throws MalformedChunkException {
        int ones = 0;
        while (ones < 4 && in.bit()) {
            ones++;
        }
        return ones == 0 ? 0 : in.signed(TIMESTAMP_SIZES[ones]);
    }

    /** Starts a chunk to be written. */
    public void start() {
        out.reset();
        out.bits(0, 16);
        count = 0;
    }

    /** Appends a sample; timestamps rise. */
    public void append(long timestampMillis, double value) {
        if (count == 0) {
            out.varint(timestampMillis);
            out.float64(value);
            values.start(value);
        } else {
            long next = timestampMillis - timestamp;
            if (count == 1) {
                out.uvarint(next);
            } else {
                writeChange(next - distance);
            }
            distance = next;
            values.write(out, value);
        }
        timestamp = timestampMillis;
        count++;
        out.set(0, count >>> 8);
        out.set(1, count);
    }

    private void writeChange(long change) {
        if (change == 0) {
            out.bit(false);
        } else if (BitWriter.fitsSigned(change, 14)) {
            out.bits(0b10, 2);
            out.bits(change, 14);
        } else if (BitWriter.fitsSigned(change, 17)) {
            out.bits(0b110, 3);
            out.bits(change, 17);
        } else if (BitWriter.fitsSigned(change, 20)) {
            out.bits(0b1110, 4);
            out.bits(change, 20);
        } else {
            out.bits(0b1111, 4);
            out.bits(change, 64);
        }
    }

    /** Samples in the chunk being written. */
    public int count() {
        return count;
    }

    /** The chunk written since {@link #start}. */
    public byte[] toByteArray() {
        return out.toByteArray();
    }
}
