package dev.tributary.model.port;

import java.util.concurrent.CompletionStage;

/**
 * Log entries on their way into the store: filled by one thread through {@link LogSink}, then committed or discarded, once.
 * Nothing is visible to readers before the commit.
 */
public interface LogBatch extends LogSink {
    /**
     * Makes the batch durable and visible. The stage completes when the log holds it (and, with commit sync, is on disk),
     * on a thread of the store; it fails with {@link WriteRefusedException} when nothing was stored.
     */
    CompletionStage<LogWriteReport> commit();

    /** Drops the batch. */
    void discard();
}
