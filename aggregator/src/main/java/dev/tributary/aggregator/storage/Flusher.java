package dev.tributary.aggregator.storage;

import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.BooleanSupplier;
import java.util.function.IntSupplier;

import dev.tributary.aggregator.storage.day.DayFlush;
import dev.tributary.aggregator.storage.day.DayPartition;
import dev.tributary.aggregator.storage.day.DayPartitions;
import dev.tributary.aggregator.storage.deletion.Tombstones;
import dev.tributary.aggregator.storage.head.Generation;
import dev.tributary.aggregator.storage.head.Head;
import dev.tributary.aggregator.storage.head.HeadFlush;
import dev.tributary.aggregator.storage.rocks.RawBatch;
import dev.tributary.aggregator.storage.rocks.RocksCursor;
import dev.tributary.aggregator.storage.rocks.RocksDatabase;
import dev.tributary.aggregator.storage.series.ClusterSeries;
import dev.tributary.aggregator.storage.series.SeriesCatalog;
import dev.tributary.aggregator.storage.settings.RetentionOptions;
import dev.tributary.aggregator.storage.settings.StorageOptions;
import dev.tributary.aggregator.storage.side.ExemplarStore;
import dev.tributary.aggregator.storage.write.GenerationSwitch;
import dev.tributary.aggregator.storage.write.GroupCommit;
import dev.tributary.model.change.ChangeLog;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Moves samples from memory into chunks and drops days that are too old. One flush or retention run at a time. */
final class Flusher {
    private static final Logger LOG = LoggerFactory.getLogger(Flusher.class);

    private final StorageOptions options;
    private final InstantSource clock;
    private final RocksDatabase database;
    private final SeriesCatalog catalog;
    private final Head head;
    private final DayPartitions partitions;
    private final ExemplarStore exemplars;
    private final Tombstones tombstones;
    private final GenerationSwitch heads;
    private final FlushMark mark;
    private final Map<Long, Long> flushNumbers;
    private final Path folder;
    private final ChangeLog changes;
    private final SeriesForgetting forgetting;
    private final AtomicLong flushes = new AtomicLong();
    private final AtomicLong failures = new AtomicLong();
    private final AtomicLong daysDropped = new AtomicLong();
    private final AtomicLong clusterDaysDropped = new AtomicLong();

    Flusher(StorageOptions options, InstantSource clock, RocksDatabase database, SeriesCatalog catalog, Head head,
            DayPartitions partitions, ExemplarStore exemplars, GroupCommit commits, Tombstones tombstones,
            GenerationSwitch heads, FlushMark mark, Map<Long, Long> flushNumbers, Path folder,
            ChangeLog changes) {
        this.options = options;
        this.clock = clock;
        this.database = database;
        this.catalog = catalog;
        this.head = head;
        this.partitions = partitions;
        this.exemplars = exemplars;
        this.tombstones = tombstones;
        this.heads = heads;
        this.mark = mark;
        this.flushNumbers = flushNumbers;
        this.folder = folder;
        this.changes = changes;
        forgetting = new SeriesForgetting(catalog, partitions, commits,
                (_, _, ref) -> head.generations().stream().anyMatch(one -> one.chain(ref) != 0));
    }

    long flushes() {
        return flushes.get();
    }

    long failures() {
        return failures.get();
    }

    /** Days dropped whole. */
    long daysDropped() {
        return daysDropped.get();
    }

    /** Days dropped of single clusters. */
    long clusterDaysDropped() {
        return clusterDaysDropped.get();
    }

    /** Flushes when memory holds enough or for long enough; failures are logged and tried again at the next call. */
    synchronized void flushIfDue() {
        boolean waiting = head.generations().size() > 1;
        Generation active = head.active();
        boolean full = active.samples() >= options.headSamplesMax();
        boolean old = heads.activeMillis() >= options.flushInterval().toMillis();
        if (!waiting && !full && !(old && active.samples() > 0)) {
            return;
        }
        try {
            flush(!waiting);
        } catch (RuntimeException e) {
            failures.incrementAndGet();
            LOG.error("flush failed, will be tried again error={}", e.getMessage(), e);
        }
    }

    /** Brings all samples of this moment into chunks. */
    synchronized void flush() {
        flush(true);
    }

    private void flush(boolean startNext) {
        if (startNext && head.active().samples() > 0) {
            heads.next();
        }
        List<Generation> all = head.generations();
        for (Generation generation : all.subList(0, all.size() - 1)) {
            write(generation);
            heads.end(generation.number(), () -> head.retire(generation, catalog.records()));
        }
        // Otherwise a few rows would hold back the log files of many samples.
        database.flush(database.rows());
    }

    private void write(Generation generation) {
        long started = System.nanoTime();
        int number = Math.toIntExact(flushNumbers.getOrDefault(generation.number(), generation.number()));
        try (DayFlush flush = new DayFlush(database, partitions, tombstones, folder, number)) {
            new HeadFlush(catalog, tombstones.current()).write(generation, flush);
            // Times in the future would have every sample until then looked up after a restart.
            mark.raise(Math.min(flush.newestMillis(), clock.millis()));
            // Rows of the series must be on disk before chunks that carry their ids.
            database.sync();
            flush.finish();
        }
        flushes.incrementAndGet();
        LOG.info("head flushed generation={} samples={} bytes={} duration={}", generation.number(),
                generation.samples(), generation.bytes(), Duration.ofNanos(System.nanoTime() - started));
    }

    /** Changes days while no flush and no retention does. */
    synchronized boolean exclusively(BooleanSupplier change) {
        return change.getAsBoolean();
    }

    /** Drops every day that lies wholly before the retention, of all clusters or of single ones, and gives how many. */
    synchronized int dropExpired() {
        RetentionOptions retention = options.retention();
        long firstKept = firstKept(retention.longestSamples());
        int dropped = changing(() -> partitions.dropBefore(firstKept));
        daysDropped.addAndGet(dropped);
        if (dropped > 0) {
            LOG.info("days dropped count={} first_kept={}", dropped, firstKept);
        }
        RawBatch batch = new RawBatch(64);
        exemplars.deleteBefore(firstKept(retention.longestExemplars()), batch);
        try (RocksCursor cursor = database.cursor(exemplars.family())) {
            for (ClusterSeries cluster : catalog.clusters()) {
                RetentionOptions.Kinds kept = retention.of(cluster.cluster());
                if (kept.exemplars().compareTo(retention.longestExemplars()) < 0) {
                    exemplars.deleteBefore(cursor, cluster.number(), firstKept(kept.exemplars()), batch);
                }
                if (kept.samples().compareTo(retention.longestSamples()) < 0) {
                    dropped += dropBefore(cluster, firstKept(kept.samples()));
                }
            }
        }
        database.write(batch, false);
        forgetting.run();
        return dropped;
    }

    /** Drops days; also one that fails in the middle may have dropped some. */
    private int changing(IntSupplier drop) {
        int dropped = -1;
        try {
            dropped = drop.getAsInt();
            return dropped;
        } finally {
            if (dropped != 0) {
                changes.changed(Long.MIN_VALUE);
            }
        }
    }

    private long firstKept(Duration retention) {
        return DayPartition.dayOf(clock.millis() - retention.toMillis());
    }

    private int dropBefore(ClusterSeries cluster, long firstKept) {
        int dropped = changing(() -> partitions.dropBefore(firstKept, cluster.number()));
        clusterDaysDropped.addAndGet(dropped);
        if (dropped > 0) {
            LOG.info("days of a cluster dropped cluster={} count={} first_kept={}", cluster.cluster(), dropped,
                    firstKept);
        }
        return dropped;
    }
}
