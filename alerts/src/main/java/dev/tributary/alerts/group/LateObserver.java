package dev.tributary.alerts.group;

import dev.tributary.model.ClusterId;

/** Hears how far a watermark group is behind for each cluster. */
public interface LateObserver {
    /** The cluster's data is late and complete only up to {@code behindMillis} before the slot; 0 when it is not late. */
    void lateness(WatermarkGroup group, ClusterId cluster, long behindMillis);

    /** Missed slots of a cluster were evaluated after its backlog arrived. */
    void replayed(WatermarkGroup group, ClusterId cluster, long slots);

    /** A cluster is no longer enrolled. */
    void forgotten(WatermarkGroup group, ClusterId cluster);
}
