package dev.tributary.aggregator.self;

import java.time.Duration;
import java.time.InstantSource;
import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;

import dev.tributary.model.ClusterId;
import dev.tributary.model.LabelSlices;
import dev.tributary.model.Labels;
import dev.tributary.model.MetricMetadata;
import dev.tributary.model.StaleMarker;
import dev.tributary.model.port.MetricBatch;
import dev.tributary.model.port.MetricWriter;
import dev.tributary.model.port.WriteRefusedException;
import dev.tributary.model.port.WriteReport;
import dev.tributary.model.port.WriterIdentity;
import io.prometheus.metrics.core.metrics.Counter;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import io.prometheus.metrics.model.snapshots.MetricSnapshot;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Writes the hub's own metrics into its own store, as if it scraped itself: under the cluster {@code _hub}, but what a metric
 * says of a cluster (its label {@code cluster}) under that cluster, where its readers look for it. A series that is no longer
 * there gets a stale marker.
 */
public final class SelfMetrics implements AutoCloseable {
    /** The job label of everything the hub stores about itself. */
    public static final String JOB = "tributary-hub";

    private static final Logger LOG = LoggerFactory.getLogger(SelfMetrics.class);

    private static final WriterIdentity IDENTITY = new WriterIdentity(ClusterId.HUB, true);

    private final PrometheusRegistry registry;
    private final MetricWriter writer;
    private final InstantSource clock;
    private final RegistrySamples samples;
    private final Counter failures;
    private final ScheduledExecutorService timer = Executors
            .newSingleThreadScheduledExecutor(Thread.ofPlatform().daemon().name("self-metrics").factory());
    private final LabelSlices slices = new LabelSlices();
    private final Set<MetricMetadata> stated = new HashSet<>();
    private Set<Labels> present = new HashSet<>();

    /**
     * Prepares; {@link #start} begins.
     *
     * @param instance the {@code instance} label: host and port the hub is reached at
     */
    public SelfMetrics(PrometheusRegistry registry, MetricWriter writer, InstantSource clock, String instance) {
        this.registry = registry;
        this.writer = writer;
        this.clock = clock;
        samples = new RegistrySamples(Labels.of("job", JOB, "instance", instance));
        failures = Counter.builder().name("tributary_self_metrics_failures_total")
                .help("Times the hub could not store its own metrics.").register(registry);
    }

    /** Writes now and then after each interval. */
    public void start(Duration interval) {
        ScheduledFuture<?> _ = timer.scheduleAtFixedRate(this::writeOrLog, 0, interval.toMillis(),
                TimeUnit.MILLISECONDS);
    }

    private void writeOrLog() {
        try {
            WriteReport report = write();
            if (!report.complete()) {
                LOG.warn("own metrics were not stored whole refused={} problem={}", report.refused(), report.problem());
            }
        } catch (WriteRefusedException | CompletionException e) {
            failures.inc();
            LOG.warn("own metrics were not stored reason={}", e.getMessage());
        } catch (RuntimeException e) {
            failures.inc();
            LOG.error("own metrics were not stored", e);
        }
    }

    /** Writes one snapshot and waits until it is stored. */
    public synchronized WriteReport write() {
        long now = clock.millis();
        MetricBatch batch = writer.begin(IDENTITY);
        Set<Labels> written = new HashSet<>();
        for (MetricSnapshot metric : registry.scrape()) {
            MetricMetadata metadata = RegistrySamples.metadata(metric);
            if (stated.add(metadata)) {
                batch.metadata(metadata);
            }
            samples.of(metric, (labels, value) -> {
                write(batch, labels, now, value);
                written.add(labels);
            });
        }
        for (Labels labels : present) {
            if (!written.contains(labels)) {
                write(batch, labels, now, StaleMarker.VALUE);
            }
        }
        WriteReport report = batch.commit().toCompletableFuture().join();
        present = written;
        return report;
    }

    private void write(MetricBatch batch, Labels labels, long timestampMillis, double value) {
        slices.set(labels);
        batch.series(slices);
        batch.sample(timestampMillis, value, 0);
    }

    /** Writes no more. Series simply end, as those of a stopped process do. */
    @Override
    public void close() {
        timer.shutdown();
        try {
            if (!timer.awaitTermination(5, TimeUnit.SECONDS)) {
                timer.shutdownNow();
            }
        } catch (InterruptedException e) {
            timer.shutdownNow();
            Thread.currentThread().interrupt();
        }
    }
}
