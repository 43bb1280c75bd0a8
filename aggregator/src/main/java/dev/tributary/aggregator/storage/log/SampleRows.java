package dev.tributary.aggregator.storage.log;

import java.util.Arrays;

import dev.tributary.aggregator.storage.memory.ByteWriter;

/**
 * Samples of many series as columns, in the order they arrived: what a batch collects, the log stores and the head
 * applies. A row is a float (its raw bits) or a native histogram (a range of the side buffer). Kept and reused, so that a
 * sample costs no object. Not safe for several threads.
 */
public final class SampleRows {
    private int size;
    private int[] refs = new int[1024];
    private long[] times = new long[1024];
    private long[] bits = new long[1024];
    private long[] starts = new long[0];
    private boolean[] histograms = new boolean[0];
    private boolean hasStarts;
    private boolean hasHistograms;
    private final ByteWriter side = new ByteWriter(64);

    public void clear() {
        if (hasStarts) {
            Arrays.fill(starts, 0, size, 0);
        }
        if (hasHistograms) {
            Arrays.fill(histograms, 0, size, false);
        }
        size = 0;
        hasStarts = false;
        hasHistograms = false;
        side.clear();
    }

    public int size() {
        return size;
    }

    /** Appends a float. */
    public void add(int ref, long timeMillis, long valueBits) {
        if (size == refs.length) {
            grow();
        }
        refs[size] = ref;
        times[size] = timeMillis;
        bits[size] = valueBits;
        size++;
    }

    private void grow() {
        int capacity = 2 * refs.length;
        refs = Arrays.copyOf(refs, capacity);
        times = Arrays.copyOf(times, capacity);
        bits = Arrays.copyOf(bits, capacity);
        if (hasStarts) {
            starts = Arrays.copyOf(starts, capacity);
        }
        if (hasHistograms) {
            histograms = Arrays.copyOf(histograms, capacity);
        }
    }

    /** Appends a native histogram whose encoded form was just written to {@link #side}, from the offset to its end. */
    public void addHistogram(int ref, long timeMillis, int sideOffset) {
        add(ref, timeMillis, (long) sideOffset << 32 | side.size() - sideOffset);
        if (histograms.length < refs.length) {
            histograms = Arrays.copyOf(histograms, refs.length);
        }
        histograms[size - 1] = true;
        hasHistograms = true;
    }

    /** Sets the start timestamp of the row appended last. */
    public void startOfLast(long startMillis) {
        if (startMillis != 0) {
            if (starts.length < refs.length) {
                starts = Arrays.copyOf(starts, refs.length);
            }
            starts[size - 1] = startMillis;
            hasStarts = true;
        }
    }

    public int ref(int row) {
        return refs[row];
    }

    public long time(int row) {
        return times[row];
    }

    /** Raw bits of a float row. */
    public long bits(int row) {
        return bits[row];
    }

    public boolean isHistogram(int row) {
        return hasHistograms && histograms[row];
    }

    /** Where the encoded histogram of a row starts in {@link #side}. */
    public int sideOffset(int row) {
        return (int) (bits[row] >>> 32);
    }

    public int sideLength(int row) {
        return (int) bits[row];
    }

    /** Start timestamp of a row, 0 where unknown. */
    public long start(int row) {
        return hasStarts ? starts[row] : 0;
    }

    public boolean hasStarts() {
        return hasStarts;
    }

    public boolean hasHistograms() {
        return hasHistograms;
    }

    /** Encoded histograms, one behind the other. */
    public ByteWriter side() {
        return side;
    }
}
