package dev.tributary.alerts.notify;

import java.util.HashMap;
import java.util.Map;

import io.prometheus.metrics.core.metrics.Counter;
import io.prometheus.metrics.core.metrics.Gauge;
import io.prometheus.metrics.core.metrics.Histogram;
import io.prometheus.metrics.core.metrics.Summary;
import io.prometheus.metrics.model.registry.PrometheusRegistry;

/** What the way to the Alertmanagers says of itself, under the names Prometheus uses. */
public final class NotifierMetrics {
    final Counter sent;
    final Counter errors;
    final Counter dropped;
    final Summary latency;
    final Histogram latencies;
    final Gauge queueLength;
    final Gauge queueCapacity;
    final Gauge discovered;
    /** Queues that are open, by Alertmanager: a reload opens the next one before the former is drained. */
    private final Map<String, Integer> open = new HashMap<>();

    public NotifierMetrics(PrometheusRegistry registry) {
        sent = Counter.builder().name("prometheus_notifications_sent_total")
                .help("Alerts that an Alertmanager took.").labelNames("alertmanager")
                .register(registry);
        errors = Counter.builder().name("prometheus_notifications_errors_total")
                .help("Alerts affected by failed sends.").labelNames("alertmanager").register(registry);
        dropped = Counter.builder().name("prometheus_notifications_dropped_total")
                .help("Alerts dropped: the queue was full, a send failed, or relabeling left no Alertmanager.")
                .labelNames("alertmanager").register(registry);
        latency = Summary.builder().name("prometheus_notifications_latency_seconds").help("Time to send one batch.")
                .quantile(0.5).quantile(0.9).quantile(0.99).labelNames("alertmanager").register(registry);
        latencies = Histogram.builder().name("prometheus_notifications_latency_histogram_seconds")
                .help("Time to send one batch.").classicUpperBounds(0.01, 0.1, 1, 10).nativeInitialSchema(3)
                .nativeMaxNumberOfBuckets(100).labelNames("alertmanager").register(registry);
        queueLength = Gauge.builder().name("prometheus_notifications_queue_length").help("Alerts waiting to be sent.")
                .labelNames("alertmanager").register(registry);
        queueCapacity = Gauge.builder().name("prometheus_notifications_queue_capacity")
                .help("Most alerts that may wait for one Alertmanager.").register(registry);
        discovered = Gauge.builder().name("prometheus_notifications_alertmanagers_discovered")
                .help("Alertmanagers that alerts are sent to.").register(registry);
    }

    /** A queue for this Alertmanager opens; its counters exist from now on. */
    synchronized void opened(String alertmanager) {
        if (open.merge(alertmanager, 1, Integer::sum) == 1) {
            sent.initLabelValues(alertmanager);
            errors.initLabelValues(alertmanager);
            dropped.initLabelValues(alertmanager);
            queueLength.initLabelValues(alertmanager);
        }
    }

    /** A queue closed; with the last one everything said of its Alertmanager goes. */
    synchronized void closed(String alertmanager) {
        if (open.merge(alertmanager, -1, Integer::sum) > 0) {
            return;
        }
        open.remove(alertmanager);
        sent.remove(alertmanager);
        errors.remove(alertmanager);
        dropped.remove(alertmanager);
        latency.remove(alertmanager);
        latencies.remove(alertmanager);
        queueLength.remove(alertmanager);
    }
}
