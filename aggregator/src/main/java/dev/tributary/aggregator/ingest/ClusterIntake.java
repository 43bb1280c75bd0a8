package dev.tributary.aggregator.ingest;

import dev.tributary.aggregator.config.ClusterLimits;
import dev.tributary.model.ClusterId;
import dev.tributary.wire.otlp.OtlpDeltas;
import io.prometheus.metrics.core.datapoints.CounterDataPoint;

/** What one cluster may send and has sent. Safe for several threads. */
public final class ClusterIntake {
    private final ClusterId cluster;
    private final ClusterActivity activity;
    private final IngestMetrics metrics;
    private final OtlpDeltas deltas;
    private final CounterDataPoint samples;
    private final CounterDataPoint histograms;
    private final CounterDataPoint exemplars;
    private final CounterDataPoint bytes;
    private final CounterDataPoint decompressedBytes;
    private final CounterDataPoint logEntries;
    private final CounterDataPoint logBytes;
    private volatile Limits limits;

    private record Limits(ClusterLimits settings, IntakeRate rate, IntakeRate logRate, boolean tighterLabels) {
    }

    ClusterIntake(ClusterId cluster, ClusterActivity activity, ClusterLimits limits, IngestMetrics metrics,
            OtlpDeltas deltas) {
        this.deltas = deltas;
        this.cluster = cluster;
        this.activity = activity;
        this.metrics = metrics;
        this.limits = new Limits(limits, newRate(limits.samplesPerSecondMax()),
                newRate(limits.logs().bytesPerSecondMax().bytes()), false);
        samples = metrics.samples.labelValues(cluster.value());
        histograms = metrics.histograms.labelValues(cluster.value());
        exemplars = metrics.exemplars.labelValues(cluster.value());
        bytes = metrics.bytes.labelValues(cluster.value());
        logEntries = metrics.logEntries.labelValues(cluster.value());
        logBytes = metrics.logBytes.labelValues(cluster.value());
        decompressedBytes = metrics.decompressedBytes.labelValues(cluster.value());
    }

    private static IntakeRate newRate(long perSecondMax) {
        return new IntakeRate(perSecondMax, System.nanoTime());
    }

    /** Whose data this is. */
    public ClusterId cluster() {
        return cluster;
    }

    /** The limits in force. */
    public ClusterLimits limits() {
        return limits.settings();
    }

    /** The totals of what is sent as differences. */
    OtlpDeltas deltas() {
        return deltas;
    }

    IntakeRate rate() {
        return limits.rate();
    }

    /** The account of bytes of log lines. */
    public IntakeRate logRate() {
        return limits.logRate();
    }

    /** Puts other limits in force; an account starts anew when its limit changes. */
    void replaceLimits(ClusterLimits others) {
        Limits now = limits;
        limits = new Limits(others, rate(now.rate(), others.samplesPerSecondMax()),
                rate(now.logRate(), others.logs().bytesPerSecondMax().bytes()),
                now.tighterLabels() || isTighter(others, now.settings()));
    }

    private static IntakeRate rate(IntakeRate now, long perSecondMax) {
        return now.perSecondMax() == perSecondMax ? now : newRate(perSecondMax);
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

    /** Counts the log entries of a committed request. */
    public void acceptedLogs(long entries, long lineBytes) {
        logEntries.inc(entries);
        logBytes.inc(lineBytes);
    }

    /** Counts lines of a committed request that were cut, and the bytes cut off. */
    public void truncatedLogs(long lines, long lineBytes) {
        metrics.logLinesTruncated.labelValues(cluster.value()).inc(lines);
        metrics.logBytesTruncated.labelValues(cluster.value()).inc(lineBytes);
    }

    /** Counts log entries of an answered request that were not stored. */
    public void refusedLogs(String reason, long count) {
        metrics.logEntriesRefused.labelValues(cluster.value(), reason).inc(count);
    }

    /** Counts points that were added up. */
    void addedUp(long count) {
        metrics.deltaPoints.labelValues(cluster.value()).inc(count);
    }

    void refused(String reason, long count) {
        metrics.samplesRefused.labelValues(cluster.value(), reason).inc(count);
    }
}
