package dev.tributary.aggregator.ingest;

import java.util.Locale;
import java.util.function.LongSupplier;

import io.prometheus.metrics.core.metrics.Counter;
import io.prometheus.metrics.core.metrics.GaugeWithCallback;
import io.prometheus.metrics.core.metrics.Histogram;
import io.prometheus.metrics.model.registry.PrometheusRegistry;

/** The metrics of the write routes; {@code docs/metrics.md} lists them. */
final class IngestMetrics {
    final Counter samples;
    final Counter histograms;
    final Counter exemplars;
    final Counter samplesRefused;
    final Counter logEntries;
    final Counter logBytes;
    final Counter logLinesTruncated;
    final Counter logBytesTruncated;
    final Counter logEntriesRefused;
    final Counter requestsRefused;
    final Counter bytes;
    final Counter decompressedBytes;
    final Counter deltaPoints;
    final Histogram decodeSeconds;
    final Histogram commitSeconds;

    IngestMetrics(PrometheusRegistry registry, MemoryBudget budget) {
        samples = counter(registry, "tributary_ingest_samples_total", "Float samples received.", "cluster");
        histograms = counter(registry, "tributary_ingest_histograms_total", "Native histogram samples received.",
                "cluster");
        exemplars = counter(registry, "tributary_ingest_exemplars_total", "Exemplars received.", "cluster");
        samplesRefused = counter(registry, "tributary_ingest_samples_refused_total",
                "Samples of accepted requests that were not stored.", "cluster", "reason");
        logEntries = counter(registry, "tributary_ingest_log_entries_total", "Log entries received.", "cluster");
        logBytes = counter(registry, "tributary_ingest_log_bytes_total",
                "Bytes of log lines and their structured metadata received.", "cluster");
        logLinesTruncated = counter(registry, "tributary_ingest_log_lines_truncated_total",
                "Log lines that were cut because they were too long.", "cluster");
        logBytesTruncated = counter(registry, "tributary_ingest_log_truncated_bytes_total",
                "Bytes of log lines that were cut off.", "cluster");
        logEntriesRefused = counter(registry, "tributary_ingest_log_entries_refused_total",
                "Log entries of accepted requests that were not stored.", "cluster", "reason");
        requestsRefused = counter(registry, "tributary_ingest_requests_refused_total", "Write requests not taken.",
                "reason");
        bytes = counter(registry, "tributary_ingest_body_bytes_total", "Bytes of write requests as they were sent.",
                "cluster");
        decompressedBytes = counter(registry, "tributary_ingest_decompressed_bytes_total",
                "Bytes of write requests after decompression.", "cluster");
        deltaPoints = counter(registry, "tributary_ingest_otlp_delta_points_total",
                "OTLP points of delta temporality that were added up.", "cluster");
        for (RefusalReason reason : RefusalReason.values()) {
            requestsRefused.initLabelValues(word(reason));
        }
        decodeSeconds = seconds(registry, "tributary_ingest_decode_duration_seconds",
                "Time to decompress and decode a write request into a batch.");
        commitSeconds = seconds(registry, "tributary_ingest_commit_duration_seconds",
                "Time from a decoded batch to the store's acknowledgement.");
        GaugeWithCallback.builder().name("tributary_ingest_in_flight_bytes")
                .help("Bytes reserved by requests that are being received or stored.")
                .callback(callback -> callback.call((double) budget.reservedBytes())).register(registry);
        GaugeWithCallback.builder().name("tributary_ingest_in_flight_max_bytes")
                .help("Most bytes that may be reserved.")
                .callback(callback -> callback.call((double) budget.bytesMax())).register(registry);
    }

    /** Shows how many totals are kept of series of delta temporality. */
    void watchDeltas(PrometheusRegistry registry, LongSupplier streams) {
        GaugeWithCallback.builder().name("tributary_ingest_otlp_delta_streams")
                .help("Series of delta temporality whose totals are kept.")
                .callback(callback -> callback.call((double) streams.getAsLong())).register(registry);
    }

    private static Counter counter(PrometheusRegistry registry, String name, String help, String... labels) {
        return Counter.builder().name(name).help(help).labelNames(labels).register(registry);
    }

    private static Histogram seconds(PrometheusRegistry registry, String name, String help) {
        return Histogram.builder().name(name).help(help).classicOnly()
                .classicUpperBounds(0.0005, 0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 1, 5)
                .register(registry);
    }

    void refused(RefusalReason reason) {
        requestsRefused.labelValues(word(reason)).inc();
    }

    private static String word(RefusalReason reason) {
        return reason.name().toLowerCase(Locale.ROOT);
    }
}
