package dev.tributary.collector.status;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Clock;
import java.util.List;
import java.util.function.Supplier;
import java.util.function.ToDoubleFunction;

import dev.tributary.collector.batch.BatchKind;
import dev.tributary.collector.ship.Destination;
import dev.tributary.collector.spool.SpoolStats;
import io.prometheus.metrics.core.metrics.CounterWithCallback;
import io.prometheus.metrics.core.metrics.GaugeWithCallback;
import io.prometheus.metrics.model.registry.PrometheusRegistry;

/** What is in the spools and the quarantines, asked when the metrics are read. */
public final class SpoolMetrics {
    private SpoolMetrics() {
    }

    /** Registers the metrics of these destinations. */
    public static void register(PrometheusRegistry registry, Supplier<List<Destination>> destinations, Clock clock) {
        gauge(registry, destinations, "tributary_collector_spool_bytes", "Bytes on disk.", SpoolStats::bytes);
        gauge(registry, destinations, "tributary_collector_spool_segments", "Segment files.", SpoolStats::segments);
        gauge(registry, destinations, "tributary_collector_spool_oldest_pending_seconds",
                "Age of the oldest segment with something pending, 0 when nothing is.",
                stats -> stats.oldestPendingMillis() == 0 ? 0 : (clock.millis() - stats.oldestPendingMillis()) / 1e3);
        counter(registry, destinations, "tributary_collector_spool_damaged_bytes_total",
                "Bytes that could not be read back as they were written.", SpoolStats::damagedBytes);
        registerContent(registry, of(BatchKind.METRICS, destinations), "samples", "Samples and histograms");
        registerContent(registry, of(BatchKind.LOGS, destinations), "log_lines", "Log lines");
        registerQuarantine(registry, destinations);
    }

    private static Supplier<List<Destination>> of(BatchKind kind, Supplier<List<Destination>> all) {
        return () -> all.get().stream().filter(destination -> destination.kind() == kind).toList();
    }

    private static void registerContent(PrometheusRegistry registry, Supplier<List<Destination>> destinations,
            String unit, String units) {
        gauge(registry, destinations, "tributary_collector_spool_pending_" + unit,
                units + " not yet acknowledged by the destination.", SpoolStats::pendingSamples);
        gauge(registry, destinations, "tributary_collector_spool_backlog_" + unit,
                units + " that were not shipped while they were fresh and are still pending.",
                SpoolStats::backlogSamples);
        counter(registry, destinations, "tributary_collector_spool_appended_" + unit + "_total",
                units + " written to the spool.", SpoolStats::appendedSamples);
        registerDropped(registry, destinations, unit, units);
    }

    private static void gauge(PrometheusRegistry registry, Supplier<List<Destination>> destinations, String name,
            String help,
            ToDoubleFunction<SpoolStats> value) {
        GaugeWithCallback.builder().name(name).help(help).labelNames("destination").callback(out -> {
            for (Destination destination : destinations.get()) {
                out.call(value.applyAsDouble(destination.spool().stats()), destination.name());
            }
        }).register(registry);
    }

    private static void counter(PrometheusRegistry registry, Supplier<List<Destination>> destinations, String name,
            String help,
            ToDoubleFunction<SpoolStats> value) {
        CounterWithCallback.builder().name(name).help(help).labelNames("destination").callback(out -> {
            for (Destination destination : destinations.get()) {
                out.call(value.applyAsDouble(destination.spool().stats()), destination.name());
            }
        }).register(registry);
    }

    private static void registerDropped(PrometheusRegistry registry, Supplier<List<Destination>> destinations,
            String unit, String units) {
        CounterWithCallback.builder().name("tributary_collector_spool_dropped_" + unit + "_total")
                .help(units + " that were dropped before they were shipped.")
                .labelNames("destination", "reason").callback(out -> {
                    for (Destination destination : destinations.get()) {
                        SpoolStats stats = destination.spool().stats();
                        out.call((double) stats.droppedForSize(), destination.name(), "size");
                        out.call((double) stats.droppedForAge(), destination.name(), "age");
                        out.call((double) stats.droppedForDiskFull(), destination.name(), "disk_full");
                        out.call((double) destination.quarantine().droppedSamples(), destination.name(),
                                "quarantine_full");
                    }
                }).register(registry);
    }

    private static void registerQuarantine(PrometheusRegistry registry, Supplier<List<Destination>> destinations) {
        GaugeWithCallback.builder().name("tributary_collector_quarantine_batches")
                .help("Batches the destination refused for good, kept for a look.").labelNames("destination")
                .callback(out -> {
                    for (Destination destination : destinations.get()) {
                        try {
                            out.call(destination.quarantine().list().size(), destination.name());
                        } catch (IOException e) {
                            throw new UncheckedIOException(e);
                        }
                    }
                }).register(registry);
    }
}
