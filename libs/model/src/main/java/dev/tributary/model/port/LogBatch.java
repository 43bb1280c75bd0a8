package dev.tributary.model.port;

import java.util.concurrent.CompletionStage;

import dev.tributary.model.LabelSlices;

/**
 * Log entries on their way into the store: filled by one thread, then committed or discarded, once. Nothing is visible to
 * readers before the commit. Nothing is thrown for data that is merely wrong: it is counted in the report.
 */
public interface LogBatch {
    /** Starts a stream. The slices are only valid during the call; they may be unsorted, the receiver may sort them. */
    void stream(LabelSlices labels);

    /**
     * An entry of the current stream: its text as UTF-8 bytes and its structured metadata, both only valid during the call.
     */
    void entry(long timestampNanos, byte[] bytes, int offset, int length, LabelSlices metadata);

    /**
     * Makes the batch durable and visible. The stage completes when the log holds it (and, with commit sync, is on disk),
     * on a thread of the store; it fails with {@link WriteRefusedException} when nothing was stored.
     */
    CompletionStage<LogWriteReport> commit();

    /** Drops the batch. */
    void discard();
}
