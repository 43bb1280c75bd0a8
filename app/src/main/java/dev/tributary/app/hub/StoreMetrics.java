package dev.tributary.app.hub;

import java.util.function.ToDoubleFunction;

import dev.tributary.aggregator.storage.MetricStore;
import dev.tributary.aggregator.storage.StorageStats;
import dev.tributary.aggregator.storage.settings.RetentionOptions;
import io.prometheus.metrics.core.metrics.CounterWithCallback;
import io.prometheus.metrics.core.metrics.Gauge;
import io.prometheus.metrics.core.metrics.GaugeWithCallback;
import io.prometheus.metrics.model.registry.PrometheusRegistry;

/** Shows the store's figures as metrics; while it is not open there are none but {@code tributary_storage_ready}. */
final class StoreMetrics {
    private final PrometheusRegistry registry;
    private final MetricStore store;

    private StoreMetrics(PrometheusRegistry registry, MetricStore store) {
        this.registry = registry;
        this.store = store;
    }

    static void register(PrometheusRegistry registry, MetricStore store, RetentionOptions retention) {
        StoreMetrics metrics = new StoreMetrics(registry, store);
        GaugeWithCallback.builder().name("tributary_storage_ready")
                .help("1 when the store takes writes and answers reads.")
                .callback(callback -> callback.call(store.progress().ready() ? 1 : 0)).register(registry);
        metrics.gauge("clusters", "Clusters the store knows.", StorageStats::clusters);
        metrics.gauge("series", "Series in memory.", StorageStats::series);
        metrics.gauge("head_samples", "Samples in memory that are not yet in chunks.", StorageStats::headSamples);
        metrics.gauge("head_bytes", "Memory that these samples take.", StorageStats::headBytes);
        metrics.gauge("series_bytes", "Memory that labels and series take, without their indexes.",
                StorageStats::seriesBytes);
        metrics.gauge("pending_samples", "Samples waiting for their commit.", StorageStats::pendingSamples);
        metrics.gauge("days", "Days that hold chunks.", StorageStats::days);
        metrics.gauge("disk_bytes", "Size of the table files on disk.", StorageStats::diskBytes);
        metrics.gauge("open_reads", "Reads that hold a view of the store now.", StorageStats::openReads);
        metrics.gauge("disk_free_bytes", "Free space of the disk.", StorageStats::diskFreeBytes);
        metrics.gauge("disk_full", "1 while writes are refused because less than storage.disk_free_min is free.",
                stats -> stats.diskFull() ? 1 : 0);
        metrics.gauge("first_day_timestamp_seconds", "Start of the oldest day that holds chunks; 0 without any.",
                stats -> stats.firstDayMillis() / 1e3);
        metrics.gauge("retention_waiting",
                "1 while retention drops nothing, as the clock jumped ahead by more than a day.",
                stats -> stats.retentionWaiting() ? 1 : 0);
        metrics.gauge("tombstones", "Deletions whose samples still lie on the disk.", StorageStats::tombstones);
        metrics.counter("series_forgotten_total", "Series forgotten, as nothing was stored of them any more.",
                StorageStats::seriesForgotten);
        metrics.counter("days_dropped_total", "Days dropped whole by retention.", StorageStats::daysDropped);
        metrics.counter("cluster_days_dropped_total", "Days dropped of single clusters by their retention.",
                StorageStats::clusterDaysDropped);
        metrics.counter("damaged_reads_total", "Damaged parts that reads left out with a warning.",
                StorageStats::damagedReads);
        metrics.counter("days_sealed_total", "Days brought into their final form; again after late samples.",
                StorageStats::daysSealed);
        metrics.counter("sealing_seconds_total", "Time that sealing days took, rests included.",
                stats -> stats.sealingNanos() / 1e9);
        showRetention(registry, retention);
        metrics.counter("flushes_total", "Times samples were brought from memory into chunks.", StorageStats::flushes);
        metrics.counter("flush_failures_total", "Times that failed; it is tried again.", StorageStats::flushFailures);
    }

    private static void showRetention(PrometheusRegistry registry, RetentionOptions retention) {
        Gauge gauge = Gauge.builder().name("tributary_storage_retention_seconds")
                .help("How long things are kept, by kind; of clusters with a retention of their own, and (empty) of all "
                        + "others.")
                .labelNames("kept_cluster", "kind").register(registry);
        show(gauge, "", retention.usual());
        retention.clusters().forEach((cluster, kinds) -> show(gauge, cluster, kinds));
    }

    private static void show(Gauge gauge, String cluster, RetentionOptions.Kinds kinds) {
        gauge.labelValues(cluster, "samples").set((double) kinds.samples().toSeconds());
        gauge.labelValues(cluster, "exemplars").set((double) kinds.exemplars().toSeconds());
    }

    private void gauge(String name, String help, ToDoubleFunction<StorageStats> figure) {
        GaugeWithCallback.builder().name("tributary_storage_" + name).help(help).callback(callback -> {
            if (store.progress().ready()) {
                callback.call(figure.applyAsDouble(store.stats()));
            }
        }).register(registry);
    }

    private void counter(String name, String help, ToDoubleFunction<StorageStats> figure) {
        CounterWithCallback.builder().name("tributary_storage_" + name).help(help).callback(callback -> {
            if (store.progress().ready()) {
                callback.call(figure.applyAsDouble(store.stats()));
            }
        }).register(registry);
    }
}
