package dev.tributary.aggregator.storage.logs;

import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;

import dev.tributary.aggregator.storage.SeriesForgetting;
import dev.tributary.aggregator.storage.day.DayPartition;
import dev.tributary.aggregator.storage.logs.day.BlockFlush;
import dev.tributary.aggregator.storage.logs.day.DayRewrite;
import dev.tributary.aggregator.storage.logs.read.LogParts;
import dev.tributary.aggregator.storage.logs.settings.LogRetention;
import dev.tributary.aggregator.storage.series.ClusterSeries;
import dev.tributary.aggregator.storage.write.GroupCommit;
import dev.tributary.model.Labels;
import org.roaringbitmap.PeekableIntIterator;
import org.roaringbitmap.RoaringBitmap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Drops what is older than it is kept: whole days, streams of a day, and records. One run at a time. */
final class LogRetentionRun {
    private static final Logger LOG = LoggerFactory.getLogger(LogRetentionRun.class);

    private final LogRetention retention;
    private final InstantSource clock;
    private final LogParts parts;
    private final LogFlusher flusher;
    private final GroupCommit commits;
    private final SeriesForgetting forgetting;
    private final AtomicLong daysDropped = new AtomicLong();
    private final AtomicLong streamDaysDropped = new AtomicLong();
    private final AtomicLong recordsDropped = new AtomicLong();

    LogRetentionRun(LogRetention retention, InstantSource clock, LogParts parts, LogFlusher flusher,
            GroupCommit commits) {
        this.retention = retention;
        this.clock = clock;
        this.parts = parts;
        this.flusher = flusher;
        this.commits = commits;
        forgetting = new SeriesForgetting(parts.catalog(), parts.partitions(), commits,
                (cluster, id, ref) -> parts.records().mayHave(cluster.number(), id) || parts.head().has(ref));
    }

    /** Days dropped whole. */
    long daysDropped() {
        return daysDropped.get();
    }

    /** Streams dropped of a day, each counted. */
    long streamDaysDropped() {
        return streamDaysDropped.get();
    }

    long recordsDropped() {
        return recordsDropped.get();
    }

    /** Drops what is due and gives how many days, or streams of a day, that were. */
    synchronized int run() {
        int dropped = flusher.exclusively(() -> parts.partitions().dropBefore(firstKept(retention.longest())));
        daysDropped.addAndGet(dropped);
        int streams = 0;
        for (DayPartition day : List.copyOf(parts.partitions().all())) {
            if (day.day() < firstKept(retention.shortest())) {
                streams += flusher.exclusively(() -> dropStreams(day));
            }
        }
        streamDaysDropped.addAndGet(streams);
        for (ClusterSeries cluster : parts.catalog().clusters()) {
            commits.between(() -> dropRecords(cluster)).join();
        }
        flusher.exclusively(forgetting::run);
        if (dropped + streams > 0) {
            LOG.info("logs dropped days={} streams_of_days={}", dropped, streams);
        }
        return dropped + streams;
    }

    private long firstKept(Duration kept) {
        return DayPartition.dayOf(clock.millis() - kept.toMillis());
    }

    private int dropStreams(DayPartition day) {
        if (!day.family().acquire()) {
            return 0;
        }
        int dropped = 0;
        try (DayRewrite rewrite = new DayRewrite(parts.database(), day, flusher.writer(day.day()))) {
            for (ClusterSeries cluster : parts.catalog().clusters()) {
                RoaringBitmap stored = day.series(cluster.number());
                RoaringBitmap ids = stored == null ? new RoaringBitmap() : stored.clone();
                for (PeekableIntIterator each = ids.getIntIterator(); each.hasNext();) {
                    int id = each.next();
                    if (cluster.ref(id) >= 0 && day.day() < firstKept(kept(cluster, id))) {
                        rewrite.drop(cluster.number(), id);
                        dropped++;
                    }
                }
                rewrite.finish(cluster.number());
            }
        } finally {
            if (dropped > 0) {
                parts.database().compact(day.family());
            }
            day.family().release();
        }
        return dropped;
    }

    private Duration kept(ClusterSeries cluster, int id) {
        Labels labels = cluster.labels(cluster.ref(id));
        return retention.of(cluster.cluster(), labels);
    }

    private void dropRecords(ClusterSeries cluster) {
        RoaringBitmap ids = parts.records().streams(cluster.number());
        for (PeekableIntIterator each = ids.getIntIterator(); each.hasNext();) {
            int id = each.next();
            long oldest = firstKept(kept(cluster, id)) * BlockFlush.DAY_NANOS;
            recordsDropped.addAndGet(
                    parts.records().remove(cluster.number(), id, (nanos, _, _) -> nanos < oldest));
        }
    }
}
