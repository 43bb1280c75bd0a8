package dev.tributary.aggregator.storage;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.random.RandomGenerator;

import dev.tributary.aggregator.storage.rocks.RocksBackups;
import dev.tributary.aggregator.storage.rocks.StoreIoException;
import dev.tributary.aggregator.storage.settings.StorageOptions;
import dev.tributary.aggregator.storage.settings.SyncMode;
import dev.tributary.aggregator.storage.verify.MetricChecks;
import dev.tributary.aggregator.storage.verify.Verification;
import dev.tributary.aggregator.storage.verify.VerifyReport;
import dev.tributary.aggregator.storage.work.WorkProgress;
import dev.tributary.model.ClusterId;
import dev.tributary.model.Matcher;
import dev.tributary.model.MetricMetadata;
import dev.tributary.model.change.ChangeLog;
import dev.tributary.model.change.SampleChanges;
import dev.tributary.model.port.DocumentStore;
import dev.tributary.model.port.LabelCounter;
import dev.tributary.model.port.MetricBatch;
import dev.tributary.model.port.MetricReader;
import dev.tributary.model.port.MetricWriter;
import dev.tributary.model.port.ReadRefusedException;
import dev.tributary.model.port.SeriesExemplars;
import dev.tributary.model.port.SeriesQuery;
import dev.tributary.model.port.SeriesSelection;
import dev.tributary.model.port.WriteRefusedException;
import dev.tributary.model.port.WriterIdentity;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The hub's metric store in one folder. {@link #start} opens it and blocks until everything acknowledged before is
 * readable again; until then, and after {@link #close}, reads and writes are refused with words that say so. Safe for
 * several threads.
 */
public final class MetricStore implements MetricReader, MetricWriter, AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(MetricStore.class);
    private static final Duration HOUSEKEEPING = Duration.ofSeconds(1);
    private static final Duration SEAL_CHECK = Duration.ofMinutes(1);
    private static final Duration RETENTION_CHECK = Duration.ofMinutes(10);
    private static final Duration CLEANING = Duration.ofMinutes(10);

    private final StorageOptions options;
    private final InstantSource clock;
    private final RandomGenerator random;
    private final ScheduledExecutorService tasks = Executors
            .newScheduledThreadPool(2, Thread.ofPlatform().daemon().name("storage-task-", 0).factory());
    private final Object backingUp = new Object();
    private final ChangeLog changes = new ChangeLog();
    private volatile @Nullable StoreParts parts;
    private volatile StoreProgress progress = new StoreProgress(false, "not started");

    /**
     * A store that is not open yet.
     *
     * @param random source of the secret under which label bytes are hashed
     */
    public MetricStore(StorageOptions options, InstantSource clock, RandomGenerator random) {
        this.options = options;
        this.clock = clock;
        this.random = random;
    }

    /**
     * Opens the store and recovers what it held.
     *
     * @throws StoreIoException when the folder cannot be read or written
     */
    public synchronized void start() {
        if (parts != null) {
            throw new IllegalStateException("the store is started already");
        }
        long started = System.nanoTime();
        StoreParts opened;
        try {
            opened = StoreParts.open(options, clock, random, changes, this::report);
        } catch (IOException e) {
            throw new UncheckedIOException("opening " + options.dataDirectory(), e);
        }
        parts = opened;
        schedule(opened.flusher()::flushIfDue, HOUSEKEEPING);
        schedule(opened.disk()::look, HOUSEKEEPING);
        schedule(() -> opened.retention().run(opened.flusher()::dropExpired), RETENTION_CHECK);
        schedule(opened.sealer()::sealDue, SEAL_CHECK);
        // What earlier processes left is cleaned soon: until then deleted series may still be listed.
        schedule(this::cleanTombstones, HOUSEKEEPING, CLEANING);
        if (options.sync() == SyncMode.INTERVAL) {
            schedule(opened.database()::sync, options.syncInterval());
        }
        progress = new StoreProgress(true, "ready");
        LOG.info("store ready folder={} series={} head_samples={} duration={}", options.dataDirectory(),
                opened.catalog().count(), opened.head().samples(),
                Duration.ofNanos(System.nanoTime() - started));
    }

    private void report(String detail) {
        progress = new StoreProgress(false, detail);
    }

    private void schedule(Runnable task, Duration interval) {
        schedule(task, interval, interval);
    }

    private void schedule(Runnable task, Duration first, Duration interval) {
        ScheduledFuture<?> _ = tasks.scheduleWithFixedDelay(() -> {
            try {
                task.run();
            } catch (RuntimeException | Error e) {
                LOG.error("background task failed, will be tried again", e);
            }
        }, first.toMillis(), interval.toMillis(), TimeUnit.MILLISECONDS);
    }

    public StoreProgress progress() {
        return progress;
    }

    private StoreParts forReading() {
        StoreParts present = parts;
        if (present == null) {
            throw new ReadRefusedException("the store is not ready: " + progress.detail());
        }
        return present;
    }

    @Override
    public MetricBatch begin(WriterIdentity identity) {
        StoreParts present = parts;
        if (present == null) {
            throw new WriteRefusedException("the store is not ready: " + progress.detail(), Duration.ofSeconds(5));
        }
        present.disk().require();
        return present.batches().begin(identity);
    }

    @Override
    public SeriesSelection select(SeriesQuery query) {
        return forReading().reader().select(query);
    }

    @Override
    public List<String> labelNames(SeriesQuery query) {
        return forReading().reader().labelNames(query);
    }

    @Override
    public List<String> labelValues(String name, SeriesQuery query) {
        return forReading().reader().labelValues(name, query);
    }

    @Override
    public void countLabels(SeriesQuery query, LabelCounter counter) {
        forReading().reader().countLabels(query, counter);
    }

    @Override
    public List<MetricMetadata> metadata(String family) {
        return forReading().reader().metadata(family);
    }

    @Override
    public List<MetricMetadata> metadata(String family, Predicate<? super String> clusters) {
        return forReading().reader().metadata(family, clusters);
    }

    @Override
    public List<SeriesExemplars> exemplars(SeriesQuery query) {
        return forReading().reader().exemplars(query);
    }

    @Override
    public SampleChanges changes() {
        return changes;
    }

    /** What the store keeps besides samples; ready when the store is, and not to be used after {@link #close}. */
    public DocumentStore documents() {
        return forReading().documents();
    }

    /** Brings all samples of this moment from memory into chunks. */
    public void flush() {
        forReading().flusher().flush();
    }

    /**
     * Brings all samples of this moment into the form that takes the least room: chunks, long ones, in compacted files.
     * Otherwise a day gets that form when it is over.
     */
    public void optimise() {
        working(open -> open.sealer().optimise());
    }

    /** Drops every day that lies wholly before the retention and gives how many; also done now and then by itself. */
    public int dropExpired() {
        return forReading().flusher().dropExpired();
    }

    /**
     * Deletes what is stored now of the series that satisfy all matchers, in a closed range of time: no reader finds it any
     * more, also after a crash. The disk gets its room back by {@link #cleanTombstones}.
     *
     * @return how many series matched
     */
    public long deleteSeries(List<Matcher> matchers, long minMillis, long maxMillis) {
        return working(open -> open.eraser().delete(matchers, minMillis, maxMillis));
    }

    /** Removes deleted samples from the disk and gives how many deletions that were; also done now and then by itself. */
    public int cleanTombstones() {
        return working(open -> open.eraser().clean());
    }

    /**
     * Backs up the store into a folder of backups while it works on; all acknowledged before is in it, and only what is new
     * since the last backup there is copied.
     */
    public RocksBackups.Entry backup(Path folder, WorkProgress progress) {
        return working(open -> {
            synchronized (backingUp) {
                try (RocksBackups backups = RocksBackups.open(folder)) {
                    return backups.create(open.database(), progress);
                }
            }
        });
    }

    /** Reads all that is stored, while the store works on. */
    public VerifyReport verify(WorkProgress progress) {
        return working(open -> new Verification(open.database(), MetricChecks.ofOpen(open.catalog()), progress).run());
    }

    /**
     * Makes a copy in a folder that does not exist yet, which a store can open; table files share their disk space with it.
     *
     * @param skipHead leaves the samples out that are still in memory
     */
    public void snapshot(Path target, boolean skipHead) {
        working(open -> {
            StoreFolder copy = new StoreFolder(target);
            copy.take(open.database(), skipHead);
            return copy;
        });
    }

    /** Works on the open store, which is not closed under it. */
    private <T> T working(Function<StoreParts, T> work) {
        StoreParts open = forReading();
        open.gate().enter();
        try {
            return work.apply(open);
        } finally {
            open.gate().leave();
        }
    }

    /** The days that hold chunks, in order. */
    public List<StoredDay> days() {
        return forReading().partitions().all().stream()
                .map(day -> new StoredDay(day.firstMillis(), day.lastMillis() + 1, day.seriesCount())).toList();
    }

    public StorageStats stats() {
        return forReading().stats();
    }

    /** How many series each cluster has with a sample within a window before its newest one. Walks over all series. */
    public Map<ClusterId, Long> liveSeries(Duration window) {
        return forReading().liveSeries(window, clock.millis());
    }

    /** Finishes what was submitted, waits a while for open reads, and closes the folder. May be called again. */
    @Override
    public synchronized void close() {
        tasks.shutdown();
        StoreParts present = parts;
        if (present == null) {
            return;
        }
        parts = null;
        progress = new StoreProgress(false, "closed");
        present.close(tasks);
    }
}
