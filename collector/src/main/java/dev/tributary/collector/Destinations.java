package dev.tributary.collector;

import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import java.util.random.RandomGenerator;

import dev.tributary.collector.batch.Batch;
import dev.tributary.collector.batch.BatchKind;
import dev.tributary.collector.config.DestinationSettings;
import dev.tributary.collector.config.LokiPushSettings;
import dev.tributary.collector.config.ProtobufMessage;
import dev.tributary.collector.config.RemoteWriteSettings;
import dev.tributary.collector.config.SpoolSettings;
import dev.tributary.collector.ship.BatchRelabeling;
import dev.tributary.collector.ship.Delivery;
import dev.tributary.collector.ship.Destination;
import dev.tributary.collector.ship.LogRelabeling;
import dev.tributary.collector.ship.LokiDelivery;
import dev.tributary.collector.ship.LokiPushClient;
import dev.tributary.collector.ship.Quarantine;
import dev.tributary.collector.ship.RemoteWriteClient;
import dev.tributary.collector.ship.RemoteWriteDelivery;
import dev.tributary.collector.ship.ShipMetrics;
import dev.tributary.collector.ship.WriteRelabeling;
import dev.tributary.collector.spool.Spool;
import dev.tributary.runtime.config.RelabelSettings;
import dev.tributary.runtime.http.HttpCaller;
import dev.tributary.wire.remotewrite.RemoteWriteVersion;
import io.vertx.core.Vertx;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Where a collector's samples and log lines go. One whose settings stay the same is not disturbed when they are replaced; while others
 * change, batches wait. Safe for several threads; blocks.
 */
