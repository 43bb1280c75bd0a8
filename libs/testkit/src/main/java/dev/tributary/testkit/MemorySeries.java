package dev.tributary.testkit;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;

import dev.tributary.model.Exemplar;
import dev.tributary.model.Labels;
import dev.tributary.model.NativeHistogram;
import dev.tributary.model.SampleColumns;
import org.jspecify.annotations.Nullable;

/** The samples of one series as sorted columns, each time once. Guarded by its store. */
final class MemorySeries {
    private final Labels labels;
    private long[] times = new long[16];
    private double[] values = new double[16];
    private long[] starts = new long[16];
    private @Nullable NativeHistogram[] histograms = new @Nullable NativeHistogram[16];
    private int size;
    private final List<Exemplar> exemplars = new ArrayList<>();

    MemorySeries(Labels labels) {
        this.labels = labels;
    }

    Labels labels() {
        return labels;
    }

    boolean hasSamples(long minMillis, long maxMillis) {
        int first = lowerBound(minMillis);
        return first < size && times[first] <= maxMillis;
    }

    /** Keeps a sample; false when its time is taken by another one. */
    boolean add(long time, double value, @Nullable NativeHistogram histogram, long start) {
        int at = lowerBound(time);
        if (at < size && times[at] == time) {
            return isSame(at, value, histogram);
        }
        makeRoom(at);
        times[at] = time;
        values[at] = value;
        starts[at] = start;
        histograms[at] = histogram;
        return true;
    }

    private boolean isSame(int at, double value, @Nullable NativeHistogram histogram) {
        boolean sameBits = Double.doubleToRawLongBits(values[at]) == Double.doubleToRawLongBits(value);
        return sameBits && Objects.equals(histograms[at], histogram);
    }

    private void makeRoom(int at) {
        if (size == times.length) {
            times = Arrays.copyOf(times, 2 * size);
            values = Arrays.copyOf(values, 2 * size);
            starts = Arrays.copyOf(starts, 2 * size);
            histograms = Arrays.copyOf(histograms, 2 * size);
        }
        int behind = size - at;
        System.arraycopy(times, at, times, at + 1, behind);
        System.arraycopy(values, at, values, at + 1, behind);
        System.arraycopy(starts, at, starts, at + 1, behind);
        System.arraycopy(histograms, at, histograms, at + 1, behind);
        size++;
    }

    void read(long minMillis, long maxMillis, SampleColumns into) {
        for (int i = lowerBound(minMillis); i < size && times[i] <= maxMillis; i++) {
            NativeHistogram histogram = histograms[i];
            if (histogram == null) {
                into.add(times[i], values[i]);
            } else {
                into.add(times[i], histogram);
            }
            into.startOfLast(starts[i]);
        }
    }

    private int lowerBound(long time) {
        if (size == 0 || time > times[size - 1]) {
            return size;
        }
        int at = Arrays.binarySearch(times, 0, size, time);
        return at < 0 ? -at - 1 : at;
    }

    /** Keeps an exemplar; one that is there already is no second one. */
    void add(Exemplar exemplar) {
        if (!exemplars.contains(exemplar)) {
            exemplars.add(exemplar);
            exemplars.sort(Comparator.comparingLong(Exemplar::timestampMillis));
        }
    }

    List<Exemplar> exemplars(long minMillis, long maxMillis) {
        return exemplars.stream()
                .filter(one -> one.timestampMillis() >= minMillis && one.timestampMillis() <= maxMillis).toList();
    }
}
