package dev.tributary.aggregator.storage.logs;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.random.RandomGenerator;

import dev.tributary.aggregator.storage.DiskSpace;
import dev.tributary.aggregator.storage.StoreFormat;
import dev.tributary.aggregator.storage.day.DayPartitions;
import dev.tributary.aggregator.storage.day.FlushFolder;
import dev.tributary.aggregator.storage.day.RetentionGuard;
import dev.tributary.aggregator.storage.logs.deletion.LineFilters;
import dev.tributary.aggregator.storage.logs.deletion.LogDeletions;
import dev.tributary.aggregator.storage.logs.head.LogHead;
import dev.tributary.aggregator.storage.logs.read.LogParts;
import dev.tributary.aggregator.storage.logs.read.LogReadCounts;
import dev.tributary.aggregator.storage.logs.read.LogStoreReader;
import dev.tributary.aggregator.storage.logs.record.RecordRows;
import dev.tributary.aggregator.storage.logs.settings.LogOptions;
import dev.tributary.aggregator.storage.logs.write.LogAppender;
import dev.tributary.aggregator.storage.logs.write.LogBatches;
import dev.tributary.aggregator.storage.logs.write.LogDesk;
import dev.tributary.aggregator.storage.logs.write.LogWriteCounts;
import dev.tributary.aggregator.storage.read.DamageLog;
import dev.tributary.aggregator.storage.read.ReadGate;
import dev.tributary.aggregator.storage.rocks.FamilyKind;
import dev.tributary.aggregator.storage.rocks.RocksCursor;
import dev.tributary.aggregator.storage.rocks.RocksDatabase;
import dev.tributary.aggregator.storage.rocks.RocksFamily;
import dev.tributary.aggregator.storage.rocks.RocksMemory;
import dev.tributary.aggregator.storage.series.CatalogRows;
import dev.tributary.aggregator.storage.series.ClusterSeries;
import dev.tributary.aggregator.storage.series.SeriesCatalog;
import dev.tributary.aggregator.storage.settings.SyncMode;
import dev.tributary.aggregator.storage.write.GroupCommit;
import dev.tributary.model.follow.LogFollowers;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The parts of an open log store, wired together. */
record OpenLogStore(LogParts parts, LogStoreReader reader, GroupCommit commits, LogBatches batches, LogDesk desk,
        LogFlusher flusher, LogEraser eraser, LogRetentionRun retention, RetentionGuard guard, LogMergeRun merges,
        DiskSpace disk,
        Thread committer) {
    /** The database's folder within the data directory. */
    static final String FOLDER = "lines";
    private static final Logger LOG = LoggerFactory.getLogger(OpenLogStore.class);
    private static final Duration READERS_PATIENCE = Duration.ofSeconds(30);
    private static final String STREAM_LIMIT = "maximum active stream limit of %d exceeded in cluster %s, reduce the "
            + "number of active streams (reduce labels or reduce label values), or raise logs.streams_per_cluster_max";

    static OpenLogStore open(LogOptions options, InstantSource clock, RandomGenerator random, LineFilters filters,
            LogFollowers followers, Consumer<String> progress) throws IOException {
        progress.accept("opening the logs in " + options.dataDirectory());
        RocksMemory memory = new RocksMemory(options.cacheBytes(), options.cacheBytes() * 3 / 4);
        RocksDatabase database = RocksDatabase.open(options.dataDirectory().resolve(FOLDER), memory);
        try {
            return assemble(database, options, clock, random, filters, followers, progress);
        } catch (IOException | RuntimeException e) {
            database.close();
            throw e;
        }
    }

    private static OpenLogStore assemble(RocksDatabase database, LogOptions options, InstantSource clock,
            RandomGenerator random, LineFilters filters, LogFollowers followers, Consumer<String> progress)
            throws IOException {
        new StoreFormat(database, database.family("meta"), StoreFormat.LOGS_VERSION).check();
        LogParts parts = load(database, options, clock, random, filters, progress);
        LogStoreReader reader = new LogStoreReader(parts);
        LogAppender appender = new LogAppender(parts.catalog(), parts.head(), parts.records(), followers, reader::has);
        LogRecovery recovery = new LogRecovery(database, parts.head(), appender, progress);
        RocksFamily log = recovery.replay();
        // What earlier flushes wrote is not known, so everything up to now may be stored: in nanoseconds, as times are here.
        parts.catalog().records().setFlushedBefore(Math.multiplyExact(clock.millis(), 1_000_000L));
        GroupCommit commits = new GroupCommit(parts.catalog().rows(), database, options.sync() == SyncMode.COMMIT, log,
                recovery.nextSequence());
        LogDesk desk = new LogDesk(parts.catalog(), options, clock, appender, new LogWriteCounts());
        Path folder = options.dataDirectory().resolve("flush");
        LogFlusher flusher = new LogFlusher(options, clock, database, parts.catalog(), parts.head(),
                parts.partitions(), commits, folder);
        FlushFolder.prepare(folder);
        LogEraser eraser = new LogEraser(clock, parts, flusher, commits);
        LogRetentionRun retention = new LogRetentionRun(options.retention(), clock, parts, flusher, commits);
        DiskSpace disk = new DiskSpace(Files.getFileStore(options.dataDirectory()), options.diskFreeMinBytes());
        disk.look();
        Thread committer = Thread.ofPlatform().daemon().name("logs-commit").start(commits);
        parts.gate().open();
        return new OpenLogStore(parts, reader, commits, new LogBatches(desk, commits, parts.head()), desk, flusher,
                eraser, retention, RetentionGuard.of(clock, parts.partitions()), new LogMergeRun(parts, flusher), disk,
                committer);
    }

    private static LogParts load(RocksDatabase database, LogOptions options, InstantSource clock,
            RandomGenerator random, LineFilters filters, Consumer<String> progress) {
        RocksFamily streams = database.family("series");
        SeriesCatalog catalog = new SeriesCatalog(random.nextLong(), new CatalogRows(streams),
                options.limits().clustersMax(),
                STREAM_LIMIT);
        try (RocksCursor cursor = database.cursor(streams)) {
            catalog.load(cursor, rows -> progress.accept("loading streams: " + rows + " rows"));
        }
        DayPartitions partitions = new DayPartitions(database, FamilyKind.LINES);
        partitions.load(catalog.clusters().stream().map(ClusterSeries::number).toList());
        RecordRows records = new RecordRows(database);
        records.load();
        LogDeletions deletions = new LogDeletions(database, clock, filters, options.cancelPeriod());
        deletions.load();
        return new LogParts(database, catalog, new LogHead(options.headBytesMax()), partitions, records, deletions,
                new ReadGate(),
                new DamageLog(), new LogReadCounts());
    }

    LogStoreStats stats() {
        LogWriteCounts written = desk.counts();
        LogReadCounts read = parts.counts();
        return new LogStoreStats(parts.catalog().clusters().size(), parts.catalog().count(),
                parts.head().entries(), parts.head().bytes(), parts.head().spareBytes(), commits.pending(),
                parts.partitions().all().size(),
                flusher.flushes(), flusher.failures(), parts.database().property("rocksdb.live-sst-files-size"),
                disk.freeBytes(), disk.isFull(), parts.gate().readers(), parts.deletions().inForce().size(),
                eraser.removed(),
                retention.daysDropped(), retention.streamDaysDropped(), retention.recordsDropped(),
                parts.damages().count(), written.entries(), written.bytes(), written.records(), written.refused(),
                read.blocksOpened(), read.textBytesOpened(),
                read.blocksSkipped(), merges.blocksBefore(), merges.blocksAfter(), guard.isWaiting());
    }

    void close(ExecutorService tasks) {
        try {
            // A flush under way needs the committing thread to end well.
            if (!tasks.awaitTermination(1, TimeUnit.MINUTES)) {
                LOG.warn("a background task of the log store does not end");
            }
            commits.stop().join();
            committer.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        parts.database().sync();
        if (parts.gate().close(READERS_PATIENCE)) {
            parts.database().close();
        } else {
            LOG.warn("reads of logs are still open, the database is left to the end of the process reads={}",
                    parts.gate().readers());
        }
    }
}
