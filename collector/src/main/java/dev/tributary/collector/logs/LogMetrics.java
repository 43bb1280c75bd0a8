package dev.tributary.collector.logs;

import java.util.function.LongSupplier;

import io.prometheus.metrics.core.metrics.Counter;
import io.prometheus.metrics.core.metrics.GaugeWithCallback;
import io.prometheus.metrics.model.registry.PrometheusRegistry;

/** What is told of lines on their way into the spools; one for all sources. */
public final class LogMetrics {
    private final PrometheusRegistry registry;
    private final Counter lines;
    private final Counter bytes;
    private final Counter refused;
    private final Counter cut;
    private final Counter renamed;

    public LogMetrics(PrometheusRegistry registry) {
        this.registry = registry;
        lines = counter(registry, "tributary_collector_log_lines_total",
                "Log lines written to the spools, by what read them.");
        bytes = counter(registry, "tributary_collector_log_bytes_total",
                "Bytes of log lines written to the spools, by what read them.");
        refused = counter(registry, "tributary_collector_log_lines_refused_total",
                "Log lines of streams whose labels cannot be.");
        cut = counter(registry, "tributary_collector_log_lines_cut_total",
                "Log lines that were too long and lost their end.");
        renamed = counter(registry, "tributary_collector_log_streams_renamed_total",
                "Streams in batches that brought a label which the cluster's identity displaced to exported_<name>.");
    }

    private static Counter counter(PrometheusRegistry registry, String name, String help) {
        return Counter.builder().name(name).help(help).labelNames("source").register(registry);
    }

    /** Shows what waits for the disk. */
    void waiting(LongSupplier bytes) {
        GaugeWithCallback.builder().name("tributary_collector_log_waiting_bytes")
                .help("Bytes of log lines that were committed and are not on disk yet.")
                .callback(out -> out.call((double) bytes.getAsLong())).register(registry);
    }

    LogCounts of(String source) {
        return new LogCounts(lines.labelValues(source), bytes.labelValues(source), refused.labelValues(source),
                cut.labelValues(source), renamed.labelValues(source));
    }
}
