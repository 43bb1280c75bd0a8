package dev.tributary.collector.page;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
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
    private static final String TIMEOUT = "scrape_timeout_seconds";
    private static final String SAMPLE_LIMIT = "scrape_sample_limit";
    private static final String BODY_SIZE = "scrape_body_size_bytes";
    private static final String COMPLETE = "tributary_page_complete";
    private static final String WATERMARK = "tributary_watermark_timestamp_seconds";

    private final Map<String, LabelSlices> labels = new LinkedHashMap<>();
    private final PageLimits limits;
    private final TargetOptions options;
    private long watermarkMillis = Long.MIN_VALUE;

    OwnSeries(SeriesRules rules, PageLimits limits, TargetOptions options) {
        this.limits = limits;
        this.options = options;
        for (String name : names()) {
            LabelSlices slices = new LabelSlices();
            slices.set(rules.own(name));
            labels.put(name, slices);
        }
    }

    private List<String> names() {
        List<String> names = new ArrayList<>(List.of(UP, DURATION, SCRAPED, AFTER_RELABELING, ADDED));
        if (isFederated()) {
            names.addAll(List.of(COMPLETE, WATERMARK));
        }
        if (options.format().extraSeries()) {
            names.addAll(List.of(TIMEOUT, SAMPLE_LIMIT, BODY_SIZE));
        }
        return names;
    }

    /** A scrape is complete when it is up, and its time is its watermark: no series of their own for these. */
    private boolean isFederated() {
        return options.endings() == Endings.OF_COMPLETE_PAGES;
    }

    void write(RoundTotals totals, long atMillis, double seconds, SampleSink out) {
        if (totals.isComplete()) {
            long newest = totals.counts().newestMillis() == Long.MIN_VALUE
                    ? atMillis
                    : Math.min(atMillis, totals.counts().newestMillis());
            watermarkMillis = Math.max(watermarkMillis, newest);
        }
        write(UP, atMillis, totals.isUp() ? 1 : 0, out);
        write(DURATION, atMillis, seconds, out);
        write(SCRAPED, atMillis, (double) totals.counts().samples(), out);
        write(AFTER_RELABELING, atMillis, (double) totals.counts().kept(), out);
        write(ADDED, atMillis, (double) totals.counts().added(), out);
        if (isFederated()) {
            write(COMPLETE, atMillis, totals.isComplete() ? 1 : 0, out);
            if (watermarkMillis != Long.MIN_VALUE) {
                write(WATERMARK, atMillis, watermarkMillis / 1e3, out);
            }
        }
        if (options.format().extraSeries()) {
            writeExtra(totals, atMillis, out);
        }
    }

    private void writeExtra(RoundTotals totals, long atMillis, SampleSink out) {
        boolean tooLarge = totals.faults().stream().anyMatch(fault -> fault.kind() == FaultKind.BODY_LIMIT);
        write(TIMEOUT, atMillis, options.format().timeoutSeconds(), out);
        write(SAMPLE_LIMIT, atMillis, (double) limits.samplesMax(), out);
        write(BODY_SIZE, atMillis, tooLarge ? -1 : (double) totals.counts().bytes(), out);
    }

    private void write(String name, long atMillis, double value, SampleSink out) {
        LabelSlices series = labels.get(name);
        if (series == null) {
            throw new IllegalStateException("no such series of our own: " + name);
        }
        out.series(series);
        out.sample(atMillis, value, 0);
    }

    /** True when the other one writes the same series. */
    boolean isSameAs(OwnSeries other) {
        return texts().equals(other.texts());
    }

    private List<String> texts() {
        return labels.values().stream().map(LabelSlices::toString).toList();
    }

    /** Stale markers for all of them. */
    void writeEnd(long atMillis, SampleSink out) {
        for (String name : labels.keySet()) {
            write(name, atMillis, StaleMarker.VALUE, out);
        }
    }
}
