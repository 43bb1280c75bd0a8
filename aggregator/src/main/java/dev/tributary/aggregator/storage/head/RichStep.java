package dev.tributary.aggregator.storage.head;

import dev.tributary.aggregator.storage.chunk.HistogramCodec;
import dev.tributary.aggregator.storage.memory.ByteReader;
import dev.tributary.aggregator.storage.memory.ByteWriter;
import dev.tributary.aggregator.storage.memory.CorruptDataException;
import dev.tributary.model.NativeHistogram;
import dev.tributary.model.SampleColumns;

/**
 * The fast byte form of samples that are more than a time and a float: native histograms and samples with a start
 * timestamp.
 *
 * <pre>
 * step := form:u8 time:zigzag [start:zigzag] (f64 | length:varint histogram)
 * form := 1 histogram | 2 has a start timestamp
 * time := milliseconds since the sample before, from 0 at first; start := milliseconds from start to time
 * </pre>
 */
final class RichStep {
    private static final int HISTOGRAM = 1;
    private static final int START = 2;

    private RichStep() {
    }

    /** Writes a float with its start timestamp. */
    static void encodeFloat(ByteWriter out, long timeBefore, long time, long bits, long start) {
        head(out, 0, timeBefore, time, start);
        out.putLongLittle(bits);
    }

    /** Writes a histogram that is encoded already; a start of 0 means unknown. */
    static void encodeHistogram(ByteWriter out, long timeBefore, long time, byte[] histogram, int offset,
            int length, long start) {
        head(out, HISTOGRAM, timeBefore, time, start);
        out.putVarint(length);
        out.putBytes(histogram, offset, length);
    }

    private static void head(ByteWriter out, int form, long timeBefore, long time, long start) {
        out.putByte(form | (start == 0 ? 0 : START));
        out.putZigzag(time - timeBefore);
        if (start != 0) {
            out.putZigzag(time - start);
        }
    }

    /** Reads one sample into the columns when it lies in the closed range, and gives its time. */
    static long decode(ByteReader in, long timeBefore, long minMillis, long maxMillis, SampleColumns into) {
        int form = in.readByte();
        if (form > (HISTOGRAM | START)) {
            throw new CorruptDataException("sample form " + form);
        }
        long time = timeBefore + in.readZigzag();
        long start = (form & START) == 0 ? 0 : time - in.readZigzag();
        boolean wanted = time >= minMillis && time <= maxMillis;
        if ((form & HISTOGRAM) == 0) {
            long bits = in.readLongLittle();
            if (wanted) {
                into.add(time, Double.longBitsToDouble(bits));
            }
        } else {
            int length = in.readCount(Integer.MAX_VALUE);
            if (wanted) {
                int end = in.remaining() - length;
                NativeHistogram histogram = HistogramCodec.decode(in);
                if (in.remaining() != end) {
                    throw new CorruptDataException("histogram is not " + length + " bytes long");
                }
                into.add(time, histogram);
            } else {
                in.skip(length);
            }
        }
        if (wanted) {
            into.startOfLast(start);
        }
        return time;
    }
}
