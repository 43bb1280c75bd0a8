package dev.tributary.aggregator.storage.write;

import java.util.Queue;
import java.util.concurrent.ArrayBlockingQueue;

import dev.tributary.model.port.WriterIdentity;

/** Hands out batches of samples, whose memory serves again and again. Safe for several threads. */
public final class StoreBatches {
    private static final int SPARE_MAX = 64;

    private final BatchDesk desk;
    private final GroupCommit commits;
    private final Queue<StoreBatch> spare = new ArrayBlockingQueue<>(SPARE_MAX);

    public StoreBatches(BatchDesk desk, GroupCommit commits) {
        this.desk = desk;
        this.commits = commits;
    }

    /** Opens a batch. */
    public StoreBatch begin(WriterIdentity identity) {
        commits.requireRoom(desk.options().pendingSamplesMax(), "samples", "storage.pending_samples_max");
        StoreBatch batch = spare.poll();
        StoreBatch started = batch == null ? new StoreBatch(desk, commits, this, identity) : batch;
        started.start(identity);
        return started;
    }

    void giveBack(StoreBatch batch) {
        spare.offer(batch);
    }
}
