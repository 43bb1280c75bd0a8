package dev.tributary.aggregator.storage.write;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.atomic.AtomicLong;

import dev.tributary.aggregator.storage.rocks.RawBatch;
import dev.tributary.aggregator.storage.rocks.RocksDatabase;
import dev.tributary.aggregator.storage.rocks.RocksFamily;
import dev.tributary.aggregator.storage.rocks.StoreIoException;
import dev.tributary.model.port.WriteRefusedException;
import dev.tributary.model.port.WriterIdentity;
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
    private static final int SPARE_BATCHES_MAX = 64;

    private final BatchDesk desk;
    private final RocksDatabase database;
    private final boolean sync;
    private final BlockingQueue<Work> queue = new LinkedBlockingQueue<>();
    private final Queue<StoreBatch> spare = new ArrayBlockingQueue<>(SPARE_BATCHES_MAX);
    private final AtomicLong pendingSamples = new AtomicLong();
    private final RawBatch write = new RawBatch(1 << 16);
    private volatile boolean stopping;
    private volatile boolean ended;
    private RocksFamily log;
    private long nextSequence;

    /** What waits for the thread: a batch, or a piece of work between groups. */
    private sealed interface Work {
        record Batch(StoreBatch batch) implements Work {
        }

        record Between(Runnable action, CompletableFuture<Void> done) implements Work {
        }
    }

    public GroupCommit(BatchDesk desk, RocksDatabase database, boolean sync, RocksFamily log, long nextSequence) {
        this.desk = desk;
        this.database = database;
        this.sync = sync;
        this.log = log;
        this.nextSequence = nextSequence;
    }

    /** Opens a batch. */
    public StoreBatch begin(WriterIdentity identity) {
        if (stopping) {
            throw new WriteRefusedException("the store is shutting down", Duration.ofSeconds(5));
        }
        long pending = pendingSamples.get();
        if (pending > desk.options().pendingSamplesMax()) {
            throw new WriteRefusedException("the store is overloaded: " + pending
                    + " samples wait for their commit (storage.pending_samples_max)", Duration.ofSeconds(1));
        }
        StoreBatch batch = spare.poll();
        StoreBatch started = batch == null ? new StoreBatch(desk, this, identity) : batch;
        started.start(identity);
        return started;
    }

    void giveBack(StoreBatch batch) {
        spare.offer(batch);
    }

    void submit(StoreBatch batch) {
        pendingSamples.addAndGet(batch.size());
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

    /** Samples submitted and not yet applied. */
    public long pendingSamples() {
        return pendingSamples.get();
    }

    /** Takes no more batches, finishes those submitted, and ends the thread. */
    public CompletableFuture<Void> stop() {
        stopping = true;
        return between(() -> Thread.currentThread().interrupt());
    }

    @Override
    public void run() {
        List<StoreBatch> group = new ArrayList<>();
        try {
            while (!Thread.currentThread().isInterrupted()) {
                Work work = queue.take();
                while (work instanceof Work.Batch(StoreBatch batch)) {
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
                case Work.Batch(StoreBatch batch) -> end(batch, refusal);
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

    private void commit(List<StoreBatch> group) {
        group.removeIf(this::endedAsOutdated);
        int from = 0;
        while (from < group.size()) {
            write.clear();
            RawBatch rows = desk.catalog().rows().take();
            write.addAll(rows);
            int to = from;
            while (to < group.size() && write.bytes() < GROUP_BYTES_MAX) {
                group.get(to++).stage(write, log, nextSequence++);
            }
            commit(group.subList(from, to), rows);
            from = to;
        }
    }

    /** A series that comes back at the very moment when its last day ends is a new one when the batch is sent again. */
    private boolean endedAsOutdated(StoreBatch batch) {
        boolean outdated = batch.isOutdated();
        if (outdated) {
            end(batch, new WriteRefusedException("a series of the request was forgotten meanwhile; send it again",
                    Duration.ofSeconds(1)));
        }
        return outdated;
    }

    private void commit(List<StoreBatch> part, RawBatch rows) {
        try {
            if (!write.isEmpty()) {
                database.write(write, sync);
            }
            desk.catalog().rows().written(rows);
        } catch (StoreIoException e) {
            desk.catalog().rows().putBack(rows);
            LOG.warn("write failed batches={} kind={} error={}", part.size(), e.kind(), e.getMessage());
            part.forEach(batch -> end(batch, refusal(e)));
            return;
        }
        for (StoreBatch batch : part) {
            try {
                batch.apply();
                end(batch, null);
            } catch (RuntimeException e) {
                LOG.error("a logged batch could not be applied", e);
                end(batch, e);
            }
        }
    }

    private void end(StoreBatch batch, @Nullable Throwable failure) {
        pendingSamples.addAndGet(-batch.size());
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
