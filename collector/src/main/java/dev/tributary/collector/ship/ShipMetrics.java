package dev.tributary.collector.ship;

import dev.tributary.collector.batch.BatchKind;
import io.prometheus.metrics.core.metrics.Counter;
import io.prometheus.metrics.core.metrics.Gauge;
import io.prometheus.metrics.core.metrics.Histogram;
import io.prometheus.metrics.model.registry.PrometheusRegistry;

/** What shipping tells of itself; one for all destinations. */
public final class ShipMetrics {
    private final Counter shippedSamples;
    private final Counter shippedLines;
    final Counter requests;
    final Histogram durations;
    final Counter retries;
    private final Counter quarantined;
    private final Counter quarantinedLines;
    final Gauge lastShipped;
    final Gauge up;

    public ShipMetrics(PrometheusRegistry registry) {
        shippedSamples = Counter.builder().name("tributary_collector_shipped_samples_total")
                .help("Samples and histograms the destination has acknowledged.").labelNames("destination", "lane")
                .register(registry);
        shippedLines = Counter.builder().name("tributary_collector_shipped_log_lines_total")
                .help("Log lines the destination has acknowledged.").labelNames("destination", "lane")
                .register(registry);
        requests = Counter.builder().name("tributary_collector_ship_batches_total")
                .help("Attempts to deliver a batch, by what became of them.")
                .labelNames("destination", "lane", "outcome")
                .register(registry);
        durations = Histogram.builder().name("tributary_collector_ship_duration_seconds")
                .help("Time of one attempt to deliver a batch.").labelNames("destination").classicOnly()
                .classicUpperBounds(0.005, 0.025, 0.1, 0.5, 2.5, 10, 30).register(registry);
        retries = Counter.builder().name("tributary_collector_ship_retries_total")
                .help("Attempts that will be repeated, by reason.").labelNames("destination", "reason")
                .register(registry);
        quarantined = Counter.builder().name("tributary_collector_quarantined_samples_total")
                .help("Samples and histograms set aside because the destination refused them for good.")
                .labelNames("destination").register(registry);
        quarantinedLines = Counter.builder().name("tributary_collector_quarantined_log_lines_total")
                .help("Log lines set aside because the destination refused them for good.")
                .labelNames("destination").register(registry);
        lastShipped = Gauge.builder().name("tributary_collector_shipped_timestamp_seconds")
                .help("Newest time of a sample or line of the batch acknowledged last, by lane.")
                .labelNames("destination", "lane")
                .register(registry);
        up = Gauge.builder().name("tributary_collector_destination_up")
                .help("1 when the destination took, or refused for good, the last batch it was sent; 0 while attempts fail.")
                .labelNames("destination").register(registry);
    }

    Counter shipped(BatchKind kind) {
        return switch (kind) {
            case METRICS -> shippedSamples;
            case LOGS -> shippedLines;
        };
    }

    Counter quarantined(BatchKind kind) {
        return switch (kind) {
            case METRICS -> quarantined;
            case LOGS -> quarantinedLines;
        };
    }

    /** Ends the gauges of a destination that is no more. */
    public void retire(String destination) {
        up.remove(destination);
        lastShipped.remove(destination, "fresh");
        lastShipped.remove(destination, "backlog");
    }
}
