package dev.tributary.aggregator.storage.logs;

import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;

import dev.tributary.aggregator.storage.day.DayPartition;
import dev.tributary.aggregator.storage.logs.day.BlockFlush;
import dev.tributary.aggregator.storage.logs.day.DayRewrite;
import dev.tributary.aggregator.storage.logs.deletion.HiddenOfStream;
import dev.tributary.aggregator.storage.logs.deletion.LogDeletion;
import dev.tributary.aggregator.storage.logs.deletion.LogDeletions;
import dev.tributary.aggregator.storage.logs.read.LogParts;
import dev.tributary.aggregator.storage.series.ClusterSeries;
import dev.tributary.aggregator.storage.write.GroupCommit;
import dev.tributary.model.Matcher;
import org.roaringbitmap.PeekableIntIterator;
import org.roaringbitmap.RoaringBitmap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Deletes log entries: hidden at once, removed from the disk when it is too late to cancel. Safe for several threads. */
final class LogEraser {
    private static final Logger LOG = LoggerFactory.getLogger(LogEraser.class);

    /** Streams of a day rewritten while no flush can go on. */
    private static final int STREAMS_AT_ONCE = 16;

    private final InstantSource clock;
    private final LogParts parts;
    private final LogFlusher flusher;
    private final GroupCommit commits;
    private final LogDeletions deletions;
    private final AtomicLong removed = new AtomicLong();

    LogEraser(InstantSource clock, LogParts parts, LogFlusher flusher, GroupCommit commits) {
        this.clock = clock;
        this.parts = parts;
        this.flusher = flusher;
        this.commits = commits;
        this.deletions = parts.deletions();
    }

    /** Entries removed from the disk since start. */
    long removed() {
        return removed.get();
    }

    /** Hides what is stored now of the streams that satisfy all matchers, in a closed range of time. */
    LogDeletion delete(List<Matcher> matchers, String stages, long minNanos, long maxNanos) {
        if (matchers.isEmpty() || minNanos > maxNanos) {
            throw new IllegalArgumentException(
                    "a deletion needs a matcher and a range of time that does not end before "
                            + "it starts");
        }
        LogDeletion[] made = new LogDeletion[1];
        // What arrives after this moment may be written into the range again, so it must be told apart.
        flusher.next(last -> made[0] = deletions.add(clock.millis(), matchers, stages, minNanos, maxNanos,
                last));
        LOG.info("log entries deleted id={} matchers=\"{}\" filter=\"{}\" from={} to={}", made[0].id(), matchers,
                stages,
                minNanos, maxNanos);
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
            complete &= process(day, due);
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

    /** False when a damaged block had to stay. */
    private boolean process(DayPartition day, List<LogDeletion> due) {
        long first = day.day() * BlockFlush.DAY_NANOS;
        List<LogDeletion> here = due.stream()
                .filter(one -> one.minNanos() < first + BlockFlush.DAY_NANOS && one.maxNanos() >= first).toList();
        if (here.isEmpty() || !day.family().acquire()) {
            return true;
        }
        Rewritten sum = new Rewritten();
        try {
            for (ClusterSeries cluster : parts.catalog().clusters()) {
                for (List<HiddenIn> some : cut(concerned(day, cluster, here))) {
                    flusher.exclusively(() -> rewrite(day, cluster.number(), some, sum));
                }
            }
        } finally {
            removed.addAndGet(sum.removed);
            if (sum.changed) {
                parts.database().compact(day.family());
            }
            day.family().release();
        }
        return sum.complete;
    }

    /** What came of the streams rewritten so far. */
    private static final class Rewritten {
        private boolean complete = true;
        private boolean changed;
        private long removed;
    }

    private record HiddenIn(int stream, HiddenOfStream hidden) {
    }

    private List<HiddenIn> concerned(DayPartition day, ClusterSeries cluster, List<LogDeletion> here) {
        List<HiddenIn> found = new ArrayList<>();
        RoaringBitmap stored = day.series(cluster.number());
        RoaringBitmap ids = stored == null ? new RoaringBitmap() : stored.clone();
        for (PeekableIntIterator each = ids.getIntIterator(); each.hasNext();) {
            int id = each.next();
            int ref = cluster.ref(id);
            if (ref < 0) {
                continue; // forgotten, as the day was dropped meanwhile
            }
            HiddenOfStream hidden = deletions.hidden(here, cluster.labels(ref));
            if (!hidden.isNothing()) {
                found.add(new HiddenIn(id, hidden));
            }
        }
        return found;
    }

    private static List<List<HiddenIn>> cut(List<HiddenIn> all) {
        List<List<HiddenIn>> pieces = new ArrayList<>();
        for (int from = 0; from < all.size(); from += STREAMS_AT_ONCE) {
            pieces.add(all.subList(from, Math.min(all.size(), from + STREAMS_AT_ONCE)));
        }
        return pieces;
    }

    private boolean rewrite(DayPartition day, int cluster, List<HiddenIn> streams, Rewritten sum) {
        try (DayRewrite rewrite = new DayRewrite(parts.database(), day, flusher.writer(day.day()))) {
            streams.forEach(one -> rewrite.without(cluster, one.stream, one.hidden::of));
            rewrite.finish(cluster);
            sum.complete &= rewrite.isComplete();
            sum.changed |= rewrite.changed();
            sum.removed += rewrite.removed();
            return rewrite.isComplete();
        }
    }

    private void processRecords(ClusterSeries cluster, List<LogDeletion> due) {
        for (PeekableIntIterator each = parts.records().streams(cluster.number()).getIntIterator(); each.hasNext();) {
            int id = each.next();
            HiddenOfStream hidden = deletions.hidden(due, cluster.labels(cluster.ref(id)));
            if (!hidden.isNothing()) {
                removed.addAndGet(parts.records().remove(cluster.number(), id,
                        (_, flush, record) -> hidden.of(flush).hides(record.get(), 0)));
            }
        }
    }
}
