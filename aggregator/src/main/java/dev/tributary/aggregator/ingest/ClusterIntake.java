package dev.tributary.aggregator.ingest;

import dev.tributary.aggregator.config.ClusterLimits;
import dev.tributary.model.ClusterId;
import io.prometheus.metrics.core.datapoints.CounterDataPoint;

/** What one cluster may send and has sent. Safe for several threads. */
final class ClusterIntake {
    private final ClusterId cluster;
    private final ClusterActivity activity;
    private final IngestMetrics metrics;
    private final CounterDataPoint samples;
    private final CounterDataPoint histograms;
    private final CounterDataPoint exemplars;
    private final CounterDataPoint bytes;
    private final CounterDataPoint decompressedBytes;
    private volatile Limits limits;

    private record Limits(ClusterLimits settings, SampleRate rate, boolean tighterLabels) {
    }

    ClusterIntake(ClusterId cluster, ClusterActivity activity, ClusterLimits limits, IngestMetrics metrics) {
        this.cluster = cluster;
        this.activity = activity;
        this.metrics = metrics;
        this.limits = new Limits(limits, new SampleRate(limits.samplesPerSecondMax(), System.nanoTime()), false);
        samples = metrics.samples.labelValues(cluster.value());
        histograms = metrics.histograms.labelValues(cluster.value());
        exemplars = metrics.exemplars.labelValues(cluster.value());
        bytes = metrics.bytes.labelValues(cluster.value());
        decompressedBytes = metrics.decompressedBytes.labelValues(cluster.value());
    }

    ClusterId cluster() {
        return cluster;
    }

    ClusterLimits limits() {
        return limits.settings();
    }

    SampleRate rate() {
        return limits.rate();
    }

    /** Puts other limits in force; the rate's account starts anew when its limit changes. */
    void replaceLimits(ClusterLimits others) {
        Limits now = limits;
        boolean sameRate = now.settings().samplesPerSecondMax() == others.samplesPerSecondMax();
        limits = new Limits(others,
                sameRate ? now.rate() : new SampleRate(others.samplesPerSecondMax(), System.nanoTime()),
                now.tighterLabels() || isTighter(others, now.settings()));
    }

    private static boolean isTighter(ClusterLimits next, ClusterLimits before) {
        return next.labelsMax() < before.labelsMax()
                || next.labelNameMax().bytes() < before.labelNameMax().bytes()
                || next.labelValueMax().bytes() < before.labelValueMax().bytes();
    }

    /** True when limits of labels became smaller since the start: then every series is measured anew. */
    boolean hasTighterLabelLimits() {
        return limits.tighterLabels();
    }

    void received(long sentBytes, long messageBytes) {
        bytes.inc(sentBytes);
        decompressedBytes.inc(messageBytes);
    }

    /** Counts what a committed request held of this cluster, and notes that the cluster is alive. */
    void accepted(long sampleCount, long histogramCount, long exemplarCount, long newestMillis, long nowMillis) {
        samples.inc(sampleCount);
        histograms.inc(histogramCount);
        exemplars.inc(exemplarCount);
        if (sampleCount + histogramCount > 0) {
            activity.received(newestMillis, nowMillis);
        }
    }

    void refused(String reason, long count) {
        metrics.samplesRefused.labelValues(cluster.value(), reason).inc(count);
    }
}
