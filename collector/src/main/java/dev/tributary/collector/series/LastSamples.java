package dev.tributary.collector.series;

import java.util.Arrays;

/**
 * What was sent last of each row, a sample or a stale marker, and how far apart its samples usually are. One thread.
 */
final class LastSamples {
    private static final int NOT_KNOWN = Integer.MIN_VALUE;

    private long[] millis;
    /** Raw bits of the value; after a stale marker the time of the sample before it. */
    private long[] bits;
    /**
     * Usual time between two samples, 0 where not known. Negative, {@link #NOT_KNOWN} where not known, while a stale marker is
     * what was sent last.
     */
    private int[] spacings;

    LastSamples(int capacity) {
        millis = new long[capacity];
        bits = new long[capacity];
        spacings = new int[capacity];
    }

    void grow(int capacity) {
        millis = Arrays.copyOf(millis, capacity);
        bits = Arrays.copyOf(bits, capacity);
        spacings = Arrays.copyOf(spacings, capacity);
    }

    /** Nothing was sent of a row. */
    void unsent(int row) {
        millis[row] = SeriesTable.UNSENT;
    }

    void copy(int row, LastSamples from, int old) {
        millis[row] = from.millis[old];
        bits[row] = from.bits[old];
        spacings[row] = from.spacings[old];
    }

    long millis(int row) {
        return millis[row];
    }

    long bits(int row) {
        return bits[row];
    }

    /** The value, NaN where the last was none. */
    double value(int row) {
        return isAfterMarker(row) || millis[row] == SeriesTable.UNSENT
                ? Double.NaN
                : Double.longBitsToDouble(bits[row]);
    }

    /** Usual time between two samples, 0 where not known. */
    int spacing(int row) {
        int spacing = spacings[row];
        return spacing == NOT_KNOWN ? 0 : Math.abs(spacing);
    }

    private boolean isAfterMarker(int row) {
        return spacings[row] < 0;
    }

    /** True when a sample of this time is not sent yet. */
    boolean isNews(int row, long timestampMillis) {
        return isAfterMarker(row)
                ? timestampMillis > bits[row] && timestampMillis != millis[row]
                : timestampMillis > millis[row];
    }

    /** Notes a sample; true when it comes so long after the one before that there was probably another in between. */
    boolean sent(int row, long timestampMillis, long valueBits) {
        int usual = spacing(row);
        boolean follows = millis[row] != SeriesTable.UNSENT && !isAfterMarker(row) && timestampMillis > millis[row];
        long spacing = follows ? Math.min(timestampMillis - millis[row], Integer.MAX_VALUE) : usual;
        boolean jumped = usual > 0 && spacing > usual + (usual >> 1);
        // A jump says little of what is usual; after some of them the series has become slower
        spacings[row] = jumped ? usual + (usual >> 3) : (int) spacing;
        millis[row] = timestampMillis;
        bits[row] = valueBits;
        return jumped;
    }

    /** Notes a stale marker. */
    void ended(int row, long markerMillis) {
        if (!isAfterMarker(row)) {
            bits[row] = millis[row];
            spacings[row] = spacings[row] == 0 ? NOT_KNOWN : -spacings[row];
        }
        millis[row] = markerMillis;
    }

    /** What was noted last was not sent; the spacing may be known all the same. */
    void forget(int row) {
        millis[row] = SeriesTable.UNSENT;
        spacings[row] = spacing(row);
    }
}
