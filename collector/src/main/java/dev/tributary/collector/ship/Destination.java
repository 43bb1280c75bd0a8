package dev.tributary.collector.ship;

import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.random.RandomGenerator;

import dev.tributary.collector.batch.Batch;
import dev.tributary.collector.batch.BatchKind;
import dev.tributary.collector.spool.Lane;
import dev.tributary.collector.spool.Spool;
import dev.tributary.collector.spool.SpoolStats;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One receiver with its spool, its lanes and what it refused. What {@link #accept} took is delivered or accounted for. */
public final class Destination implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Destination.class);

    private static final Duration MAINTENANCE_INTERVAL = Duration.ofSeconds(1);

    /** A request may still be out; its batch is sent again at the next start. */
    private static final Duration STOP_WAIT = Duration.ofSeconds(2);

    private final String name;
    private final BatchKind kind;
    private final BatchRelabeling relabeling;
    private final Spool spool;
    private final Delivery delivery;
    private final Quarantine quarantine;
    private final LaneShipper fresh;
    private final LaneShipper backlog;
    private final StopSignal stop = new StopSignal();
    private final List<Thread> threads = new ArrayList<>();

    /** Puts the parts together; {@link #start} begins to ship. */
    public Destination(String name, BatchKind kind, BatchRelabeling relabeling, Spool spool, Delivery delivery,
            Quarantine quarantine,
            ShipSettings settings,
            ShipMetrics metrics, Clock clock, RandomGenerator random) {
        this.name = name;
        this.kind = kind;
        this.relabeling = relabeling;
        this.spool = spool;
        this.delivery = delivery;
        this.quarantine = quarantine;
        fresh = new LaneShipper(name, Lane.FRESH, spool, delivery, quarantine, backoff(settings, random), null, stop,
                metrics, () -> true);
        backlog = new LaneShipper(name, Lane.BACKLOG, spool, delivery, quarantine, backoff(settings, random),
                new Pace(settings.backlogSamplesPerSecondMax(), clock), stop, metrics, () -> fresh.problem() == null);
        metrics.up.labelValues(name).set(1);
    }

    private static Backoff backoff(ShipSettings settings, RandomGenerator random) {
        return new Backoff(settings.backoffMin(), settings.backoffMax(), random);
    }

    public void start() {
        start("fresh", fresh);
        start("backlog", backlog);
        start("spool", this::maintain);
    }

    private void start(String role, Runnable work) {
        threads.add(Thread.ofPlatform().daemon().name((name + "-" + role).toLowerCase(Locale.ROOT)).start(work));
    }

    private void maintain() {
        try {
            while (stop.sleep(MAINTENANCE_INTERVAL)) {
                try {
                    spool.maintain();
                } catch (IOException e) {
                    LOG.error("spool cannot be forced onto the disk destination={}", name, e);
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** What it takes. */
    public BatchKind kind() {
        return kind;
    }

    /** Takes a batch; it is on disk when this returns. Blocks. */
    public void accept(Batch batch) throws IOException {
        for (Batch relabeled : relabeling.apply(batch)) {
            spool.append(relabeled);
        }
    }

    /**
     * Gives a quarantined batch another chance: it goes behind all others and leaves the quarantine.
     *
     * @return false when there is no batch of that id
     */
    public boolean replay(String id) throws IOException {
        Batch batch = quarantine.batch(id).orElse(null);
        if (batch == null) {
            return false;
        }
        spool.append(batch);
        quarantine.drop(id);
        return true;
    }

    public String name() {
        return name;
    }

    public Spool spool() {
        return spool;
    }

    public Quarantine quarantine() {
        return quarantine;
    }

    public Delivery delivery() {
        return delivery;
    }

    /** Why attempts fail now, null while they do not. */
    public @Nullable String problem() {
        String freshProblem = fresh.problem();
        return freshProblem == null ? backlog.problem() : freshProblem;
    }

    /** How its two lanes fare. */
    public List<LaneStatus> lanes() {
        SpoolStats stats = spool.stats();
        return List.of(new LaneStatus("fresh", fresh.problem(), stats.pendingSamples() - stats.backlogSamples()),
                new LaneStatus("backlog", backlog.problem(), stats.backlogSamples()));
    }

    /** Most samples the backlog lane sends in a second, as the receiver has let it so far. */
    public double backlogSamplesPerSecond() {
        Pace pace = backlog.pace();
        return pace == null ? 0 : pace.samplesPerSecond();
    }

    /** Stops shipping and closes the spool; what is in it stays for the next start. */
    @Override
    public void close() throws IOException {
        stop.stop();
        spool.endReaders();
        try {
            for (Thread thread : threads) {
                thread.join(STOP_WAIT);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        spool.close();
    }
}
