package dev.tributary.alerts.notify;

import io.prometheus.metrics.core.metrics.Counter;
import io.prometheus.metrics.core.metrics.Gauge;
import io.prometheus.metrics.core.metrics.Histogram;
import io.prometheus.metrics.model.registry.PrometheusRegistry;

/** What the way to the Alertmanagers says of itself, under the names Prometheus uses. */
public final class NotifierMetrics {
    final Counter sent;
    final Counter errors;
    final Counter dropped;
    final Histogram latency;
    final Gauge queueLength;
    final Gauge queueCapacity;
    final Gauge discovered;

    public NotifierMetrics(PrometheusRegistry registry) {
        sent = Counter.builder().name("prometheus_notifications_sent_total")
                .help("Alerts sent, by Alertmanager, tries that failed included.").labelNames("alertmanager")
                .register(registry);
        errors = Counter.builder().name("prometheus_notifications_errors_total")
                .help("Alerts affected by failed sends.").labelNames("alertmanager").register(registry);
        dropped = Counter.builder().name("prometheus_notifications_dropped_total")
                .help("Alerts dropped: the queue was full, a send failed, or relabeling left no Alertmanager.")
                .labelNames("alertmanager").register(registry);
        latency = Histogram.builder().name("prometheus_notifications_latency_seconds")
                .help("Time to send one batch.").labelNames("alertmanager").register(registry);
        queueLength = Gauge.builder().name("prometheus_notifications_queue_length").help("Alerts waiting to be sent.")
                .labelNames("alertmanager").register(registry);
        queueCapacity = Gauge.builder().name("prometheus_notifications_queue_capacity")
                .help("Most alerts that may wait for one Alertmanager.").register(registry);
        discovered = Gauge.builder().name("prometheus_notifications_alertmanagers_discovered")
                .help("Alertmanagers that alerts are sent to.").register(registry);
    }
}
