package dev.tributary.collector.receive;

import io.prometheus.metrics.core.metrics.Counter;
import io.prometheus.metrics.model.registry.PrometheusRegistry;

/** What receiving tells of itself. */
public final class ReceiveMetrics {
    final Counter requests;
    final Counter samples;
    final Counter bytes;
    final Counter conflicts;
    final Counter logRequests;
    final Counter logLines;

    public ReceiveMetrics(PrometheusRegistry registry) {
        requests = Counter.builder().name("tributary_collector_received_requests_total")
                .help("Remote-write requests by HTTP status of the answer.").labelNames("status").register(registry);
        samples = Counter.builder().name("tributary_collector_received_samples_total")
                .help("Samples and histograms received by remote write, by what became of them: spooled, relabel_dropped, invalid or too_far_ahead.")
                .labelNames("outcome").register(registry);
        bytes = Counter.builder().name("tributary_collector_received_bytes_total")
                .help("Compressed bytes of the bodies of remote write and pushes.").register(registry);
        conflicts = Counter.builder().name("tributary_collector_received_series_renamed_total")
                .help("Series in requests that brought a label which the cluster's identity displaced to exported_<name>.")
                .register(registry);
        logRequests = Counter.builder().name("tributary_collector_received_log_requests_total")
                .help("Pushes of log lines by HTTP status of the answer.").labelNames("status").register(registry);
        logLines = Counter.builder().name("tributary_collector_received_log_lines_total")
                .help("Log lines received by push, by what became of them: spooled, relabel_dropped, invalid or too_far_ahead.")
                .labelNames("outcome").register(registry);
        for (String outcome : new String[]{"spooled", "relabel_dropped", "invalid", "too_far_ahead"}) {
            samples.labelValues(outcome);
            logLines.labelValues(outcome);
        }
    }
}
