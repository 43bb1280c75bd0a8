package dev.tributary.testkit;

import java.util.concurrent.CompletionStage;

import dev.tributary.model.LabelSlices;
import dev.tributary.model.port.LogBatch;
import dev.tributary.model.port.LogWriteReport;

/** Passes all on to another batch: for batches of tests that do one thing differently. */
public class PassingLogBatch implements LogBatch {
    private final LogBatch batch;

    public PassingLogBatch(LogBatch batch) {
        this.batch = batch;
    }

    @Override
    public CompletionStage<LogWriteReport> commit() {
        return batch.commit();
    }

    @Override
    public void discard() {
        batch.discard();
    }

    @Override
    public void stream(LabelSlices labels) {
        batch.stream(labels);
    }

    @Override
    public void entry(long timestampNanos, byte[] bytes, int offset, int length, LabelSlices metadata) {
        batch.entry(timestampNanos, bytes, offset, length, metadata);
    }
}
