package dev.tributary.aggregator.config;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToLongFunction;

import dev.tributary.aggregator.storage.settings.RetentionOptions;
import dev.tributary.aggregator.storage.settings.StorageLimits;
import dev.tributary.aggregator.storage.settings.StorageOptions;
import dev.tributary.aggregator.storage.settings.SyncMode;
import dev.tributary.model.ClusterId;
import dev.tributary.runtime.config.ByteSize;
import dev.tributary.runtime.config.Default;
import dev.tributary.runtime.config.Doc;
import org.jspecify.annotations.Nullable;

/** How metrics are stored. */
public record StorageSettings(
        @Default("15d") @Doc("How long samples are kept, and how old a sample may be when it arrives. Whole UTC days are dropped.") Duration retention,
        @Doc("How long exemplars are kept, where that is shorter than retention.") @Nullable Duration exemplarRetention,
        @Doc("How long things of single clusters are kept by their names, where that differs.") Map<String, ClusterRetention> clusterRetention,
        @Default("interval") @Doc("When an acknowledged write is on the disk. `interval`: a crash of the process loses nothing, a power failure at most sync_interval. `commit`: neither loses anything; slower.") SyncMode sync,
        @Default("200ms") @Doc("With sync `interval`: how often the log is brought to the disk.") Duration syncInterval,
        @Default("2h") @Doc("Longest time samples stay in memory before they are written as chunks.") Duration flushInterval,
        @Default("10000000") @Doc("Samples in memory that start a flush; about 4 bytes each. Bounds memory and the work of a restart.") long headSamplesMax,
        @Default("4000000") @Doc("Samples waiting for their commit; above it writes get 503.") long pendingSamplesMax,
        @Default("256MiB") @Doc("Free space of the disk below which writes get 503, until there is a quarter more. Reads go on.") ByteSize diskFreeMin,
        @Default("64MiB") @Doc("Memory of the store's block cache and write buffers.") ByteSize cacheSize,
        @Default("2000") @Doc("Clusters the store holds at most; series of further ones are refused.") int clustersMax,
        @Default("2000000") @Doc("Series of one cluster at a time; further ones are refused. About 200 bytes each.") int seriesPerClusterMax,
        @Default("20000") @Doc("Metadata statements (type, help, unit) of one cluster; further ones are not kept.") int metadataPerClusterMax) {
    public StorageSettings {
        clusterRetention = Collections.unmodifiableMap(new LinkedHashMap<>(clusterRetention));
        options(retention, exemplarRetention, clusterRetention);
        if (syncInterval.compareTo(Duration.ofMillis(10)) < 0) {
            throw new IllegalArgumentException("sync_interval must be at least 10ms");
        }
        if (flushInterval.compareTo(Duration.ofSeconds(1)) < 0) {
            throw new IllegalArgumentException("flush_interval must be at least 1s");
        }
        requireAtLeast("head_samples_max", headSamplesMax, 1000);
        requireAtLeast("pending_samples_max", pendingSamplesMax, 1000);
        requireAtLeast("cache_size", cacheSize.bytes(), 16 << 20);
        requireAtLeast("clusters_max", clustersMax, 1);
        requireAtLeast("series_per_cluster_max", seriesPerClusterMax, 1);
        requireAtLeast("metadata_per_cluster_max", metadataPerClusterMax, 1);
    }

    /** How long what is kept. */
    public RetentionOptions retentionOptions() {
        return options(retention, exemplarRetention, clusterRetention);
    }

    private static RetentionOptions options(Duration samples, @Nullable Duration exemplars,
            Map<String, ClusterRetention> byCluster) {
        RetentionOptions.Kinds usual = new RetentionOptions.Kinds(samples, exemplars == null ? samples : exemplars);
        Map<String, RetentionOptions.Kinds> clusters = new LinkedHashMap<>();
        byCluster.forEach((cluster, kept) -> {
            try {
                new ClusterId(cluster);
                clusters.put(cluster, kept.over(usual));
            } catch (IllegalArgumentException e) {
                throw new IllegalArgumentException("cluster_retention of " + cluster + ": " + e.getMessage(), e);
            }
        });
        return new RetentionOptions(usual, clusters);
    }

    private static void requireAtLeast(String key, long value, long min) {
        if (value < min) {
            throw new IllegalArgumentException(key + " must be at least " + min + ", is " + value);
        }
    }

    /**
     * For the store in a folder. What a label set may be is decided per cluster at the door, so the store itself allows the
     * most that any cluster is allowed.
     */
    public StorageOptions toOptions(Path dataDirectory, IngestSettings ingest) {
        StorageLimits limits = new StorageLimits(clustersMax, seriesPerClusterMax,
                largest(ingest, ClusterLimits::labelsMax), largest(ingest, one -> one.labelNameMax().bytes()),
                largest(ingest, one -> one.labelValueMax().bytes()), metadataPerClusterMax);
        return new StorageOptions(dataDirectory, retentionOptions(), ingest.futureMax(), sync, syncInterval,
                flushInterval,
                headSamplesMax, pendingSamplesMax, cacheSize.bytes(), diskFreeMin.bytes(), limits);
    }

    private static int largest(IngestSettings ingest, ToLongFunction<ClusterLimits> limit) {
        List<ClusterLimits> all = new ArrayList<>(List.of(ingest.limits()));
        ingest.clusterLimits().values().forEach(overrides -> all.add(overrides.over(ingest.limits())));
        return (int) all.stream().mapToLong(limit).max().orElseThrow();
    }
}
