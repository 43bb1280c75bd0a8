package dev.tributary.promql.function;

import java.util.Arrays;

import dev.tributary.model.NativeHistogram;
import dev.tributary.model.SampleColumns;
import dev.tributary.model.StaleMarker;
import org.jspecify.annotations.Nullable;

/**
 * The samples of one series without stale markers, floats apart from histograms, each in time order: what range functions
 * slide their windows over. A reusable buffer; the arrays may be longer than the counts and must not be written to.
 */
public final class SeriesSamples {
    private static final NativeHistogram[] NONE = {};

    private long[] floatTimes = new long[0];
    private double[] floats = new double[0];
    private long @Nullable [] floatStarts;
    private int floatCount;
    private long[] histogramTimes = new long[0];
    private NativeHistogram[] histograms = NONE;
    private long @Nullable [] histogramStarts;
    private int histogramCount;
    private long[] ownTimes = new long[0];
    private double[] ownFloats = new double[0];

    /** Takes the samples of a series; the columns must stay as they are while this is used. */
    public void load(SampleColumns columns, boolean withStarts) {
        histogramCount = 0;
        histogramStarts = null;
        floatStarts = null;
        if (columns.hasHistograms() || withStarts && columns.hasStarts()) {
            split(columns, withStarts && columns.hasStarts());
            return;
        }
        floatTimes = columns.timestamps();
        floats = columns.values();
        floatCount = columns.size();
        for (int i = 0; i < floatCount; i++) {
            if (StaleMarker.is(floats[i])) {
                withoutStale(columns, i);
                return;
            }
        }
    }

    private void withoutStale(SampleColumns columns, int firstStale) {
        ensureOwn(columns.size());
        System.arraycopy(columns.timestamps(), 0, ownTimes, 0, firstStale);
        System.arraycopy(columns.values(), 0, ownFloats, 0, firstStale);
        int kept = firstStale;
        for (int i = firstStale; i < columns.size(); i++) {
            if (!StaleMarker.is(columns.value(i))) {
                ownTimes[kept] = columns.timestamp(i);
                ownFloats[kept] = columns.value(i);
                kept++;
            }
        }
        floatTimes = ownTimes;
        floats = ownFloats;
        floatCount = kept;
    }

    private void split(SampleColumns columns, boolean withStarts) {
        int size = columns.size();
        ensureOwn(size);
        if (histogramTimes.length < size) {
            histogramTimes = new long[size];
            histograms = new NativeHistogram[size];
        }
        if (withStarts) {
            floatStarts = new long[size];
            histogramStarts = new long[size];
        }
        floatTimes = ownTimes;
        floats = ownFloats;
        floatCount = 0;
        for (int i = 0; i < size; i++) {
            NativeHistogram histogram = columns.histogram(i);
            if (histogram != null) {
                addHistogram(columns, i, histogram);
            } else if (!StaleMarker.is(columns.value(i))) {
                addFloat(columns, i);
            }
        }
    }

    private void addHistogram(SampleColumns columns, int row, NativeHistogram histogram) {
        if (histogram.isStale()) {
            return;
        }
        histogramTimes[histogramCount] = columns.timestamp(row);
        histograms[histogramCount] = histogram;
        if (histogramStarts != null) {
            histogramStarts[histogramCount] = columns.start(row);
        }
        histogramCount++;
    }

    private void addFloat(SampleColumns columns, int row) {
        floatTimes[floatCount] = columns.timestamp(row);
        floats[floatCount] = columns.value(row);
        if (floatStarts != null) {
            floatStarts[floatCount] = columns.start(row);
        }
        floatCount++;
    }

    private void ensureOwn(int size) {
        if (ownTimes.length < size) {
            ownTimes = Arrays.copyOf(ownTimes, Math.max(size, 2 * ownTimes.length));
            ownFloats = new double[ownTimes.length];
        }
    }

    public int floatCount() {
        return floatCount;
    }

    public int histogramCount() {
        return histogramCount;
    }

    public long[] floatTimes() {
        return floatTimes;
    }

    public double[] floats() {
        return floats;
    }

    public long[] histogramTimes() {
        return histogramTimes;
    }

    public NativeHistogram[] histograms() {
        return histograms;
    }

    /** True when start timestamps were asked for and some may be known. */
    public boolean hasStarts() {
        return floatStarts != null;
    }

    /** Start timestamp of a float, 0 where unknown. */
    public long floatStart(int index) {
        return floatStarts == null ? 0 : floatStarts[index];
    }

    /** Start timestamp of a histogram, 0 where unknown. */
    public long histogramStart(int index) {
        return histogramStarts == null ? 0 : histogramStarts[index];
    }
}
