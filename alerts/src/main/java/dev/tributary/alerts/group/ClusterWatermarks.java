package dev.tributary.alerts.group;

import java.util.Map;

import dev.tributary.model.ClusterId;

/** Knows up to which instant each cluster's data is complete. */
@FunctionalInterface
public interface ClusterWatermarks {
    /**
     * The watermark of every enrolled cluster in Unix milliseconds; a cluster that never reported has
     * {@link Long#MIN_VALUE}.
     */
    Map<ClusterId, Long> now();
}
