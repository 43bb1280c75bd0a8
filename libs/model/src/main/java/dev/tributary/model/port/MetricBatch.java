package dev.tributary.model.port;

import java.util.concurrent.CompletionStage;

import dev.tributary.model.ClusterId;
import org.jspecify.annotations.Nullable;

/**
 * Samples on their way into the store: filled by one thread through {@link SampleSink}, then committed or discarded, once.
 * Nothing is visible to readers before the commit.
 */
public interface MetricBatch extends SampleSink {
    /**
     * The cluster of the series started last, as the batch's {@link WriterIdentity} decides it; null when that series was
     * refused.
     */
    @Nullable
    ClusterId seriesCluster();

    /**
     * Makes the batch durable and visible. The stage completes when the log holds it (and, with commit sync, is on disk),
     * on a thread of the store; it fails with {@link WriteRefusedException} when nothing was stored.
     */
    CompletionStage<WriteReport> commit();

    /** Drops the batch. */
    void discard();
}
