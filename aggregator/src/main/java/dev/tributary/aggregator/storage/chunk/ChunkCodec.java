package dev.tributary.aggregator.storage.chunk;

import java.util.Arrays;

import dev.tributary.aggregator.storage.memory.ByteReader;
import dev.tributary.aggregator.storage.memory.ByteWriter;
import dev.tributary.aggregator.storage.memory.CorruptDataException;
import dev.tributary.model.NativeHistogram;
import dev.tributary.model.SampleColumns;
import org.jspecify.annotations.Nullable;

/**
 * The value of one stored chunk: samples of one series, all floats or all native histograms of one shape, in rising time
 * order, within one day. Their times stand in a {@link TimePage}.
 *
 * <pre>
 * chunk := version:u8=1 form:u8 count:varint span:varint times:varint [starts] body
 * form  := 0 floats | 1 histograms, and 4 has start timestamps
 * span  := milliseconds from the first sample to the last; the first stands in the key
 * times := number of the time column: page * 64 + index within the page
 * starts := an {@link IntColumn} of start timestamps, 0 where unknown
 * body  := a {@link ValueColumn}, or {@link HistogramColumns}
 * </pre>
 *
 * Not safe for several threads.
 */
public final class ChunkCodec {
    /** Samples of a chunk at most; readers of a short range decode no more than this beside it. */
    public static final int COUNT_MAX = 4096;

    private static final int VERSION = 1;
    private static final int FLOATS = 0;
    private static final int HISTOGRAMS = 1;
    private static final int HAS_STARTS = 4;

    private final ByteReader in = new ByteReader();
    private final ValueColumn values = new ValueColumn();
    private final IntColumn ints = new IntColumn();
    private final HistogramColumns histograms = new HistogramColumns();
    private long[] scratch = new long[COUNT_MAX];
    private int form;
    private int count;
    private long span;
    private int times;

    /** Where the chunk that starts at a row has to end at the latest, by what one chunk can hold. */
    public static int end(SampleColumns samples, int from) {
        int limit = Math.min(samples.size(), from + COUNT_MAX);
        NativeHistogram first = samples.histogram(from);
        int to = from + 1;
        while (to < limit && fits(first, samples.histogram(to))) {
            to++;
        }
        return to;
    }

    private static boolean fits(@Nullable NativeHistogram first,
            @Nullable NativeHistogram next) {
        if (first == null || next == null) {
            return first == null && next == null;
        }
        return HistogramShape.isSame(first, next);
    }

    /** Writes the rows from (inclusive) to (exclusive) as one chunk. */
    public void encode(SampleColumns samples, int from, int to, int timeColumn, ByteWriter out) {
        boolean starts = hasStarts(samples, from, to);
        boolean floats = samples.histogram(from) == null;
        out.putByte(VERSION);
        out.putByte((floats ? FLOATS : HISTOGRAMS) | (starts ? HAS_STARTS : 0));
        out.putVarint(to - from);
        out.putVarint(samples.timestamp(to - 1) - samples.timestamp(from));
        out.putVarint(timeColumn);
        if (starts) {
            for (int i = from; i < to; i++) {
                scratch[i - from] = samples.start(i);
            }
            ints.encode(scratch, to - from, out);
        }
        if (floats) {
            values.encode(samples.values(), from, to, out);
        } else {
            histograms.encode(samples, from, to, out);
        }
    }

    private static boolean hasStarts(SampleColumns samples, int from, int to) {
        for (int i = from; samples.hasStarts() && i < to; i++) {
            if (samples.start(i) != 0) {
                return true;
            }
        }
        return false;
    }

    /**
     * Reads what stands before the columns; {@link #decode} then goes on with the same chunk.
     *
     * @param bytes  the chunk, with 8 more bytes behind the length
     * @param length of the chunk
     */
    public void open(byte[] bytes, int length) {
        in.reset(bytes, 0, length);
        int version = in.readByte();
        if (version != VERSION) {
            throw new CorruptDataException("chunk of version " + version);
        }
        form = in.readByte();
        if ((form & ~HAS_STARTS) > HISTOGRAMS) {
            throw new CorruptDataException("chunk of form " + form);
        }
        count = in.readCount(COUNT_MAX);
        if (count == 0) {
            throw new CorruptDataException("a chunk of no samples");
        }
        span = in.readVarint();
        times = in.readCount(Integer.MAX_VALUE);
    }

    /** Samples of the open chunk. */
    public int count() {
        return count;
    }

    /** Milliseconds from first to last sample of the open chunk. */
    public long span() {
        return span;
    }

    /** Number of the open chunk's time column. */
    public int timeColumn() {
        return times;
    }

    /**
     * Appends the open chunk's samples of the closed range to the columns.
     *
     * @param timeColumn the column that {@link #timeColumn} names
     * @throws CorruptDataException when the bytes are not a whole chunk of this format
     */
    public void decode(long[] timeColumn, long minMillis, long maxMillis, SampleColumns into) {
        if (timeColumn.length != count || timeColumn[count - 1] - timeColumn[0] != span) {
            throw new CorruptDataException("chunk of " + count + " samples over " + span
                    + " ms does not fit its time column of " + timeColumn.length);
        }
        int from = lowerBound(timeColumn, minMillis);
        int to = maxMillis == Long.MAX_VALUE ? count : lowerBound(timeColumn, maxMillis + 1);
        if ((form & HAS_STARTS) != 0) {
            decodeWithStarts(timeColumn, from, to, into);
        } else if (form == FLOATS) {
            decodeFloats(timeColumn, from, to, into);
        } else {
            decodeHistograms(timeColumn, from, to, new long[0], into);
        }
        in.requireEnd();
    }

    private void decodeWithStarts(long[] timeColumn, int from, int to, SampleColumns into) {
        long[] starts = new long[count];
        IntColumn.decode(in, count, starts);
        if (form == (HISTOGRAMS | HAS_STARTS)) {
            decodeHistograms(timeColumn, from, to, starts, into);
            return;
        }
        double[] decoded = new double[count];
        ValueColumn.decode(in, count, 0, count, decoded, 0, scratch);
        for (int i = from; i < to; i++) {
            into.add(timeColumn[i], decoded[i]);
            into.startOfLast(starts[i]);
        }
    }

    private void decodeHistograms(long[] timeColumn, int from, int to, long[] starts, SampleColumns into) {
        NativeHistogram[] decoded = HistogramColumns.decode(in, count, scratch);
        for (int i = from; i < to; i++) {
            into.add(timeColumn[i], decoded[i]);
            if (starts.length > 0) {
                into.startOfLast(starts[i]);
            }
        }
    }

    private static int lowerBound(long[] times, long millis) {
        int at = Arrays.binarySearch(times, millis);
        return at < 0 ? -at - 1 : at;
    }

    private void decodeFloats(long[] timeColumn, int from, int to, SampleColumns into) {
        int wanted = Math.max(0, to - from);
        into.reserve(wanted);
        int at = into.size();
        ValueColumn.decode(in, count, from, from + wanted, into.values(), at, scratch);
        System.arraycopy(timeColumn, from, into.timestamps(), at, wanted);
        into.advance(wanted);
    }
}
