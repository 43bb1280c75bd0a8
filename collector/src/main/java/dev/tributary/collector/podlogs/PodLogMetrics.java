package dev.tributary.collector.podlogs;

import io.prometheus.metrics.core.metrics.Counter;
import io.prometheus.metrics.core.metrics.Gauge;
import io.prometheus.metrics.model.registry.PrometheusRegistry;

/** What the reading of logs through the API tells of itself, by job, besides what all reading of logs tells. */
public final class PodLogMetrics {
    private static final String JOB = "job";

    final Counter requests;
    final Counter ends;
    final Counter repeated;
    final Gauge containers;

    public PodLogMetrics(PrometheusRegistry registry) {
        requests = counter("requests_total", "Requests for logs: opened, waiting for a container to start, refused.",
                registry, "result");
        ends = counter("ends_total", "Logs that ended: closed by the API, broken, silent for too long.", registry,
                "reason");
        repeated = counter("repeated_lines_total",
                "Lines that came again when a log was opened again, and were left out.",
                registry);
        containers = Gauge.builder().name("tributary_collector_podlog_containers")
                .help("Containers by state: followed, ended, and waiting as more than containers_max.")
                .labelNames(JOB, "state").register(registry);
    }

    private static Counter counter(String name, String help, PrometheusRegistry registry, String... more) {
        String[] labels = new String[1 + more.length];
        labels[0] = JOB;
        System.arraycopy(more, 0, labels, 1, more.length);
        return Counter.builder().name("tributary_collector_podlog_" + name).help(help).labelNames(labels)
                .register(registry);
    }

    void retire(String job) {
        for (String state : new String[]{"followed", "ended", "waiting"}) {
            containers.remove(job, state);
        }
    }
}
