package dev.tributary.app.hub;

import java.util.function.ToDoubleFunction;

import dev.tributary.aggregator.storage.logs.LogStore;
import dev.tributary.aggregator.storage.logs.LogStoreStats;
import dev.tributary.aggregator.storage.logs.settings.LogRetention;
import io.prometheus.metrics.core.metrics.CounterWithCallback;
import io.prometheus.metrics.core.metrics.Gauge;
import io.prometheus.metrics.core.metrics.GaugeWithCallback;
import io.prometheus.metrics.model.registry.PrometheusRegistry;

/** Shows the log store's figures as metrics; while it is not open there are none but {@code tributary_logs_ready}. */
final class LogStoreMetrics {
    private final PrometheusRegistry registry;
    private final LogStore store;

    private LogStoreMetrics(PrometheusRegistry registry, LogStore store) {
        this.registry = registry;
        this.store = store;
    }

    static void register(PrometheusRegistry registry, LogStore store, LogRetention retention) {
        LogStoreMetrics metrics = new LogStoreMetrics(registry, store);
        GaugeWithCallback.builder().name("tributary_logs_ready")
                .help("1 when the log store takes writes and answers reads.")
                .callback(callback -> callback.call(store.progress().ready() ? 1 : 0)).register(registry);
        metrics.gauges();
        metrics.counters();
        Gauge kept = Gauge.builder().name("tributary_logs_retention_seconds")
                .help("How long log lines are kept; of clusters with a retention of their own, and (empty) of all others.")
                .labelNames("kept_cluster").register(registry);
        kept.labelValues("").set((double) retention.usual().toSeconds());
        retention.clusters().forEach((name, time) -> kept.labelValues(name).set((double) time.toSeconds()));
    }

    private void gauges() {
        gauge("clusters", "Clusters the log store knows.", LogStoreStats::clusters);
        gauge("streams", "Streams known.", LogStoreStats::streams);
        gauge("head_entries", "Entries in memory that are not yet in blocks.", LogStoreStats::headEntries);
        gauge("head_bytes", "Memory that these entries take.", LogStoreStats::headBytes);
        gauge("head_spare_bytes",
                "Memory of flushed entries that waits for the next ones; given back when it is not needed.",
                LogStoreStats::headSpareBytes);
        gauge("pending_bytes", "Bytes of entries waiting for their commit.", LogStoreStats::pendingBytes);
        gauge("days", "Days that hold blocks.", LogStoreStats::days);
        gauge("disk_bytes", "Size of the log store's table files on disk.", LogStoreStats::diskBytes);
        gauge("disk_free_bytes", "Free space of the log store's disk.", LogStoreStats::diskFreeBytes);
        gauge("disk_full", "1 while writes are refused because less than storage.disk_free_min is free.",
                stats -> stats.diskFull() ? 1 : 0);
        gauge("retention_waiting", "1 while retention drops nothing, as the clock jumped ahead by more than a day.",
                stats -> stats.retentionWaiting() ? 1 : 0);
        gauge("open_reads", "Reads that hold a view of the log store now.", LogStoreStats::openReads);
        gauge("deletions", "Deletions whose entries still lie on the disk.", LogStoreStats::deletions);
    }

    private void counters() {
        counter("entries_written_total", "Entries taken; what was sent again counts.", LogStoreStats::entriesWritten);
        counter("written_bytes_total", "Bytes of their lines and metadata.", LogStoreStats::bytesWritten);
        counter("records_written_total", "Records, such as Kubernetes events, among them.",
                LogStoreStats::recordsWritten);
        counter("entries_refused_total", "Entries that the store itself refused.", LogStoreStats::entriesRefused);
        counter("flushes_total", "Times entries were brought from memory into blocks.", LogStoreStats::flushes);
        counter("flush_failures_total", "Times that failed; it is tried again.", LogStoreStats::flushFailures);
        counter("days_dropped_total", "Days dropped whole by retention.", LogStoreStats::daysDropped);
        counter("stream_days_dropped_total", "Streams dropped of a day by their own or their cluster's retention.",
                LogStoreStats::streamDaysDropped);
        counter("records_dropped_total", "Records dropped by retention.", LogStoreStats::recordsDropped);
        counter("deleted_entries_total", "Entries that deletions have taken from the disk.",
                LogStoreStats::entriesDeleted);
        counter("blocks_merged_total", "Small blocks of slow streams that were merged into larger ones.",
                LogStoreStats::blocksMerged);
        counter("blocks_made_by_merging_total", "Blocks that came of them.", LogStoreStats::blocksOfMerging);
        counter("damaged_reads_total", "Damaged parts that reads left out with a warning.",
                LogStoreStats::damagedReads);
        counter("blocks_opened_total", "Blocks that reads opened.", LogStoreStats::blocksOpened);
        counter("opened_bytes_total", "Bytes of the lines in opened blocks.", LogStoreStats::textBytesOpened);
        counter("blocks_skipped_total", "Blocks that a search left closed because of their filters.",
                LogStoreStats::blocksSkipped);
    }

    private void gauge(String name, String help, ToDoubleFunction<LogStoreStats> figure) {
        GaugeWithCallback.builder().name("tributary_logs_" + name).help(help).callback(callback -> {
            if (store.progress().ready()) {
                callback.call(figure.applyAsDouble(store.stats()));
            }
        }).register(registry);
    }

    private void counter(String name, String help, ToDoubleFunction<LogStoreStats> figure) {
        CounterWithCallback.builder().name("tributary_logs_" + name).help(help).callback(callback -> {
            if (store.progress().ready()) {
                callback.call(figure.applyAsDouble(store.stats()));
            }
        }).register(registry);
    }
}
