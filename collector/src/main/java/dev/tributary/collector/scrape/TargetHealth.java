package dev.tributary.collector.scrape;

import java.util.Map;

/**
 * How a target fares, for the status page.
 *
 * @param url        its page
 * @param labels     of its series
 * @param lastMillis when the last scrape began, 0 before the first
 * @param seconds    how long it took
 * @param up         true when it succeeded
 * @param samples    samples on the page
 * @param liveSeries series the target has
 * @param fault      what was wrong, empty for nothing
 */
public record TargetHealth(String url, Map<String, String> labels, long lastMillis, double seconds, boolean up,
        long samples, int liveSeries, String fault) {
    public TargetHealth {
        labels = Map.copyOf(labels);
    }

    boolean isScraped() {
        return lastMillis > 0;
    }

    static TargetHealth unknown(ScrapeTarget target) {
        return new TargetHealth(target.page().toString(), target.labels().toMap(), 0, 0, false, 0, 0, "");
    }
}
