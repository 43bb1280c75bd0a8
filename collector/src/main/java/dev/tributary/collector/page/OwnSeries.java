package dev.tributary.collector.page;

import java.util.LinkedHashMap;
import java.util.Map;

import dev.tributary.model.LabelSlices;
import dev.tributary.model.StaleMarker;
import dev.tributary.model.port.SampleSink;

/**
 * The series about the pull itself: those a Prometheus writes for every scrape, whether the page was complete, and up to
 * when the target's data is. All carry the time the pull began.
 */
final class OwnSeries {
    private static final String UP = "up";
    private static final String DURATION = "scrape_duration_seconds";
    private static final String SCRAPED = "scrape_samples_scraped";
    private static final String AFTER_RELABELING = "scrape_samples_post_metric_relabeling";
    private static final String ADDED = "scrape_series_added";
    private static final String COMPLETE = "tributary_page_complete";
    private static final String WATERMARK = "tributary_watermark_timestamp_seconds";

    private final Map<String, LabelSlices> labels = new LinkedHashMap<>();
    private long watermarkMillis = Long.MIN_VALUE;

    OwnSeries(SeriesRules rules) {
        for (String name : new String[]{UP, DURATION, SCRAPED, AFTER_RELABELING, ADDED, COMPLETE, WATERMARK}) {
            LabelSlices slices = new LabelSlices();
            slices.set(rules.own(name));
            labels.put(name, slices);
        }
    }

    void write(RoundTotals totals, long atMillis, double seconds, SampleSink out) {
        if (totals.isComplete()) {
            long newest = totals.newestMillis == Long.MIN_VALUE ? atMillis : Math.min(atMillis, totals.newestMillis);
            watermarkMillis = Math.max(watermarkMillis, newest);
        }
        write(UP, atMillis, totals.isUp() ? 1 : 0, out);
        write(DURATION, atMillis, seconds, out);
        write(SCRAPED, atMillis, (double) totals.samples, out);
        write(AFTER_RELABELING, atMillis, (double) totals.kept, out);
        write(ADDED, atMillis, (double) totals.added, out);
        write(COMPLETE, atMillis, totals.isComplete() ? 1 : 0, out);
        if (watermarkMillis != Long.MIN_VALUE) {
            write(WATERMARK, atMillis, watermarkMillis / 1e3, out);
        }
    }

    private void write(String name, long atMillis, double value, SampleSink out) {
        LabelSlices series = labels.get(name);
        if (series == null) {
            throw new IllegalStateException("no such series of our own: " + name);
        }
        out.series(series);
        out.sample(atMillis, value, 0);
    }

    /** Stale markers for all of them. */
    void writeEnd(long atMillis, SampleSink out) {
        for (String name : labels.keySet()) {
            write(name, atMillis, StaleMarker.VALUE, out);
        }
    }
}
