package dev.tributary.aggregator.storage.logs;

import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongConsumer;
import java.util.function.Supplier;

import dev.tributary.aggregator.storage.day.DayPartition;
import dev.tributary.aggregator.storage.day.DayPartitions;
import dev.tributary.aggregator.storage.logs.block.BlockWriter;
import dev.tributary.aggregator.storage.logs.day.BlockFlush;
import dev.tributary.aggregator.storage.logs.head.BufferSource;
import dev.tributary.aggregator.storage.logs.head.LogGeneration;
import dev.tributary.aggregator.storage.logs.head.LogHead;
import dev.tributary.aggregator.storage.logs.merge.HiddenEntries;
import dev.tributary.aggregator.storage.logs.merge.TableMerge;
import dev.tributary.aggregator.storage.logs.settings.LogOptions;
import dev.tributary.aggregator.storage.rocks.RocksDatabase;
import dev.tributary.aggregator.storage.series.SeriesCatalog;
import dev.tributary.aggregator.storage.series.SeriesRecords;
import dev.tributary.aggregator.storage.write.GenerationSwitch;
import dev.tributary.aggregator.storage.write.GroupCommit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Moves log entries from memory into blocks. One flush, or change of what is on the disk, at a time. */
final class LogFlusher {
    private static final Logger LOG = LoggerFactory.getLogger(LogFlusher.class);
    /** What docs/design/logs.md measures beside others. */
    static final int BLOCK_LEVEL = 3;
    /** Of days that are over, whose blocks are packed once more. */
    static final int OVER_LEVEL = 9;
    static final int BLOCK_TEXT_BYTES = 512 << 10;

    private final LogOptions options;
    private final InstantSource clock;
    private final RocksDatabase database;
    private final SeriesCatalog catalog;
    private final LogHead head;
    private final DayPartitions partitions;
    private final Path folder;
    private final AtomicLong flushes = new AtomicLong();
    private final AtomicLong failures = new AtomicLong();
    private final GenerationSwitch heads;
    private final Map<Long, Long> flushesByDay = new ConcurrentHashMap<>();

    LogFlusher(LogOptions options, InstantSource clock, RocksDatabase database, SeriesCatalog catalog, LogHead head,
            DayPartitions partitions, GroupCommit commits, Path folder) {
        this.options = options;
        this.clock = clock;
        this.database = database;
        this.catalog = catalog;
        this.head = head;
        this.partitions = partitions;
        this.folder = folder;
        heads = new GenerationSwitch(clock, database, commits, () -> head.active().number(), head::begin);
    }

    long flushes() {
        return flushes.get();
    }

    /** Flushes since start that wrote into a day. */
    long flushesInto(long day) {
        return flushesByDay.getOrDefault(day, 0L);
    }

    long failures() {
        return failures.get();
    }

    /** A writer of blocks of a day. */
    BlockWriter writer(long day) {
        return new BlockWriter(isOver(day) ? OVER_LEVEL : BLOCK_LEVEL, BLOCK_TEXT_BYTES);
    }

    boolean isOver(long day) {
        return day < DayPartition.dayOf(clock.millis());
    }

    Path folder() {
        return folder;
    }

    /** Flushes when memory holds enough or for long enough; failures are logged and tried again at the next call. */
    synchronized void flushIfDue() {
        boolean waiting = head.generations().size() > 1;
        LogGeneration active = head.active();
        boolean full = active.bytes() >= options.headBytesMax();
        boolean old = heads.activeMillis() >= options.flushInterval().toMillis();
        if (!waiting && !full && !(old && active.entries() > 0)) {
            return;
        }
        try {
            flush(!waiting);
        } catch (RuntimeException e) {
            failures.incrementAndGet();
            LOG.error("flush of logs failed, will be tried again error=\"{}\"", e.getMessage(), e);
        }
    }

    /** Brings all entries of this moment into blocks. */
    synchronized void flush() {
        flush(true);
    }

    private void flush(boolean startNext) {
        if (startNext && head.active().entries() > 0) {
            heads.next();
        }
        List<LogGeneration> all = head.generations();
        for (LogGeneration generation : all.subList(0, all.size() - 1)) {
            write(generation);
            heads.end(generation.number(), () -> retire(generation));
        }
        // Otherwise a few rows would hold back the log files of many entries.
        database.flush(database.rows());
    }

    /**
     * Begins the next generation.
     *
     * @param atSwitch is told the number of the generation that takes no more, when all acknowledged writes are in it and
     *                 before any later one is acknowledged
     */
    synchronized void next(LongConsumer atSwitch) {
        heads.next(atSwitch);
    }

    private void retire(LogGeneration generation) {
        SeriesRecords records = catalog.records();
        for (int ref : generation.refs()) {
            records.setFlushed(ref, generation.newestNanos(ref));
        }
        head.retire(generation);
    }

    private void write(LogGeneration generation) {
        long started = System.nanoTime();
        int number = Math.toIntExact(generation.number());
        BlockWriter writer = new BlockWriter(BLOCK_LEVEL, BLOCK_TEXT_BYTES);
        try (BlockFlush flush = new BlockFlush(database, partitions, folder, number, writer)) {
            SeriesRecords records = catalog.records();
            Integer[] refs = Arrays.stream(generation.refs()).boxed().toArray(Integer[]::new);
            Arrays.sort(refs, Comparator.<Integer>comparingInt(records::cluster).thenComparingInt(records::id));
            for (int ref : refs) {
                BufferSource source = generation.source(ref, HiddenEntries.NONE);
                if (source != null) {
                    flush.add(records.cluster(ref), records.id(ref), new TableMerge(List.of(source)));
                }
            }
            // Rows of the streams must be on disk before blocks that carry their ids.
            database.sync();
            flush.finish();
            flush.days().forEach(day -> flushesByDay.merge(day, 1L, Long::sum));
            LOG.info("logs flushed generation={} entries={} kept={} blocks={} bytes={} duration={}",
                    generation.number(), generation.entries(), flush.entries(), flush.blocks(), generation.bytes(),
                    Duration.ofNanos(System.nanoTime() - started));
        }
        flushes.incrementAndGet();
    }

    /** Changes what is on the disk while no flush does. */
    synchronized <T> T exclusively(Supplier<T> change) {
        return change.get();
    }
}
