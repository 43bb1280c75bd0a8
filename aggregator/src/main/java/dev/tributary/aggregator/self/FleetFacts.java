package dev.tributary.aggregator.self;

import java.time.Duration;
import java.time.InstantSource;
import java.util.Map;
import java.util.function.Supplier;
import java.util.function.ToDoubleFunction;

import dev.tributary.aggregator.ingest.ClusterActivity;
import dev.tributary.aggregator.ingest.ClusterIntakes;
import dev.tributary.model.ClusterId;
import io.prometheus.metrics.core.metrics.GaugeWithCallback;
import io.prometheus.metrics.model.registry.PrometheusRegistry;

/**
 * States for every cluster that is enrolled or has ever sent something whether it is heard of: a silent cluster is a fact,
 * not an absence, and so is one that never reported. {@code docs/metrics.md} defines each metric.
 */
public final class FleetFacts {
    private final ClusterIntakes clusters;
    private final InstantSource clock;
    private final Duration downAfter;

    private FleetFacts(ClusterIntakes clusters, InstantSource clock, Duration downAfter) {
        this.clusters = clusters;
        this.clock = clock;
        this.downAfter = downAfter;
    }

    /**
     * Registers the facts.
     *
     * @param series how many series each cluster sends; asked when the metrics are read
     */
    public static void register(PrometheusRegistry registry, ClusterIntakes clusters, InstantSource clock,
            Duration downAfter, Supplier<Map<ClusterId, Long>> series) {
        FleetFacts facts = new FleetFacts(clusters, clock, downAfter);
        facts.gauge(registry, "tributary_cluster_up",
                "1 when the hub has received samples of the cluster within self_metrics.cluster_down_after, else 0.",
                facts::up);
        facts.gauge(registry, "tributary_cluster_last_sample_timestamp_seconds",
                "Timestamp of the newest sample of the cluster; 0 when it never sent any.",
                activity -> activity.isKnown() ? activity.newestSampleMillis() / 1e3 : 0);
        facts.gauge(registry, "tributary_cluster_last_sample_age_seconds",
                "Age of the newest sample of the cluster; +Inf when it never sent any.",
                activity -> activity.isKnown()
                        ? facts.ageSeconds(activity.newestSampleMillis())
                        : Double.POSITIVE_INFINITY);
        facts.gauge(registry, "tributary_cluster_last_received_timestamp_seconds",
                "When the hub last received samples of the cluster; 0 when it never did.",
                activity -> activity.isKnown() ? activity.receivedMillis() / 1e3 : 0);
        facts.gauge(registry, "tributary_cluster_lag_seconds",
                "How old the newest sample of the cluster's last request was when it came; +Inf when none ever came.",
                activity -> activity.isKnown() ? activity.lagMillis() / 1e3 : Double.POSITIVE_INFINITY);
        GaugeWithCallback.builder().name("tributary_cluster_series")
                .help("Series of the cluster with a sample within ten minutes before its newest one.")
                .labelNames("cluster").callback(out -> {
                    Map<ClusterId, Long> counts = series.get();
                    clusters.activities().keySet()
                            .forEach(cluster -> out.call(counts.getOrDefault(cluster, 0L), cluster.value()));
                }).register(registry);
    }

    private void gauge(PrometheusRegistry registry, String name, String help,
            ToDoubleFunction<ClusterActivity.Snapshot> value) {
        GaugeWithCallback.builder().name(name).help(help).labelNames("cluster").callback(
                callback -> clusters.activities().forEach((cluster, activity) -> callback
                        .call(value.applyAsDouble(activity.snapshot()), cluster.value())))
                .register(registry);
    }

    private double up(ClusterActivity.Snapshot activity) {
        return activity.isKnown() && clock.millis() - activity.receivedMillis() <= downAfter.toMillis() ? 1 : 0;
    }

    private double ageSeconds(long timestampMillis) {
        return (clock.millis() - timestampMillis) / 1e3;
    }
}