final class Destinations implements FederateWiring.Outlet, AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Destinations.class);

    private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(5);
    /** Both lanes, and one more while an old connection is closing. */
    private static final int CONNECTIONS = 3;

    private record Running(DestinationSettings settings, SpoolSettings spool, Destination destination,
            HttpCaller caller) {
        boolean isSame(DestinationSettings others, SpoolSettings othersSpool) {
            return settings.equals(others) && spool.equals(othersSpool);
        }

        void close() throws IOException {
            destination.close();
            caller.close().await();
        }
    }

    private final Vertx vertx;
    private final DataDirectory directory;
    private final ShipMetrics metrics;
    private final Clock clock;
    private final ReentrantReadWriteLock lock = new ReentrantReadWriteLock();
    private Map<String, Running> running = new LinkedHashMap<>();
    /** Apart, so that nobody who only looks waits for a change: it may be an event loop that the change needs. */
    private volatile List<Destination> all = List.of();

    /** None yet. */
    Destinations(Vertx vertx, DataDirectory directory, ShipMetrics metrics, Clock clock) {
        this.vertx = vertx;
        this.directory = directory;
        this.metrics = metrics;
        this.clock = clock;
    }

    /** Takes a batch for all of them that take its kind; it is on disk when this returns. */
    @Override
    public void accept(Batch batch) throws IOException {
        lock.readLock().lock();
        try {
            for (Running one : running.values()) {
                if (one.destination().kind() == batch.kind()) {
                    one.destination().accept(batch);
                }
            }
        } finally {
            lock.readLock().unlock();
        }
    }

    @Override
    public long pendingSamples() {
        return all.stream().filter(one -> one.kind() == BatchKind.METRICS)
                .mapToLong(one -> one.spool().stats().pendingSamples()).min().orElse(0);
    }

    /** All of them now. */
    List<Destination> all() {
        return all;
    }

    /**
     * Makes these the destinations. What is in the spool of one that goes stays on disk for when it comes back.
     *
     * @throws IOException when a spool cannot be opened; then everything is as before
     */
    void replace(List<DestinationSettings> wanted, SpoolSettings spool) throws IOException {
        Map<String, Running> next = new LinkedHashMap<>();
        List<Running> closed = new ArrayList<>();
        lock.writeLock().lock();
        try {
            for (DestinationSettings settings : wanted) {
                Running before = running.get(settings.nameOrHost());
                if (before != null && !before.isSame(settings, spool)) {
                    before.close();
                    closed.add(before);
                }
                next.put(settings.nameOrHost(),
                        before != null && before.isSame(settings, spool) ? before : open(settings, spool));
            }
            closeGone(next);
            running = next;
        } catch (IOException | RuntimeException e) {
            restore(next, closed);
            throw e;
        } finally {
            all = running.values().stream().map(Running::destination).toList();
            lock.writeLock().unlock();
        }
    }

    private void closeGone(Map<String, Running> next) throws IOException {
        for (Running before : running.values()) {
            String name = before.destination().name();
            if (!next.containsKey(name)) {
                LOG.info("destination is no more, its spool stays on disk destination={} pending_samples={}", name,
                        before.destination().spool().stats().pendingSamples());
                before.close();
                metrics.retire(name);
            }
        }
    }

    private void restore(Map<String, Running> opened, List<Running> closed) throws IOException {
        for (Running one : opened.values()) {
            if (!running.containsValue(one)) {
                one.close();
            }
        }
        for (Running one : closed) {
            running.put(one.destination().name(), open(one.settings(), one.spool()));
        }
    }

    private Running open(DestinationSettings settings, SpoolSettings spool) throws IOException {
        try {
            return open(settings, spool, directory.spool(spool, settings, clock),
                    directory.quarantine(spool, settings.nameOrHost(), clock));
        } catch (IOException e) {
            throw new IOException("the spool of destination " + settings.nameOrHost() + " cannot be opened: " + e, e);
        }
    }

    private Running open(DestinationSettings settings, SpoolSettings spoolSettings, Spool spool,
            Quarantine quarantine) {
        String name = settings.nameOrHost();
        HttpCaller caller = new HttpCaller(vertx, settings.httpClient(), CONNECT_TIMEOUT, CONNECTIONS);
        Spoken spoken = switch (settings) {
            case RemoteWriteSettings metricsTo -> spoken(metricsTo, caller);
            case LokiPushSettings logsTo -> spoken(logsTo, caller);
        };
        Destination destination = new Destination(name, spoken.kind(), spoken.relabeling(), spool, spoken.delivery(),
                quarantine, settings.ship(), metrics, clock, RandomGenerator.getDefault());
        destination.start();
        return new Running(settings, spoolSettings, destination, caller);
    }

    /** What differs between destinations by what they take. */
    private record Spoken(BatchKind kind, BatchRelabeling relabeling, Delivery delivery) {
    }

    private Spoken spoken(RemoteWriteSettings settings, HttpCaller caller) {
        ProtobufMessage message = settings.protobufMessage();
        Delivery delivery = new RemoteWriteDelivery(settings.nameOrHost(),
                new RemoteWriteClient(caller, settings.url(), settings.remoteTimeout(), clock),
                message == null ? RemoteWriteVersion.V2 : message.version(), message != null,
                settings.queueConfig().maxSamplesPerSend(), clock);
        return new Spoken(BatchKind.METRICS,
                new WriteRelabeling(RelabelSettings.relabeling(settings.writeRelabelConfigs()), clock), delivery);
    }

    private Spoken spoken(LokiPushSettings settings, HttpCaller caller) {
        Delivery delivery = new LokiDelivery(settings.nameOrHost(),
                new LokiPushClient(caller, settings.url(), settings.remoteTimeout(), clock),
                settings.queueConfig().maxLinesPerSend(), clock);
        return new Spoken(BatchKind.LOGS,
                new LogRelabeling(RelabelSettings.relabeling(settings.writeRelabelConfigs()), clock), delivery);
    }

    /** Stops shipping; what is not shipped stays in the spools. */
    @Override
    public void close() throws IOException {
        lock.writeLock().lock();
        try {
            for (Running one : running.values()) {
                one.close();
            }
            running = new LinkedHashMap<>();
            all = List.of();
        } finally {
            lock.writeLock().unlock();
        }
    }
}
