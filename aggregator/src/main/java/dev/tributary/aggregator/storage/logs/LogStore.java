package dev.tributary.aggregator.storage.logs;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.random.RandomGenerator;

import dev.tributary.aggregator.storage.StoreProgress;
import dev.tributary.aggregator.storage.logs.deletion.LineFilters;
import dev.tributary.aggregator.storage.logs.deletion.LogDeletion;
import dev.tributary.aggregator.storage.logs.settings.LogOptions;
import dev.tributary.aggregator.storage.rocks.RocksBackups;
import dev.tributary.aggregator.storage.rocks.StoreIoException;
import dev.tributary.aggregator.storage.settings.SyncMode;
import dev.tributary.aggregator.storage.verify.Verification;
import dev.tributary.aggregator.storage.verify.VerifyReport;
import dev.tributary.aggregator.storage.work.WorkProgress;
import dev.tributary.model.Matcher;
import dev.tributary.model.follow.LogFeed;
import dev.tributary.model.follow.LogFollower;
import dev.tributary.model.follow.LogFollowers;
import dev.tributary.model.port.LogBatch;
import dev.tributary.model.port.LogQuery;
import dev.tributary.model.port.LogReader;
import dev.tributary.model.port.LogSelection;
import dev.tributary.model.port.LogWriter;
import dev.tributary.model.port.ReadRefusedException;
import dev.tributary.model.port.WriteRefusedException;
import dev.tributary.model.port.WriterIdentity;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The hub's log store in one folder. {@link #start} opens it and blocks until everything acknowledged before is readable
 * again; until then, and after {@link #close}, reads and writes are refused with words that say so. Safe for several
 * threads.
 */
public final class LogStore implements LogReader, LogWriter, LogFeed, AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(LogStore.class);
    private static final Duration HOUSEKEEPING = Duration.ofSeconds(1);
    /** A second of lines at full rate is more than the head may hold. */
    private static final Duration FLUSH_CHECK = Duration.ofMillis(100);
    /** Memory not needed for so long is given back. */
    private static final Duration TRIM = Duration.ofMinutes(1);
    private static final Duration RETENTION_CHECK = Duration.ofMinutes(10);
    /** What merging may take of a core: a fifth at most. */
    private static final Duration MERGE_CHECK = Duration.ofSeconds(2);
    private static final Duration MERGE_SLICE = Duration.ofMillis(500);

    private final LogOptions options;
    private final InstantSource clock;
    private final RandomGenerator random;
    private final LineFilters filters;
    private final LogFollowers followers = new LogFollowers();
    private final ScheduledExecutorService tasks = Executors
            .newScheduledThreadPool(3, Thread.ofPlatform().daemon().name("logs-task-", 0).factory());
    private final Object backingUp = new Object();
    private volatile @Nullable OpenLogStore opened;
    private volatile StoreProgress progress = new StoreProgress(false, "not started");

    /** A store that is not open yet and deletes whole streams only. */
    public LogStore(LogOptions options, InstantSource clock, RandomGenerator random) {
        this(options, clock, random, LineFilters.NONE);
    }

    /**
     * A store that is not open yet.
     *
     * @param random  source of the secret under which label bytes are hashed
     * @param filters reads the filters of deletions
     */
    public LogStore(LogOptions options, InstantSource clock, RandomGenerator random, LineFilters filters) {
        this.filters = filters;
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
        if (opened != null) {
            throw new IllegalStateException("the log store is started already");
        }
        long started = System.nanoTime();
        OpenLogStore open;
        try {
            open = OpenLogStore.open(options, clock, random, filters, followers, this::report);
        } catch (IOException e) {
            throw new UncheckedIOException("opening " + options.dataDirectory(), e);
        }
        opened = open;
        schedule(open.flusher()::flushIfDue, FLUSH_CHECK);
        schedule(open.disk()::look, HOUSEKEEPING);
        schedule(open.parts().head()::trim, TRIM);
        schedule(() -> open.guard().run(open.retention()::run), RETENTION_CHECK);
        schedule(this::processDeletions, RETENTION_CHECK);
        schedule(() -> merge(open), MERGE_CHECK);
        if (options.sync() == SyncMode.INTERVAL) {
            schedule(open.parts().database()::sync, options.syncInterval());
        }
        progress = new StoreProgress(true, "ready");
        LOG.info("log store ready folder={} streams={} head_entries={} duration={}", options.dataDirectory(),
                open.parts().catalog().count(), open.parts().head().entries(),
                Duration.ofNanos(System.nanoTime() - started));
    }

    private static void merge(OpenLogStore open) {
        if (!open.disk().isFull()) {
            open.merges().run(MERGE_SLICE);
        }
    }

    private void report(String detail) {
        progress = new StoreProgress(false, detail);
    }

    private void schedule(Runnable task, Duration interval) {
        ScheduledFuture<?> _ = tasks.scheduleWithFixedDelay(() -> {
            try {
                task.run();
            } catch (RuntimeException | Error e) {
                LOG.error("background task of the log store failed, will be tried again", e);
            }
        }, interval.toMillis(), interval.toMillis(), TimeUnit.MILLISECONDS);
    }

    public StoreProgress progress() {
        return progress;
    }

    private OpenLogStore forReading() {
        OpenLogStore open = opened;
        if (open == null) {
            throw new ReadRefusedException("the log store is not ready: " + progress.detail());
        }
        return open;
    }

    @Override
    public LogBatch begin(WriterIdentity identity) {
        OpenLogStore open = opened;
        if (open == null) {
            throw new WriteRefusedException("the log store is not ready: " + progress.detail(), Duration.ofSeconds(5));
        }
        open.disk().require();
        return open.batches().begin(identity);
    }

    @Override
    public LogSelection select(LogQuery query) {
        return forReading().reader().select(query);
    }

    @Override
    public List<String> labelNames(LogQuery query) {
        return forReading().reader().labelNames(query);
    }

    @Override
    public List<String> labelValues(String name, LogQuery query) {
        return forReading().reader().labelValues(name, query);
    }

    @Override
    public Runnable follow(LogFollower follower) {
        return followers.follow(follower);
    }

    /** Brings all entries of this moment from memory into blocks. */
    public void flush() {
        working(open -> {
            open.flusher().flush();
            return open;
        });
    }

    /** Drops what lies before its retention and gives how many days, or streams of a day; also done now and then. */
    public int dropExpired() {
        return working(open -> open.retention().run());
    }

    /**
     * Deletes what is stored now of the streams that satisfy all matchers (at least one), in a closed range of time in
     * nanoseconds: no reader finds it any more, also after a crash. It leaves the disk when the time is over in which the
     * deletion can be cancelled.
     *
     * @param stages what follows the stream selector in the query that says which lines go; empty for all
     * @throws IllegalStateException    when there are too many deletions whose entries still lie on the disk
     * @throws IllegalArgumentException when the stages are no filter
     */
    public LogDeletion delete(List<Matcher> matchers, String stages, long minNanos, long maxNanos) {
        return working(open -> open.eraser().delete(matchers, stages, minNanos, maxNanos));
    }

    /** All deletions, oldest first; of those that are done the newest thousand. */
    public List<LogDeletion> deletions() {
        return forReading().parts().deletions().all();
    }

    /**
     * Shows the entries of a deletion again; false when there is none of that id, it is processed, or the time to cancel it
     * is over.
     *
     * @param force also when that time is over: what is left of the entries shows again
     */
    public boolean cancelDeletion(int id, boolean force) {
        return working(open -> open.parts().deletions().cancel(id, force));
    }

    /** Removes deleted entries from the disk that are due and gives of how many deletions; also done now and then. */
    public int processDeletions() {
        return working(open -> open.eraser().process());
    }

    /** Merges small blocks of days that are over, and of others with many, until there are none; also done in the background. */
    public void merge() {
        working(open -> {
            while (open.merges().run(MERGE_SLICE)) {
                Thread.onSpinWait();
            }
            return open;
        });
    }

    /**
     * Backs up the store into a folder of backups while it works on; all acknowledged before is in it, and only what is new
     * since the last backup there is copied.
     */
    public RocksBackups.Entry backup(Path folder, WorkProgress watched) {
        return working(open -> {
            synchronized (backingUp) {
                try (RocksBackups backups = RocksBackups.open(folder)) {
                    return backups.create(open.parts().database(), watched);
                }
            }
        });
    }

    /** Reads all that is stored, while the store works on. */
    public VerifyReport verify(WorkProgress watched) {
        return working(open -> new Verification(open.parts().database(), new LogChecks(), watched).run());
    }

    /** Makes a copy in a folder that does not exist yet, which a store can open; files share their disk space with it. */
    public void snapshot(Path target, boolean skipHead) {
        working(open -> {
            LogChecks.folder(target).take(open.parts().database(), skipHead);
            return target;
        });
    }

    /** Works on the open store, which is not closed under it. */
    private <T> T working(Function<OpenLogStore, T> work) {
        OpenLogStore open = forReading();
        open.parts().gate().enter();
        try {
            return work.apply(open);
        } finally {
            open.parts().gate().leave();
        }
    }

    public LogStoreStats stats() {
        return forReading().stats();
    }

    /** Finishes what was submitted, waits a while for open reads, and closes the folder. May be called again. */
    @Override
    public synchronized void close() {
        tasks.shutdown();
        OpenLogStore open = opened;
        if (open == null) {
            return;
        }
        opened = null;
        progress = new StoreProgress(false, "closed");
        open.close(tasks);
    }
}
