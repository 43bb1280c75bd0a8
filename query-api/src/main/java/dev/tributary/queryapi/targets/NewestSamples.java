package dev.tributary.queryapi.targets;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

import dev.tributary.model.Labels;
import dev.tributary.model.Matcher;
import dev.tributary.model.SampleColumns;
import dev.tributary.model.StaleMarker;
import dev.tributary.model.port.MetricReader;
import dev.tributary.model.port.SeriesQuery;
import dev.tributary.model.port.SeriesSelection;
import dev.tributary.model.port.StoredSeries;

/** Looks up what series said last, within a window that ends now. */
final class NewestSamples {
    /** What a series said last. */
    record Newest(Labels labels, long timestampMillis, double value) {
    }

    private final MetricReader reader;
    private final long nowMillis;
    private final Duration window;

    NewestSamples(MetricReader reader, long nowMillis, Duration window) {
        this.reader = reader;
        this.nowMillis = nowMillis;
        this.window = window;
    }

    /** The newest samples of the series with this name that the matchers find, without those that have ended. */
    List<Newest> of(String name, List<Matcher> matchers) {
        List<Newest> found = new ArrayList<>();
        long from = nowMillis - window.toMillis();
        SampleColumns samples = new SampleColumns();
        try (SeriesSelection selection = reader.select(query(name, matchers, from))) {
            for (StoredSeries series : selection.series()) {
                samples.clear();
                series.read(from, nowMillis, samples);
                int last = samples.size() - 1;
                if (last >= 0 && !StaleMarker.is(samples.value(last))) {
                    found.add(new Newest(series.labels(), samples.timestamp(last), samples.value(last)));
                }
            }
        }
        return found;
    }

    /** The label's value of the counter that rose last within a span of time, or the empty text when none did. */
    String lastIncreased(String name, List<Matcher> matchers, Duration span, String label) {
        long from = nowMillis - span.toMillis();
        String lastOf = "";
        long lastAt = Long.MIN_VALUE;
        SampleColumns samples = new SampleColumns();
        try (SeriesSelection selection = reader.select(query(name, matchers, from))) {
            for (StoredSeries series : selection.series()) {
                samples.clear();
                series.read(from, nowMillis, samples);
                long at = lastRise(samples);
                if (at > lastAt) {
                    lastAt = at;
                    lastOf = series.labels().get(label);
                }
            }
        }
        return lastOf;
    }

    private static long lastRise(SampleColumns samples) {
        for (int row = samples.size() - 1; row > 0; row--) {
            if (samples.value(row) > samples.value(row - 1)) {
                return samples.timestamp(row);
            }
        }
        return Long.MIN_VALUE;
    }

    private SeriesQuery query(String name, List<Matcher> matchers, long from) {
        List<Matcher> all = new ArrayList<>(matchers);
        all.add(Matcher.equal(Labels.NAME, name));
        return new SeriesQuery(all, from, nowMillis, 0);
    }
}
