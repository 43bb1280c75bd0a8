package dev.tributary.model.port;

import java.util.concurrent.CompletionStage;

/**
 * Samples on their way into the store: filled by one thread through {@link SampleSink}, then committed or discarded, once.
 * Nothing is visible to readers before the commit.
 */
public interface MetricBatch extends SampleSink {
    /**
     * Makes the batch durable and visible. The stage completes when the log holds it (and, with commit sync, is on disk),
     * on a thread of the store; it fails with {@link WriteRefusedException} when nothing was stored.
     */
    CompletionStage<WriteReport> commit();

    /** Drops the batch. */
    void discard();
}
