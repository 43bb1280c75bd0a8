package dev.tributary.aggregator.storage.logs;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;

import dev.tributary.aggregator.storage.day.DayPartition;
import dev.tributary.aggregator.storage.logs.day.BlockMerge;
import dev.tributary.aggregator.storage.logs.day.MergeRuns;
import dev.tributary.aggregator.storage.logs.deletion.LogDeletion;
import dev.tributary.aggregator.storage.logs.read.LogParts;
import dev.tributary.aggregator.storage.series.ClusterSeries;
import dev.tributary.model.Labels;
import org.jspecify.annotations.Nullable;
import org.roaringbitmap.RoaringBitmap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Merges small blocks of slow streams: those of a day when it is over, and of the days before their end when flushes have
 * left many. Blocks of a day that is over are packed more tightly, whatever their size. Works in slices, so that flushes and other work come in between and it takes a bounded share of a core.
 */
final class LogMergeRun {
    private static final Logger LOG = LoggerFactory.getLogger(LogMergeRun.class);
    /** Flushes into a day after which it is looked through, and blocks side by side that are merged before its end. */
    private static final int FLUSHES = 8;
    /** Text that one change of a day merges, and streams that it looks at: no flush goes on meanwhile. */
    private static final long CHANGE_TEXT_BYTES = 16 << 20;
    private static final int CHANGE_STREAMS = 256;

    private static final Duration PAUSE = Duration.ofMinutes(10);

    private final LogParts parts;
    private final LogFlusher flusher;
    private final Map<Long, Seen> seen = new HashMap<>();
    private final AtomicLong blocksBefore = new AtomicLong();
    private final AtomicLong blocksAfter = new AtomicLong();
    private @Nullable Pass pass;
    private boolean failed;
    private long failedAt;
    private int files;

    /** How a day was when it was looked through. */
    private record Seen(long flushes, boolean over) {
    }

    private record Stream(int cluster, int id) {
    }

    /** A day's streams that are still to be looked at. */
    private static final class Pass {
        private final DayPartition day;
        private final boolean over;
        private final Deque<Stream> left = new ArrayDeque<>();
        private final long started = System.nanoTime();
        private boolean changed;

        Pass(DayPartition day, boolean over) {
            this.day = day;
            this.over = over;
        }
    }

    LogMergeRun(LogParts parts, LogFlusher flusher) {
        this.parts = parts;
        this.flusher = flusher;
    }

    /** Small blocks merged since start. */
    long blocksBefore() {
        return blocksBefore.get();
    }

    /** Blocks that came of them. */
    long blocksAfter() {
        return blocksAfter.get();
    }

    /** Works on for about a time; true when more is to be done. After a failure nothing is done for a while. */
    synchronized boolean run(Duration slice) {
        long end = System.nanoTime() + slice.toNanos();
        if (failed && System.nanoTime() - failedAt < PAUSE.toNanos()) {
            return false;
        }
        failed = false;
        while (System.nanoTime() < end) {
            Pass under = pass == null ? next() : pass;
            if (under == null) {
                return false;
            }
            pass = under;
            work(under);
        }
        return true;
    }

    private void work(Pass under) {
        try {
            if (!under.left.isEmpty() && step(under)) {
                return;
            }
            finish(under);
        } catch (RuntimeException e) {
            seen.remove(under.day.day());
            failed = true;
            failedAt = System.nanoTime();
            pass = null;
            throw e;
        }
        pass = null;
    }

    private @Nullable Pass next() {
        seen.keySet().removeIf(day -> parts.partitions().find(day) == null);
        List<DayPartition> days = parts.partitions().all().stream()
                .sorted(Comparator.comparingLong(DayPartition::day)).toList();
        for (DayPartition day : days) {
            boolean over = flusher.isOver(day.day());
            long flushes = flusher.flushesInto(day.day());
            Seen before = seen.getOrDefault(day.day(), new Seen(0, false));
            if (flushes - before.flushes >= FLUSHES || over && !before.over) {
                seen.put(day.day(), new Seen(flushes, over));
                return pass(day, over);
            }
        }
        return null;
    }

    private Pass pass(DayPartition day, boolean over) {
        Pass made = new Pass(day, over);
        for (ClusterSeries cluster : parts.catalog().clusters()) {
            RoaringBitmap stored = day.series(cluster.number());
            if (stored != null) {
                stored.forEach((int id) -> made.left.add(new Stream(cluster.number(), id)));
            }
        }
        return made;
    }

    /** Merges some streams of the day; false when the day is dropped. */
    private boolean step(Pass under) {
        if (!under.day.family().acquire()) {
            return false;
        }
        try {
            return flusher.exclusively(() -> {
                change(under);
                return true;
            });
        } finally {
            under.day.family().release();
        }
    }

    private void change(Pass under) {
        // What a generation in memory holds is read from there, and its blocks are not: these must not be mixed.
        int lastFlush = Math.toIntExact(parts.head().generations().getFirst().number() - 1);
        List<LogDeletion> inForce = parts.deletions().inForce();
        try (BlockMerge merge = new BlockMerge(parts.database(), under.day, flusher.writer(under.day.day()))) {
            for (int i = 0; i < CHANGE_STREAMS && merge.textBytes() < CHANGE_TEXT_BYTES && !under.left.isEmpty(); i++) {
                Stream stream = under.left.removeFirst();
                Labels labels = labels(stream);
                if (labels != null) {
                    List<LogDeletion> here = inForce.stream().filter(one -> one.matches(labels)).toList();
                    merge.stream(stream.cluster, stream.id, new MergeRuns(LogFlusher.BLOCK_TEXT_BYTES,
                            under.over ? 2 : FLUSHES, under.over ? LogFlusher.OVER_LEVEL : 0, lastFlush,
                            flush -> side(here, flush)));
                }
            }
            merge.apply(flusher.folder().resolve("merge-" + under.day.day() + "-" + files++ + ".sst"));
            under.changed |= merge.blocksBefore() > 0;
            blocksBefore.addAndGet(merge.blocksBefore());
            blocksAfter.addAndGet(merge.blocksAfter());
            if (merge.isDamaged()) {
                LOG.warn("damaged blocks were not merged day={}", under.day.day());
            }
        }
    }

    private @Nullable Labels labels(Stream stream) {
        ClusterSeries cluster = parts.catalog().find(stream.cluster);
        int ref = cluster == null ? -1 : cluster.ref(stream.id);
        return cluster == null || ref < 0 ? null : cluster.labels(ref);
    }

    /** A deletion in force hides what flushes up to one wrote: how many of them hide nothing of this one's. */
    private static int side(List<LogDeletion> inForce, int flush) {
        return (int) inForce.stream().filter(one -> one.lastFlush() < flush).count();
    }

    /** Gives the room of what was merged back, once for each day. */
    private void finish(Pass done) {
        if (done.changed && done.over && done.day.family().acquire()) {
            try {
                parts.database().compact(done.day.family());
            } finally {
                done.day.family().release();
            }
            LOG.info("blocks of a day packed again day={} duration={}", done.day.day(),
                    Duration.ofNanos(System.nanoTime() - done.started));
        }
    }
}
