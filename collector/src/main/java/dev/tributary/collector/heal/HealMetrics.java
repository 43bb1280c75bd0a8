package dev.tributary.collector.heal;

import io.prometheus.metrics.core.metrics.Counter;
import io.prometheus.metrics.core.metrics.Gauge;
import io.prometheus.metrics.model.registry.PrometheusRegistry;

/** What healing tells of itself; one for all targets. */
public final class HealMetrics {
    final Gauge open;
    final Gauge openSeconds;
    final Counter seconds;
    final Counter samples;
    final Counter reads;

    public HealMetrics(PrometheusRegistry registry) {
        open = Gauge.builder().name("tributary_collector_gaps_open")
                .help("Windows that were not pulled and are still to be read from the Prometheus.")
                .labelNames("job", "instance").register(registry);
        openSeconds = Gauge.builder().name("tributary_collector_gaps_open_seconds")
                .help("Time that these windows cover together.").labelNames("job", "instance").register(registry);
        seconds = Counter.builder().name("tributary_collector_gap_seconds_total")
                .help("Time covered by windows that are settled, by how: healed, or given up because too_old, no_data (the"
                        + " Prometheus has none) or refused (it answers neither remote read nor range queries).")
                .labelNames("job", "instance", "outcome").register(registry);
        samples = Counter.builder().name("tributary_collector_gap_samples_total")
                .help("Samples read for windows that were not pulled.").labelNames("job", "instance")
                .register(registry);
        reads = Counter.builder().name("tributary_collector_gap_reads_total")
                .help("Requests for past samples by method and result.")
                .labelNames("job", "instance", "method", "result").register(registry);
    }

    void announce(String job, String instance) {
        for (GapOutcome outcome : GapOutcome.values()) {
            seconds.labelValues(job, instance, outcome.text());
        }
        samples.labelValues(job, instance);
        open.labelValues(job, instance).set(0);
        openSeconds.labelValues(job, instance).set(0);
    }

    void retire(String job, String instance) {
        open.remove(job, instance);
        openSeconds.remove(job, instance);
    }
}
