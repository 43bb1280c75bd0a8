package dev.tributary.aggregator.storage.write;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.atomic.AtomicLong;

import dev.tributary.aggregator.storage.rocks.RawBatch;
import dev.tributary.aggregator.storage.rocks.RocksDatabase;
import dev.tributary.aggregator.storage.rocks.RocksFamily;
import dev.tributary.aggregator.storage.rocks.StoreIoException;
import dev.tributary.aggregator.storage.series.CatalogRows;
import dev.tributary.model.port.WriteRefusedException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Writes batches that arrive together as one RocksDB write, before any of them is acknowledged, and then applies them to
 * the head, all on one thread. Other work on the head runs between groups on the same thread.
 */
public final class GroupCommit implements Runnable {
    private static final Logger LOG = LoggerFactory.getLogger(GroupCommit.class);
    /** Enough to make one disk sync serve many, small enough that nobody waits for a huge write. */
    private static final int GROUP_BATCHES_MAX = 256;
    private static final int GROUP_BYTES_MAX = 16 << 20;

    /** A batch that was handed in. The thread of the group commit calls these in this order, each once. */
    public interface Member {
        /** How much it counts among what waits, at the time of {@link GroupCommit#submit} and ever after. */
        long size();

        /** True when a series of it is forgotten meanwhile, so that it must be sent again. */
        default boolean isOutdated() {
            return false;
        }

        /** Puts all that must be durable into a write. */
        void stage(RawBatch write, RocksFamily log, long sequence);

        /** Makes visible what was written. */
        void apply();

        /** Tells the caller what became of it. */
        void complete();

        /** Tells the caller that nothing was stored, or that what was stored could not be shown. */
        void fail(Throwable cause);
    }

    private final CatalogRows rows;
    private final RocksDatabase database;
    private final boolean sync;
    private final BlockingQueue<Work> queue = new LinkedBlockingQueue<>();
    private final AtomicLong pending = new AtomicLong();
    private final RawBatch write = new RawBatch(1 << 16);
    private volatile boolean stopping;
    private volatile boolean ended;
    private RocksFamily log;
    private long nextSequence;

    /** What waits for the thread: a batch, or a piece of work between groups. */
    private sealed interface Work {
        record Batch(Member batch) implements Work {
        }

        record Between(Runnable action, CompletableFuture<Void> done) implements Work {
        }
    }

    /**
     * @param rows what the batches' series need, written with or before them
     * @param log  where the records of the batches go
     */
    public GroupCommit(CatalogRows rows, RocksDatabase database, boolean sync, RocksFamily log, long nextSequence) {
        this.rows = rows;
        this.database = database;
        this.sync = sync;
        this.log = log;
        this.nextSequence = nextSequence;
    }

    /**
     * Says in words when no batch may be begun.
     *
     * @param unit what {@link Member#size} counts
     * @param key  the setting that holds the most of them
     */
    public void requireRoom(long pendingMax, String unit, String key) {
        if (stopping) {
            throw new WriteRefusedException("the store is shutting down", Duration.ofSeconds(5));
        }
        long waiting = pending.get();
        if (waiting > pendingMax) {
            throw new WriteRefusedException("the store is overloaded: " + waiting + " " + unit
                    + " wait for their commit (" + key + ")", Duration.ofSeconds(1));
        }
    }

    /** Takes a batch. */
    public void submit(Member batch) {
        pending.addAndGet(batch.size());
        queue.add(new Work.Batch(batch));
        refuseIfEnded();
    }

    /** Runs work between two groups, when all batches submitted before are applied. */
    public CompletableFuture<Void> between(Runnable action) {
        CompletableFuture<Void> done = new CompletableFuture<>();
        queue.add(new Work.Between(action, done));
        refuseIfEnded();
        return done;
    }

    /** Sends the records of later groups to another log; only as work between groups. */
    public void switchLog(RocksFamily next) {
        log = next;
    }

    /** What was submitted and is not yet applied, in the unit of {@link Member#size}. */
    public long pending() {
        return pending.get();
    }

    /** Takes no more batches, finishes those submitted, and ends the thread. */
    public CompletableFuture<Void> stop() {
        stopping = true;
        return between(() -> Thread.currentThread().interrupt());
    }

