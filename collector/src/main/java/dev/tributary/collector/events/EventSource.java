package dev.tributary.collector.events;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;

import dev.tributary.collector.config.CollectorConfig;
import dev.tributary.collector.config.EventsSettings;
import dev.tributary.collector.events.watch.WatchMetrics;
import dev.tributary.collector.events.watch.WatchStatus;
import dev.tributary.collector.events.watch.WatchTiming;
import dev.tributary.collector.identity.Identity;
import dev.tributary.collector.kubernetes.KubernetesAccess;
import dev.tributary.collector.page.BatchOutlet;
import dev.tributary.model.port.LogWriter;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The Kubernetes events of a collector, by the configuration in force: watched, recorded and counted, or not at all. One whose
 * settings stay the same is not disturbed. Safe for several threads; blocks.
 */
public final class EventSource implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(EventSource.class);

    private final LogWriter logs;
    private final BatchOutlet samples;
    private final EventMetrics metrics;
    private final WatchMetrics watchMetrics;
    private final Clock clock;
    private @Nullable Wanted inForce;
    private volatile @Nullable EventCollection running;

    /** What makes a difference. */
    private record Wanted(EventsSettings settings, Identity identity, Duration samplesInterval, Path directory) {
        static Wanted of(CollectorConfig config) {
            return new Wanted(config.events(), config.identity(), config.selfMetrics().interval(), config.dataDir());
        }
    }

    /** Nothing yet. */
    public EventSource(LogWriter logs, BatchOutlet samples, PrometheusRegistry registry, Clock clock) {
        this.logs = logs;
        this.samples = samples;
        metrics = new EventMetrics(registry);
        watchMetrics = new WatchMetrics(registry);
        this.clock = clock;
    }

    /**
     * Puts a configuration in force.
     *
     * @throws IOException when it cannot be; then everything is as before
     */
    public synchronized void replace(CollectorConfig config) throws IOException {
        Wanted next = Wanted.of(config);
        Wanted before = inForce;
        if (next.equals(before)) {
            return;
        }
        KubernetesClient client = next.settings().enabled() ? client(next.settings()) : null;
        stop();
        try {
            start(next, client);
        } catch (IOException e) {
            restore(before);
            throw e;
        }
    }

    private void start(Wanted wanted, @Nullable KubernetesClient client) throws IOException {
        if (client != null) {
            running = new EventCollection(wanted.settings(), client,
                    new EventCollection.Surroundings(wanted.directory(), wanted.identity(), wanted.samplesInterval(),
                            EventCollection.LINGER, logs, samples, metrics, watchMetrics, WatchTiming.DEFAULT, clock));
        }
        inForce = wanted;
    }

    private void restore(@Nullable Wanted before) {
        try {
            if (before != null) {
                start(before, before.settings().enabled() ? client(before.settings()) : null);
            }
        } catch (IOException e) {
            LOG.error("events are not watched any more: the former settings cannot be put in force again", e);
        }
    }

    private static KubernetesClient client(EventsSettings settings) throws IOException {
        try {
            return KubernetesAccess.of(settings.apiServer(), settings.kubeconfigFile(), settings.httpClient());
        } catch (KubernetesClientException | IllegalArgumentException e) {
            throw new IOException("events: the API cannot be spoken to: " + e.getMessage(), e);
        }
    }

    private void stop() throws IOException {
        EventCollection old = running;
        running = null;
        inForce = null;
        if (old != null) {
            old.close();
        }
    }

    /** How each watch fares; empty where none is wanted. */
    public List<WatchStatus> status() {
        EventCollection now = running;
        return now == null ? List.of() : now.status();
    }

    @Override
    public synchronized void close() throws IOException {
        stop();
    }
}
