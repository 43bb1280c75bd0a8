package dev.tributary.aggregator.ingest;

import java.util.concurrent.CompletionStage;

/** What one request holds, between its body and the store. Committed or discarded, once. */
public interface PendingWrite {
    /**
     * Decompresses and decodes a body, and charges what it holds to the cluster's rate.
     *
     * @param memory grows by what decompressing takes
     * @return bytes after decompression
     */
    int decode(byte[] body, int length, ReservedMemory memory) throws RefusedWrite;

    /** Hands everything to the store; the stage completes on a thread of the store, as a batch's does. */
    CompletionStage<WriteOutcome> commit();

    /** Drops everything. */
    void discard();
}
