package dev.tributary.model;

import java.util.Arrays;

import org.jspecify.annotations.Nullable;

/**
 * Samples of one series in rising time order, as columns: a reusable buffer that stores fill and engines read, so that a
 * series costs no object per sample. A row is a float or a native histogram; stale markers are float rows with the
 * marker's bits. Start timestamps are 0 where unknown. Not safe for several threads.
 */
public final class SampleColumns {
    private long[] timestamps;
    private double[] values;
    private @Nullable NativeHistogram @Nullable [] histograms;
    private long @Nullable [] starts;
    private int size;
    private int histogramCount;

    public SampleColumns() {
        this(256);
    }

    public SampleColumns(int capacity) {
        timestamps = new long[Math.max(16, capacity)];
        values = new double[timestamps.length];
    }

    /** Forgets all rows, keeps the memory. */
    public void clear() {
        if (histograms != null) {
            Arrays.fill(histograms, 0, size, null);
        }
        if (starts != null) {
            Arrays.fill(starts, 0, size, 0);
        }
        size = 0;
        histogramCount = 0;
    }

    public int size() {
        return size;
    }

    /** Appends a float row. */
    public void add(long timestampMillis, double value) {
        if (size == timestamps.length) {
            grow(size + 1);
        }
        timestamps[size] = timestampMillis;
        values[size] = value;
        size++;
    }

    /** Appends a histogram row. */
    public void add(long timestampMillis, NativeHistogram histogram) {
        add(timestampMillis, 0.0);
        if (histograms == null) {
            histograms = new @Nullable NativeHistogram[timestamps.length];
        }
        histograms[size - 1] = histogram;
        histogramCount++;
    }

    /** Appends rows of other columns, from (inclusive) to (exclusive). */
    public void append(SampleColumns other, int from, int to) {
        reserve(to - from);
        if (other.histogramCount == 0 && other.starts == null) {
            System.arraycopy(other.timestamps, from, timestamps, size, to - from);
            System.arraycopy(other.values, from, values, size, to - from);
            size += to - from;
            return;
        }
        for (int row = from; row < to; row++) {
            NativeHistogram histogram = other.histogram(row);
            if (histogram == null) {
                add(other.timestamps[row], other.values[row]);
            } else {
                add(other.timestamps[row], histogram);
            }
            startOfLast(other.start(row));
        }
    }

    /** Sets the start timestamp of the row appended last; 0 means unknown. */
    public void startOfLast(long startMillis) {
        if (starts == null) {
            if (startMillis == 0) {
                return;
            }
            starts = new long[timestamps.length];
        }
        starts[size - 1] = startMillis;
    }

    /** Makes room for that many further rows, for decoders that write the arrays directly. */
    public void reserve(int more) {
        if (size + more > timestamps.length) {
            grow(size + more);
        }
    }

    /** Declares rows written straight into {@link #timestamps()} and {@link #values()} behind the last one. */
    public void advance(int rows) {
        size += rows;
    }

    /** Keeps only the rows from (inclusive) to (exclusive). */
    public void retain(int from, int to) {
        int kept = to - from;
        if (from > 0) {
            System.arraycopy(timestamps, from, timestamps, 0, kept);
            System.arraycopy(values, from, values, 0, kept);
            if (starts != null) {
                System.arraycopy(starts, from, starts, 0, kept);
            }
            if (histograms != null) {
                System.arraycopy(histograms, from, histograms, 0, kept);
            }
        }
        if (starts != null) {
            Arrays.fill(starts, kept, size, 0);
        }
        if (histograms != null) {
            Arrays.fill(histograms, kept, size, null);
            histogramCount = 0;
            for (int i = 0; i < kept; i++) {
                histogramCount += histograms[i] == null ? 0 : 1;
            }
        }
        size = kept;
    }

    /** Removes, of the rows from one on, those whose times lie in the closed range; the others keep their order. */
    public void removeTimes(int from, long minMillis, long maxMillis) {
        int kept = from;
        for (int row = from; row < size; row++) {
            if (timestamps[row] < minMillis || timestamps[row] > maxMillis) {
                if (kept < row) {
                    move(row, kept);
                }
                kept++;
            }
        }
        if (kept < size) {
            retain(0, kept);
        }
    }

    private void move(int from, int to) {
        timestamps[to] = timestamps[from];
        values[to] = values[from];
        if (starts != null) {
            starts[to] = starts[from];
        }
        if (histograms != null) {
            histograms[to] = histograms[from];
        }
    }

    private void grow(int needed) {
        int capacity = Math.max(needed, timestamps.length * 2);
        timestamps = Arrays.copyOf(timestamps, capacity);
        values = Arrays.copyOf(values, capacity);
        if (histograms != null) {
            histograms = Arrays.copyOf(histograms, capacity);
        }
        if (starts != null) {
            starts = Arrays.copyOf(starts, capacity);
        }
    }

    /** The time column in Unix milliseconds; only the first {@link #size} entries count. */
    public long[] timestamps() {
        return timestamps;
    }

    /** The float column; rows that are histograms hold 0. Only the first {@link #size} entries count. */
    public double[] values() {
        return values;
    }

    public long timestamp(int row) {
        return timestamps[row];
    }

    public double value(int row) {
        return values[row];
    }

    /** The histogram of a row, or null for a float row. */
    public @Nullable NativeHistogram histogram(int row) {
        return histograms == null ? null : histograms[row];
    }

    /** Start timestamp of a row in Unix milliseconds, 0 where unknown. */
    public long start(int row) {
        return starts == null ? 0 : starts[row];
    }

    public boolean hasHistograms() {
        return histogramCount > 0;
    }

    /** True when some row may have a start timestamp. */
    public boolean hasStarts() {
        return starts != null;
    }
}
