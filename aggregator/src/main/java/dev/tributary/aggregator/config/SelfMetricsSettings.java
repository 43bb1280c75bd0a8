package dev.tributary.aggregator.config;

import java.time.Duration;

import dev.tributary.runtime.config.Default;
import dev.tributary.runtime.config.Doc;

/** What the hub stores about itself and its clusters. */
public record SelfMetricsSettings(
        @Default("15s") @Doc("How often the hub writes its own metrics into its store, under the cluster `_hub`; 0 never does.") Duration interval,
        @Default("5m") @Doc("A cluster that has sent nothing for this long has `tributary_cluster_up` 0.") Duration clusterDownAfter) {
    public SelfMetricsSettings {
        if (interval.isNegative() || interval.isPositive() && interval.compareTo(Duration.ofSeconds(1)) < 0) {
            throw new IllegalArgumentException("interval must be 0 or at least 1s");
        }
        if (!clusterDownAfter.isPositive()) {
            throw new IllegalArgumentException("cluster_down_after must be longer than 0");
        }
    }
}
