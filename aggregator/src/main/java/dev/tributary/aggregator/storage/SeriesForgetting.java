package dev.tributary.aggregator.storage;

import java.util.HashMap;
import java.util.Map;

import dev.tributary.aggregator.storage.day.DayPartition;
import dev.tributary.aggregator.storage.day.DayPartitions;
import dev.tributary.aggregator.storage.series.ClusterSeries;
import dev.tributary.aggregator.storage.series.SeriesCatalog;
import dev.tributary.aggregator.storage.write.GroupCommit;
import org.roaringbitmap.PeekableIntIterator;
import org.roaringbitmap.RoaringBitmap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Forgets series, or streams of log lines, that nothing is stored of any more: neither what a start reads nor the limit of a cluster's series may grow
 * with every pod that ever ran. To be called while days and generations do not change.
 */
public final class SeriesForgetting {
    private static final Logger LOG = LoggerFactory.getLogger(SeriesForgetting.class);
    /** Commits wait for one part: some ten milliseconds. */
    private static final int PART = 10_000;

    private final SeriesCatalog catalog;
    private final DayPartitions partitions;
    private final GroupCommit commits;
    private final Elsewhere elsewhere;
    /** By cluster, ids below were known the last time: younger series may still wait for their first sample. */
    private final Map<Integer, Integer> settled = new HashMap<>();

    /** Tells what is stored of a series on no day. */
    @FunctionalInterface
    public interface Elsewhere {
        /** True when the series has something in memory, or in a place that knows no days. */
        boolean has(ClusterSeries cluster, int id, int ref);
    }

    public SeriesForgetting(SeriesCatalog catalog, DayPartitions partitions, GroupCommit commits,
            Elsewhere elsewhere) {
        this.catalog = catalog;
        this.partitions = partitions;
        this.commits = commits;
        this.elsewhere = elsewhere;
    }

    /** Forgets what was known at the last call and has nothing now; gives how many series that were. */
    public int run() {
        int all = 0;
        for (ClusterSeries cluster : catalog.clusters()) {
            Integer known = settled.put(cluster.number(), cluster.nextId());
            if (known != null) {
                int forgotten = forget(cluster, empty(cluster, known));
                all += forgotten;
                if (forgotten > 0) {
                    LOG.info("series forgotten cluster={} count={} left={}", cluster.cluster(), forgotten,
                            cluster.count());
                }
            }
        }
        return all;
    }

    private RoaringBitmap empty(ClusterSeries cluster, int known) {
        RoaringBitmap ids = RoaringBitmap.bitmapOfRange(0, known & 0xffffffffL);
        for (DayPartition day : partitions.all()) {
            RoaringBitmap stored = day.series(cluster.number());
            if (stored != null) {
                ids.andNot(stored);
            }
        }
        return withoutElsewhere(cluster, ids);
    }

    /** Of the ids, those of series that are known and have nothing elsewhere. */
    private RoaringBitmap withoutElsewhere(ClusterSeries cluster, RoaringBitmap ids) {
        RoaringBitmap left = new RoaringBitmap();
        for (PeekableIntIterator each = ids.getIntIterator(); each.hasNext();) {
            int id = each.next();
            int ref = cluster.ref(id);
            if (ref >= 0 && !elsewhere.has(cluster, id, ref)) {
                left.add(id);
            }
        }
        return left;
    }

    private int forget(ClusterSeries cluster, RoaringBitmap ids) {
        int before = cluster.count();
        for (PeekableIntIterator each = ids.getIntIterator(); each.hasNext();) {
            RoaringBitmap part = new RoaringBitmap();
            while (each.hasNext() && part.getCardinality() < PART) {
                part.add(each.next());
            }
            // Something may have come since; between commits none comes
            commits.between(() -> catalog.forget(cluster, withoutElsewhere(cluster, part))).join();
        }
        return Math.max(0, before - cluster.count());
    }
}
