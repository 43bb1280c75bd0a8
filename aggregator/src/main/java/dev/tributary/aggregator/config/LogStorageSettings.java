package dev.tributary.aggregator.config;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToLongFunction;

import dev.tributary.aggregator.storage.logs.settings.LogOptions;
import dev.tributary.aggregator.storage.logs.settings.LogRetention;
import dev.tributary.aggregator.storage.logs.settings.LogStoreLimits;
import dev.tributary.model.ClusterId;
import dev.tributary.runtime.config.ByteSize;
import dev.tributary.runtime.config.Default;
import dev.tributary.runtime.config.Doc;

/** How log lines and events are stored. When they reach the disk, and how full it may get, is said under storage. */
public record LogStorageSettings(
        @Default("15d") @Doc("How long lines and events are kept. Whole UTC days are dropped.") Duration retention,
        @Doc("How long those of single clusters are kept by their names, where that differs.") Map<String, Duration> clusterRetention,
        @Doc("How long those of some streams are kept; the first that fits a stream holds, before its cluster's.") List<StreamRetention> streamRetention,
        @Default("1h") @Doc("Longest time lines stay in memory before they are written as blocks.") Duration flushInterval,
        @Default("32MiB") @Doc("Memory of lines that starts a flush; at three times as much writes get 503. Bounds the work of a restart.") ByteSize headSizeMax,
        @Default("64MiB") @Doc("Lines waiting for their commit; above it writes get 503.") ByteSize pendingSizeMax,
        @Default("32MiB") @Doc("Memory of the log store's block cache and write buffers.") ByteSize cacheSize,
        @Default("100000") @Doc("Streams of one cluster; further ones are refused. About 1KB each while they have lines in memory.") int streamsPerClusterMax,
        @Default("24h") @Doc("How long a deletion of lines can be cancelled; afterwards they leave the disk.") Duration deleteCancelPeriod) {
    public LogStorageSettings {
        clusterRetention = Collections.unmodifiableMap(new LinkedHashMap<>(clusterRetention));
        streamRetention = List.copyOf(streamRetention);
        retentionOf(retention, clusterRetention, streamRetention);
        if (flushInterval.compareTo(Duration.ofSeconds(1)) < 0) {
            throw new IllegalArgumentException("flush_interval must be at least 1s");
        }
        requireAtLeast("head_size_max", headSizeMax.bytes(), 1 << 20);
        requireAtLeast("pending_size_max", pendingSizeMax.bytes(), 1 << 20);
        requireAtLeast("cache_size", cacheSize.bytes(), 16 << 20);
        requireAtLeast("streams_per_cluster_max", streamsPerClusterMax, 1);
        if (deleteCancelPeriod.isNegative()) {
            throw new IllegalArgumentException("delete_cancel_period cannot be negative");
        }
    }

    private static void requireAtLeast(String key, long value, long min) {
        if (value < min) {
            throw new IllegalArgumentException(key + " must be at least " + min + ", is " + value);
        }
    }

    private static LogRetention retentionOf(Duration usual, Map<String, Duration> clusters,
            List<StreamRetention> streams) {
        for (String cluster : clusters.keySet()) {
            try {
                new ClusterId(cluster);
            } catch (IllegalArgumentException e) {
                throw new IllegalArgumentException("cluster_retention names no cluster: " + e.getMessage(), e);
            }
        }
        return new LogRetention(usual, clusters, streams.stream().map(rule -> new LogRetention.StreamRule(
                rule.matchers().stream().map(LabelCondition::matcher).toList(), rule.retention())).toList());
    }

    /** How long what is kept. */
    public LogRetention retentionOptions() {
        return retentionOf(retention, clusterRetention, streamRetention);
    }

    /**
     * For the store in a folder. What a stream or line may be is decided per cluster at the door, so the store itself allows
     * the most that any cluster is allowed.
     */
    public LogOptions toOptions(Path dataDirectory, StorageSettings storage, IngestSettings ingest) {
        // The door may add a service's name to the labels, and the level to the metadata.
        LogStoreLimits limits = new LogStoreLimits(storage.clustersMax(), streamsPerClusterMax,
                1 + largest(ingest, LogLimits::labelsMax), largest(ingest, one -> one.labelNameMax().bytes()),
                largest(ingest, one -> one.labelValueMax().bytes()), largest(ingest, one -> one.lineMax().bytes()),
                1 + largest(ingest, LogLimits::metadataLabelsMax),
                1024 + largest(ingest, one -> one.metadataMax().bytes()));
        return new LogOptions(dataDirectory, retentionOptions(), ingest.futureMax(), storage.sync(),
                storage.syncInterval(), flushInterval, headSizeMax.bytes(), pendingSizeMax.bytes(), cacheSize.bytes(),
                storage.diskFreeMin().bytes(), deleteCancelPeriod, limits);
    }

    private static int largest(IngestSettings ingest, ToLongFunction<LogLimits> limit) {
        List<LogLimits> all = new ArrayList<>(List.of(ingest.limits().logs()));
        ingest.clusterLimits().values().forEach(overrides -> all.add(overrides.over(ingest.limits()).logs()));
        return (int) all.stream().mapToLong(limit).max().orElseThrow();
    }
}
