package dev.tributary.aggregator.storage.logs;

import java.time.Duration;
import java.time.InstantSource;
import java.util.List;

import dev.tributary.aggregator.storage.day.DayPartition;
import dev.tributary.aggregator.storage.logs.block.BlockWriter;
import dev.tributary.aggregator.storage.logs.day.BlockFlush;
import dev.tributary.aggregator.storage.logs.day.DayRewrite;
import dev.tributary.aggregator.storage.logs.deletion.LogDeletion;
import dev.tributary.aggregator.storage.logs.deletion.LogDeletions;
import dev.tributary.aggregator.storage.logs.merge.HiddenTimes;
import dev.tributary.aggregator.storage.logs.read.LogParts;
import dev.tributary.aggregator.storage.series.ClusterSeries;
import dev.tributary.aggregator.storage.write.GroupCommit;
import dev.tributary.model.Labels;
import dev.tributary.model.Matcher;
import org.jspecify.annotations.Nullable;
import org.roaringbitmap.PeekableIntIterator;
import org.roaringbitmap.RoaringBitmap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Deletes log entries: hidden at once, removed from the disk when it is too late to cancel. Safe for several threads. */
final class LogEraser {
    private static final Logger LOG = LoggerFactory.getLogger(LogEraser.class);

    private final InstantSource clock;
    private final LogParts parts;
    private final LogFlusher flusher;
    private final GroupCommit commits;
    private final LogDeletions deletions;

    LogEraser(InstantSource clock, LogParts parts, LogFlusher flusher, GroupCommit commits) {
        this.clock = clock;
        this.parts = parts;
        this.flusher = flusher;
        this.commits = commits;
        this.deletions = parts.deletions();
    }

    /** Hides what is stored now of the streams that satisfy all matchers, in a closed range of time. */
    LogDeletion delete(List<Matcher> matchers, long minNanos, long maxNanos) {
        if (matchers.isEmpty() || minNanos > maxNanos) {
            throw new IllegalArgumentException(
                    "a deletion needs a matcher and a range of time that does not end before "
                            + "it starts");
        }
        LogDeletion[] made = new LogDeletion[1];
        // What arrives after this moment may be written into the range again, so it must be told apart.
        flusher.next(last -> made[0] = deletions.add(clock.millis(), matchers, minNanos, maxNanos, last));
        LOG.info("log entries deleted id={} matchers=\"{}\" from={} to={}", made[0].id(), matchers, minNanos,
                maxNanos);
        return made[0];
    }

    /**
     * Removes from the disk what was deleted longer ago than the time in which that can be cancelled.
     *
     * @return how many deletions were processed
     */
    synchronized int process() {
        List<LogDeletion> due = deletions.due();
        if (due.isEmpty()) {
            return 0;
        }
        long started = System.nanoTime();
        // What they hide in memory goes with its flush.
        flusher.flush();
        boolean complete = true;
        for (DayPartition day : List.copyOf(parts.partitions().all())) {
            complete &= flusher.exclusively(() -> process(day, due));
        }
        for (ClusterSeries cluster : parts.catalog().clusters()) {
            commits.between(() -> processRecords(cluster, due)).join();
        }
        if (!complete) {
            LOG.error("damaged blocks could not be cleaned, the deletions stay in force deletions={}", due.size());
            return 0;
        }
        due.forEach(one -> deletions.processed(one.id()));
        LOG.info("deleted log entries removed deletions={} duration={}", due.size(),
                Duration.ofNanos(System.nanoTime() - started));
        return due.size();
    }

    private boolean process(DayPartition day, List<LogDeletion> due) {
        long first = day.day() * BlockFlush.DAY_NANOS;
        List<LogDeletion> here = due.stream()
                .filter(one -> one.minNanos() < first + BlockFlush.DAY_NANOS && one.maxNanos() >= first).toList();
        if (here.isEmpty() || !day.family().acquire()) {
            return true;
        }
        boolean changed = false;
        try (BlockWriter writer = new BlockWriter(LogFlusher.BLOCK_LEVEL, LogFlusher.BLOCK_TEXT_BYTES);
                DayRewrite rewrite = new DayRewrite(parts.database(), day, writer)) {
            for (ClusterSeries cluster : parts.catalog().clusters()) {
                RoaringBitmap stored = day.series(cluster.number());
                for (PeekableIntIterator each = idsOf(stored); each.hasNext();) {
                    int id = each.next();
                    int ref = cluster.ref(id);
                    if (ref < 0) {
                        continue; // forgotten, as the day was dropped meanwhile
                    }
                    Labels labels = cluster.labels(ref);
                    rewrite.without(cluster.number(), id, flush -> LogDeletions.hidden(here, labels, flush));
                }
                rewrite.finish(cluster.number());
            }
            changed = rewrite.changed();
            return rewrite.isComplete();
        } finally {
            if (changed) {
                parts.database().compact(day.family());
            }
            day.family().release();
        }
    }

    private static PeekableIntIterator idsOf(@Nullable RoaringBitmap stored) {
        return (stored == null ? new RoaringBitmap() : stored.clone()).getIntIterator();
    }

    private void processRecords(ClusterSeries cluster, List<LogDeletion> due) {
        for (PeekableIntIterator each = parts.records().streams(cluster.number()).getIntIterator(); each.hasNext();) {
            int id = each.next();
            Labels labels = cluster.labels(cluster.ref(id));
            parts.records().remove(cluster.number(), id,
                    (nanos, flush) -> hidden(due, labels, flush).hides(nanos));
        }
    }

    private static HiddenTimes hidden(List<LogDeletion> due, Labels labels, long flush) {
        return LogDeletions.hidden(due, labels, flush);
    }
}
