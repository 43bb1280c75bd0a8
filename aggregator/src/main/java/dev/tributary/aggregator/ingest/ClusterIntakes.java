package dev.tributary.aggregator.ingest;

import java.time.InstantSource;
import java.util.Collection;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;

import dev.tributary.aggregator.config.IngestSettings;
import dev.tributary.model.ClusterId;
import dev.tributary.wire.otlp.OtlpDeltas;
import org.jspecify.annotations.Nullable;

/**
 * All clusters that are enrolled or have sent something. Safe for several threads. On a hub without credentials data names
 * its own cluster, so their number is bounded here: past it, data counts for the cluster of its request.
 */
public final class ClusterIntakes {
    private static final int CLUSTERS_MAX = 10_000;

    private final Map<String, ClusterIntake> intakes = new ConcurrentHashMap<>();
    private final Map<ClusterId, ClusterActivity> activities = new ConcurrentHashMap<>();
    private final IngestMetrics metrics;
    private final InstantSource clock;
    private volatile IngestSettings settings;

    ClusterIntakes(IngestSettings settings, IngestMetrics metrics, InstantSource clock) {
        this.settings = settings;
        this.metrics = metrics;
        this.clock = clock;
    }

    /** Makes the clusters known before they send anything. */
    public void enroll(Collection<ClusterId> clusters) {
        clusters.forEach(this::of);
    }

    /** Puts other limits in force. */
    void replace(IngestSettings others) {
        settings = others;
        intakes.values().forEach(intake -> intake.replaceLimits(others.limitsOf(intake.cluster())));
    }

    ClusterIntake of(ClusterId cluster) {
        ClusterIntake known = intakes.get(cluster.value());
        return known == null ? intakes.computeIfAbsent(cluster.value(), _ -> open(cluster)) : known;
    }

    /** The cluster a label value names, or null when it is none or there are too many already. */
    public @Nullable ClusterIntake ofLabel(String value) {
        ClusterIntake known = intakes.get(value);
        if (known != null || intakes.size() >= CLUSTERS_MAX) {
            return known;
        }
        try {
            ClusterId cluster = new ClusterId(value);
            return cluster.equals(ClusterId.HUB) ? null : of(cluster);
        } catch (IllegalArgumentException e) {
            return null;
        }
    }

    private ClusterIntake open(ClusterId cluster) {
        ClusterActivity activity = activities.computeIfAbsent(cluster, _ -> new ClusterActivity());
        OtlpDeltas deltas = new OtlpDeltas(clock, () -> settings.otlp().deltaLimits());
        return new ClusterIntake(cluster, activity, settings.limitsOf(cluster), metrics, deltas);
    }

    /** Remembers a cluster's activity from an earlier run of the hub; what this run has seen counts more. */
    public void restore(ClusterId cluster, long newestSampleMillis, long receivedMillis) {
        of(cluster);
        ClusterActivity activity = activities.get(cluster);
        if (activity != null) {
            activity.restore(newestSampleMillis, receivedMillis);
        }
    }

    /** Streams of delta temporality whose totals are kept, of all clusters. */
    long deltaStreams() {
        return intakes.values().stream().mapToLong(intake -> intake.deltas().streams()).sum();
    }

    /** What is known of each cluster, by name. */
    public Map<ClusterId, ClusterActivity> activities() {
        return new TreeMap<>(activities);
    }
}
