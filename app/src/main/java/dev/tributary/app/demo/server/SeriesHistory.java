package dev.tributary.app.demo.server;

import dev.tributary.model.Labels;
import dev.tributary.model.SampleColumns;
import dev.tributary.model.StaleMarker;

/** The newest samples of one series, oldest overwritten first. */
final class SeriesHistory {
    /** Twenty minutes at one scrape in five seconds. */
    private static final int SAMPLES_MAX = 240;

    private final Labels labels;
    private final long[] times = new long[SAMPLES_MAX];
    private final double[] values = new double[SAMPLES_MAX];
    private int count;

    SeriesHistory(Labels labels) {
        this.labels = labels;
    }

    void add(long timeMillis, double value) {
        int at = count++ % SAMPLES_MAX;
        times[at] = timeMillis;
        values[at] = value;
    }

    Labels labels() {
        return labels;
    }

    long newestMillis() {
        return times[(count - 1) % SAMPLES_MAX];
    }

    double newestValue() {
        return values[(count - 1) % SAMPLES_MAX];
    }

    boolean stale() {
        return StaleMarker.is(newestValue());
    }

    SeriesCopy copy() {
        SampleColumns samples = new SampleColumns(Math.min(count, SAMPLES_MAX));
        for (int i = Math.max(0, count - SAMPLES_MAX); i < count; i++) {
            samples.add(times[i % SAMPLES_MAX], values[i % SAMPLES_MAX]);
        }
        return new SeriesCopy(labels, samples);
    }
}