    @Override
    public void run() {
        List<Member> group = new ArrayList<>();
        try {
            while (!Thread.currentThread().isInterrupted()) {
                Work work = queue.take();
                while (work instanceof Work.Batch(Member batch)) {
                    group.add(batch);
                    work = group.size() < GROUP_BATCHES_MAX ? queue.poll() : null;
                }
                if (!group.isEmpty()) {
                    commit(group);
                    group.clear();
                }
                if (work instanceof Work.Between(Runnable action, CompletableFuture<Void> done)) {
                    runBetween(action, done);
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            ended = true;
            refuseIfEnded();
        }
    }

    /** After the thread's end nobody else answers what is still handed in. */
    private void refuseIfEnded() {
        if (!ended) {
            return;
        }
        WriteRefusedException refusal = new WriteRefusedException("the store is shut down", Duration.ofSeconds(5));
        for (Work work = queue.poll(); work != null; work = queue.poll()) {
            switch (work) {
                case Work.Batch(Member batch) -> end(batch, refusal);
                case Work.Between(Runnable _, CompletableFuture<Void> done) -> done.completeExceptionally(refusal);
            }
        }
    }

    private static void runBetween(Runnable action, CompletableFuture<Void> done) {
        try {
            action.run();
            done.complete(null);
        } catch (RuntimeException e) {
            done.completeExceptionally(e);
        }
    }

    private void commit(List<Member> group) {
        group.removeIf(this::endedAsOutdated);
        List<Member> rest = group;
        while (!rest.isEmpty()) {
            RawBatch waiting = rows.take();
            List<Member> part = new ArrayList<>();
            try {
                stage(rest, part, waiting);
                write(part, waiting);
            } catch (RuntimeException e) {
                // Our own error: it must not end this thread, or nothing would be taken in any more.
                LOG.error("batches could not be written batches={}", part.size(), e);
                rows.putBack(waiting);
                part.forEach(batch -> end(batch, e));
            }
            rest = rest.subList(part.size(), rest.size());
        }
    }

    /** Puts as many batches into one write as are enough for it. */
    private void stage(List<Member> rest, List<Member> part, RawBatch catalogRows) {
        write.clear();
        for (Member batch : rest) {
            part.add(batch);
            batch.stage(write, log, nextSequence++);
            if (write.bytes() >= GROUP_BYTES_MAX) {
                break;
            }
        }
        write.addAll(catalogRows);
    }

    /** A series that comes back at the very moment when its last day ends is a new one when the batch is sent again. */
    private boolean endedAsOutdated(Member batch) {
        boolean outdated = batch.isOutdated();
        if (outdated) {
            end(batch, new WriteRefusedException("a series of the request was forgotten meanwhile; send it again",
                    Duration.ofSeconds(1)));
        }
        return outdated;
    }

    private void write(List<Member> part, RawBatch catalogRows) {
        try {
            if (!write.isEmpty()) {
                database.write(write, sync);
            }
        } catch (StoreIoException e) {
            rows.putBack(catalogRows);
            LOG.warn("write failed batches={} kind={} error={}", part.size(), e.kind(), e.getMessage());
            part.forEach(batch -> end(batch, refusal(e)));
            return;
        }
        rows.written(catalogRows);
        part.forEach(this::apply);
    }

    private void apply(Member batch) {
        try {
            batch.apply();
        } catch (RuntimeException e) {
            LOG.error("a logged batch could not be applied", e);
            end(batch, e);
            return;
        }
        end(batch, null);
    }

    private void end(Member batch, @Nullable Throwable failure) {
        pending.addAndGet(-batch.size());
        if (failure == null) {
            batch.complete();
        } else {
            batch.fail(failure);
        }
    }

    private static WriteRefusedException refusal(StoreIoException e) {
        WriteRefusedException refusal = e.kind() == StoreIoException.Kind.DISK_FULL
                ? new WriteRefusedException("the store's disk is full: free space or shorten storage.retention",
                        Duration.ofSeconds(30))
                : new WriteRefusedException("the store cannot write: " + e.getMessage(), Duration.ofSeconds(10));
        refusal.initCause(e);
        return refusal;
    }
}
