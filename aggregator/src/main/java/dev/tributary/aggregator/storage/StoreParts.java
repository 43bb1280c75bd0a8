package dev.tributary.aggregator.storage;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.random.RandomGenerator;

import dev.tributary.aggregator.storage.day.DayPartition;
import dev.tributary.aggregator.storage.day.DayPartitions;
import dev.tributary.aggregator.storage.day.FlushFolder;
import dev.tributary.aggregator.storage.day.RetentionGuard;
import dev.tributary.aggregator.storage.deletion.Tombstones;
import dev.tributary.aggregator.storage.head.Head;
import dev.tributary.aggregator.storage.head.HeadAppender;
import dev.tributary.aggregator.storage.read.FlushedSamples;
import dev.tributary.aggregator.storage.read.ReadGate;
import dev.tributary.aggregator.storage.read.StoreReader;
import dev.tributary.aggregator.storage.rocks.FamilyKind;
import dev.tributary.aggregator.storage.rocks.RocksCursor;
import dev.tributary.aggregator.storage.rocks.RocksDatabase;
import dev.tributary.aggregator.storage.rocks.RocksFamily;
import dev.tributary.aggregator.storage.rocks.RocksMemory;
import dev.tributary.aggregator.storage.series.CatalogRows;
import dev.tributary.aggregator.storage.series.ClusterSeries;
import dev.tributary.aggregator.storage.series.SeriesCatalog;
import dev.tributary.aggregator.storage.settings.StorageOptions;
import dev.tributary.aggregator.storage.settings.SyncMode;
import dev.tributary.aggregator.storage.side.DocumentRows;
import dev.tributary.aggregator.storage.side.ExemplarStore;
import dev.tributary.aggregator.storage.side.MetadataStore;
import dev.tributary.aggregator.storage.write.BatchDesk;
import dev.tributary.aggregator.storage.write.GenerationSwitch;
import dev.tributary.aggregator.storage.write.GroupCommit;
import dev.tributary.aggregator.storage.write.StoreBatches;
import dev.tributary.model.ClusterId;
import dev.tributary.model.change.ChangeLog;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The parts of an open store, wired together. */
record StoreParts(RocksDatabase database, SeriesCatalog catalog, Head head, DayPartitions partitions, ReadGate gate,
        StoreReader reader, GroupCommit commits, StoreBatches batches, Flusher flusher, RetentionGuard retention,
        Eraser eraser, Sealer sealer, Tombstones tombstones, DocumentRows documents, DiskSpace disk, Thread committer) {
    private static final Logger LOG = LoggerFactory.getLogger(StoreParts.class);
    private static final Duration READERS_PATIENCE = Duration.ofSeconds(30);

    static StoreParts open(StorageOptions options, InstantSource clock, RandomGenerator random,
            ChangeLog changes, Consumer<String> progress) throws IOException {
        progress.accept("opening " + options.dataDirectory());
        RocksMemory memory = new RocksMemory(options.cacheBytes(), options.cacheBytes() * 3 / 4);
        RocksDatabase database = RocksDatabase.open(options.dataDirectory().resolve("metrics"), memory);
        try {
            return assemble(database, options, clock, random, changes, progress);
        } catch (IOException | RuntimeException e) {
            database.close();
            throw e;
        }
    }

    private static StoreParts assemble(RocksDatabase database, StorageOptions options, InstantSource clock,
            RandomGenerator random, ChangeLog changes, Consumer<String> progress) throws IOException {
        RocksFamily meta = database.family("meta");
        new StoreFormat(database, meta).check();
        RocksFamily series = database.family("series");
        SeriesCatalog catalog = new SeriesCatalog(random.nextLong(), new CatalogRows(series),
                options.limits().clustersMax());
        try (RocksCursor cursor = database.cursor(series)) {
            catalog.load(cursor, rows -> progress.accept("loading series: " + rows + " rows"));
        }
        FlushMark mark = new FlushMark(database, meta);
        MetadataStore metadata = new MetadataStore(meta, options.limits().metadataMax());
        try (RocksCursor cursor = database.cursor(meta)) {
            metadata.load(cursor);
        }
        ExemplarStore exemplars = new ExemplarStore(database.family("exemplars"));
        DayPartitions partitions = new DayPartitions(database, FamilyKind.CHUNKS);
        partitions.load(catalog.clusters().stream().map(ClusterSeries::number).toList());
        Tombstones tombstones = new Tombstones(database);
        tombstones.load();
        Head head = new Head();
        HeadAppender appender = new HeadAppender(head, catalog.records(),
                new FlushedSamples(database, partitions, catalog.records(), tombstones), tombstones,
                ref -> name(catalog, ref), changes);
        Recovery recovery = new Recovery(database, catalog, head, appender, progress);
        RocksFamily log = recovery.replay();
        // Only now: what is in the log was judged when it came, and looking everything up would make restarts slow.
        catalog.records().setFlushedBefore(mark.newestMillis());
        BatchDesk desk = new BatchDesk(catalog, options, clock, appender, metadata, exemplars);
        GroupCommit commits = new GroupCommit(catalog.rows(), database, options.sync() == SyncMode.COMMIT, log,
                recovery.nextSequence());
        GenerationSwitch heads = new GenerationSwitch(clock, database, commits, () -> head.active().number(),
                head::begin);
        Path folder = options.dataDirectory().resolve("flush");
        Flusher flusher = new Flusher(options, clock, database, catalog, head, partitions, exemplars, commits,
                tombstones, heads, mark, recovery.flushNumbers(), folder, changes);
        FlushFolder.prepare(folder);
        DocumentRows documents = new DocumentRows(database, database.family("alerts"),
                options.sync() == SyncMode.COMMIT);
        ReadGate gate = new ReadGate();
        StoreReader reader = new StoreReader(gate, database, catalog, head, partitions, tombstones, metadata,
                exemplars);
        Eraser eraser = new Eraser(database, catalog, partitions, exemplars, tombstones, reader, heads, flusher,
                folder, changes);
        Sealer sealer = new Sealer(options, clock, database, partitions, tombstones, flusher, eraser, folder);
        DiskSpace disk = new DiskSpace(Files.getFileStore(options.dataDirectory()), options.diskFreeMinBytes());
        disk.look();
        Thread committer = Thread.ofPlatform().daemon().name("storage-commit").start(commits);
        gate.open();
        return new StoreParts(database, catalog, head, partitions, gate, reader, commits,
                new StoreBatches(desk, commits), flusher, RetentionGuard.of(clock, partitions), eraser, sealer,
                tombstones, documents, disk, committer);
    }

    private static String name(SeriesCatalog catalog, int ref) {
        ClusterSeries cluster = catalog.find(catalog.records().cluster(ref));
        return cluster == null ? "of a cluster deleted meanwhile" : cluster.labels(ref).toString();
    }

    StorageStats stats() {
        long firstDay = partitions.all().stream().mapToLong(DayPartition::firstMillis).min().orElse(0);
        return new StorageStats(catalog.clusters().size(), catalog.count(), head.samples(), head.bytes(),
                head.chains(), head.minMillis(), head.maxMillis(), catalog.bytes(), commits.pending(),
                partitions.all().size(), firstDay, flusher.flushes(),
                flusher.failures(), database.property("rocksdb.live-sst-files-size"), disk.freeBytes(), disk.isFull(),
                gate.readers(), tombstones.current().all().size(), flusher.daysDropped(),
                flusher.clusterDaysDropped(), catalog.forgotten(), reader.damages(), sealer.daysSealed(),
                sealer.sealingNanos(), retention.isWaiting());
    }

    Map<ClusterId, Long> liveSeries(Duration window, long nowMillis) {
        return LiveSeries.count(head, catalog, window.toMillis(), nowMillis);
    }

    void close(ExecutorService tasks) {
        try {
            // A flush under way needs the committing thread to end well.
            if (!tasks.awaitTermination(1, TimeUnit.MINUTES)) {
                LOG.warn("a background task of the store does not end");
            }
            commits.stop().join();
            committer.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        database.sync();
        if (gate.close(READERS_PATIENCE)) {
            database.close();
        } else {
            LOG.warn("reads are still open, the database is left to the end of the process reads={}",
                    gate.readers());
        }
    }
}
