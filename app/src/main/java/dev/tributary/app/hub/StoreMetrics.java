package dev.tributary.app.hub;

import java.util.function.ToDoubleFunction;

import dev.tributary.aggregator.storage.MetricStore;
import dev.tributary.aggregator.storage.StorageStats;
import io.prometheus.metrics.core.metrics.CounterWithCallback;
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

    static void register(PrometheusRegistry registry, MetricStore store) {
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
        metrics.counter("flushes_total", "Times samples were brought from memory into chunks.", StorageStats::flushes);
        metrics.counter("flush_failures_total", "Times that failed; it is tried again.", StorageStats::flushFailures);
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
