package dev.tributary.aggregator.storage.logs.write;

import java.time.Duration;
import java.util.Queue;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.atomic.AtomicLong;

import dev.tributary.aggregator.storage.logs.head.LogHead;
import dev.tributary.aggregator.storage.write.GroupCommit;
import dev.tributary.model.port.WriteRefusedException;
import dev.tributary.model.port.WriterIdentity;

/** Hands out batches of log entries, whose memory serves again and again. Safe for several threads. */
public final class LogBatches {
    private static final int SPARE_MAX = 32;
    /** Of all that are kept: more requests at a time, or larger ones, pay for their memory themselves. */
    private static final long SPARE_BYTES_MAX = 16 << 20;
    /** A flush that falls behind must not let memory grow without an end. */
    private static final int HEADS_MAX = 3;

    private final LogDesk desk;
    private final GroupCommit commits;
    private final LogHead head;
    private final Queue<StoreLogBatch> spare = new ArrayBlockingQueue<>(SPARE_MAX);
    private final AtomicLong spareBytes = new AtomicLong();

    public LogBatches(LogDesk desk, GroupCommit commits, LogHead head) {
        this.desk = desk;
        this.commits = commits;
        this.head = head;
    }

    /** Opens a batch. */
    public StoreLogBatch begin(WriterIdentity identity) {
        commits.requireRoom(desk.options().pendingBytesMax(), "bytes of logs", "logs.pending_size_max");
        if (head.bytes() > HEADS_MAX * desk.options().headBytesMax()) {
            throw new WriteRefusedException("the store is overloaded: " + head.bytes()
                    + " bytes of logs wait to be written as blocks (logs.head_size_max)", Duration.ofSeconds(1));
        }
        StoreLogBatch batch = spare.poll();
        if (batch != null) {
            spareBytes.addAndGet(-batch.heapBytes());
        }
        StoreLogBatch started = batch == null ? new StoreLogBatch(desk, commits, this) : batch;
        started.start(identity);
        return started;
    }

    /** Keeps a batch that is answered, while there is room. */
    void giveBack(StoreLogBatch batch) {
        long bytes = batch.heapBytes();
        if (spareBytes.addAndGet(bytes) > SPARE_BYTES_MAX || !spare.offer(batch)) {
            spareBytes.addAndGet(-bytes);
        }
    }
}
