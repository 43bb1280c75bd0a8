package dev.tributary.aggregator.storage;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Supplier;

import dev.tributary.aggregator.storage.day.DayCleaning;
import dev.tributary.aggregator.storage.day.DayPartition;
import dev.tributary.aggregator.storage.day.DayPartitions;
import dev.tributary.aggregator.storage.deletion.Deletions;
import dev.tributary.aggregator.storage.deletion.Tombstone;
import dev.tributary.aggregator.storage.deletion.Tombstones;
import dev.tributary.aggregator.storage.read.StoreReader;
import dev.tributary.aggregator.storage.rocks.RawBatch;
import dev.tributary.aggregator.storage.rocks.RocksCursor;
import dev.tributary.aggregator.storage.rocks.RocksDatabase;
import dev.tributary.aggregator.storage.series.ClusterSeries;
import dev.tributary.aggregator.storage.series.SeriesCatalog;
import dev.tributary.aggregator.storage.side.ExemplarStore;
import dev.tributary.aggregator.storage.write.GenerationSwitch;
import dev.tributary.model.Matcher;
import dev.tributary.model.change.ChangeLog;
import org.roaringbitmap.PeekableIntIterator;
import org.roaringbitmap.RoaringBitmap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Deletes samples: hidden at once, removed from the disk by a cleaning. Safe for several threads. */
final class Eraser {
    private static final Logger LOG = LoggerFactory.getLogger(Eraser.class);
    /** Every read passes over those of its cluster; more are cleaned before another is taken. */
    private static final int TOMBSTONES_MAX = 1000;

    private final RocksDatabase database;
    private final SeriesCatalog catalog;
    private final DayPartitions partitions;
    private final ExemplarStore exemplars;
    private final Tombstones tombstones;
    private final StoreReader reader;
    private final GenerationSwitch heads;
    private final Flusher flusher;
    private final Path folder;
    private final ChangeLog changes;

    Eraser(RocksDatabase database, SeriesCatalog catalog, DayPartitions partitions, ExemplarStore exemplars,
            Tombstones tombstones, StoreReader reader, GenerationSwitch heads, Flusher flusher, Path folder,
            ChangeLog changes) {
        this.database = database;
        this.catalog = catalog;
        this.partitions = partitions;
        this.exemplars = exemplars;
        this.tombstones = tombstones;
        this.reader = reader;
        this.heads = heads;
        this.flusher = flusher;
        this.folder = folder;
        this.changes = changes;
    }

    /**
     * Deletes what is stored now of the series that satisfy all matchers, in a closed range of time. When this returns no
     * reader finds it any more, also after a crash.
     *
     * @return how many series matched
     */
    long delete(List<Matcher> matchers, long minMillis, long maxMillis) {
        Map<Integer, RoaringBitmap> series = new TreeMap<>();
        reader.forEachMatch(matchers, (cluster, ids) -> series.put(cluster.number(), ids));
        if (series.isEmpty() || minMillis > maxMillis) {
            return 0;
        }
        if (tombstones.current().all().size() + series.size() > TOMBSTONES_MAX) {
            clean();
        }
        // What arrives after this moment may be written into the range again, so it must be told apart.
        try {
            heads.next(last -> tombstones.add(series, minMillis, maxMillis, last));
        } finally {
            changes.changed(minMillis);
        }
        deleteExemplars(series, minMillis, maxMillis);
        long count = series.values().stream().mapToLong(RoaringBitmap::getLongCardinality).sum();
        LOG.info("series deleted matchers={} from={} to={} series={} clusters={}", matchers, minMillis,
                maxMillis, count, series.size());
        return count;
    }

    private void deleteExemplars(Map<Integer, RoaringBitmap> series, long minMillis, long maxMillis) {
        RawBatch batch = new RawBatch(1024);
        try (RocksCursor cursor = database.cursor(exemplars.family())) {
            series.forEach((cluster, ids) -> exemplars.delete(cursor, cluster, ids, minMillis, maxMillis, batch));
        }
        if (!batch.isEmpty()) {
            database.write(batch, true);
        }
    }

    /**
     * Removes deleted samples from the disk.
     *
     * @return how many deletions were cleaned
     */
    synchronized int clean() {
        Deletions deletions = tombstones.current();
        if (deletions.isEmpty()) {
            return 0;
        }
        // What they hide in memory goes with its flush.
        flusher.flush();
        Set<Integer> clusters = new TreeSet<>();
        deletions.all().forEach(tombstone -> clusters.add(tombstone.cluster()));
        boolean complete = true;
        for (DayPartition day : List.copyOf(partitions.all())) {
            complete &= flusher.exclusively(() -> clean(day, clusters, deletions));
        }
        if (!complete) {
            LOG.error("damaged chunks could not be cleaned, the deletions stay in force tombstones={}",
                    deletions.all().size());
            return 0;
        }
        List<Tombstone> cleaned = deletions.all();
        tombstones.remove(cleaned);
        LOG.info("deleted samples removed tombstones={}", cleaned.size());
        return cleaned.size();
    }

    /** Rewrites days while nothing is cleaned. */
    synchronized <T> T withoutCleaning(Supplier<T> rewriting) {
        return rewriting.get();
    }

    private boolean clean(DayPartition day, Set<Integer> clusters, Deletions deletions) {
        if (!day.family().acquire()) {
            return true;
        }
        try (DayCleaning cleaning = new DayCleaning(database, day, deletions, folder)) {
            for (int number : clusters) {
                ClusterSeries cluster = catalog.find(number);
                RoaringBitmap stored = day.series(number);
                if (cluster != null && stored != null) {
                    RoaringBitmap touched = deletions.touched(number, day.firstMillis(), day.lastMillis());
                    touched.and(stored);
                    clean(cluster, touched, cleaning);
                }
            }
            return cleaning.finish();
        } finally {
            day.family().release();
        }
    }

    private static void clean(ClusterSeries cluster, RoaringBitmap touched, DayCleaning cleaning) {
        if (touched.isEmpty()) {
            return;
        }
        for (int metric : cluster.metrics()) {
            RoaringBitmap ids = cluster.seriesOf(metric);
            ids.and(touched);
            for (PeekableIntIterator each = ids.getIntIterator(); each.hasNext();) {
                cleaning.add(cluster.number(), metric, each.next());
            }
        }
    }
}
