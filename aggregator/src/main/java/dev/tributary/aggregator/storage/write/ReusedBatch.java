package dev.tributary.aggregator.storage.write;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

import dev.tributary.aggregator.storage.memory.ByteWriter;
import dev.tributary.aggregator.storage.rocks.RawBatch;
import dev.tributary.aggregator.storage.rocks.RocksFamily;

/**
 * The life of a batch whose memory serves again and again: opened, then committed or discarded once, and answered once.
 *
 * @param <R> what the caller is told
 */
public abstract class ReusedBatch<R> implements GroupCommit.Member {
    private final GroupCommit commits;
    private final ByteWriter logKey = new ByteWriter(8);
    private CompletableFuture<R> outcome = new CompletableFuture<>();
    private boolean open;

    /** Not open yet. */
    protected ReusedBatch(GroupCommit commits) {
        this.commits = commits;
    }

    /** Turns to a new use. */
    protected final void open() {
        outcome = new CompletableFuture<>();
        open = true;
    }

    /** Brings what was collected into the form in which it is logged, on the caller's thread. */
    protected abstract void encode();

    /** Offers the batch for another use. */
    protected abstract void giveBack();

    /** Hands the batch in; the answer comes when it is stored, or is not. */
    public final CompletionStage<R> commit() {
        close();
        encode();
        CompletableFuture<R> answer = outcome;
        commits.submit(this);
        return answer;
    }

    /** Forgets what was collected. */
    public final void discard() {
        close();
        giveBack();
    }

    private void close() {
        if (!open) {
            throw new IllegalStateException("the batch was committed or discarded already");
        }
        open = false;
    }

    /** Puts the record of the batch into the log, at its place. */
    protected final void stage(ByteWriter record, RawBatch write, RocksFamily log, long sequence) {
        logKey.clear();
        logKey.putLongBig(sequence);
        write.put(log, logKey.bytes(), 0, logKey.size(), record.bytes(), 0, record.size());
    }

    /** Tells the caller what became of the batch; it is used no more by the store after this. */
    protected final void answer(R report) {
        CompletableFuture<R> answer = outcome;
        giveBack();
        answer.complete(report);
    }

    @Override
    public void fail(Throwable cause) {
        CompletableFuture<R> answer = outcome;
        giveBack();
        answer.completeExceptionally(cause);
    }
}
