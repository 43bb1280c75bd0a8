package dev.tributary.alerts.role;

import dev.tributary.alerts.group.EvaluatedGroup;
import dev.tributary.alerts.group.LateObserver;
import dev.tributary.alerts.group.WatermarkGroup;
import dev.tributary.model.ClusterId;
import io.prometheus.metrics.core.metrics.Counter;
import io.prometheus.metrics.core.metrics.Gauge;
import io.prometheus.metrics.model.registry.PrometheusRegistry;

/** How late clusters are for the groups that wait for them; {@code member} is the cluster, {@code 0} not late. */
final class LateMetrics implements LateObserver {
    private final Gauge late;
    private final Counter replayed;

    LateMetrics(PrometheusRegistry registry) {
        late = Gauge.builder().name("tributary_rule_group_cluster_late_seconds")
                .help("How far a cluster's complete data is behind the group's slot.")
                .labelNames("rule_group", "member").register(registry);
        replayed = Counter.builder().name("tributary_rule_group_cluster_replayed_total")
                .help("Slots evaluated after a cluster's backlog had arrived.").labelNames("rule_group", "member")
                .register(registry);
    }

    private static String key(EvaluatedGroup group) {
        return group.definition().file() + ";" + group.definition().name();
    }

    @Override
    public void lateness(WatermarkGroup group, ClusterId cluster, long behindMillis) {
        late.labelValues(key(group), cluster.value()).set(behindMillis / 1e3);
    }

    @Override
    public void replayed(WatermarkGroup group, ClusterId cluster, long slots) {
        replayed.labelValues(key(group), cluster.value()).inc(slots);
    }

    @Override
    public void forgotten(WatermarkGroup group, ClusterId cluster) {
        late.remove(key(group), cluster.value());
        replayed.remove(key(group), cluster.value());
    }
}
