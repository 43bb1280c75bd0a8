package dev.tributary.testkit;

import java.nio.charset.StandardCharsets;

import dev.tributary.model.LabelSlices;
import dev.tributary.model.Labels;
import dev.tributary.model.port.LogBatch;
import dev.tributary.model.port.LogWriteReport;
import dev.tributary.model.port.LogWriter;
import dev.tributary.model.port.WriterIdentity;

/** Writes log entries given as values, for tests: one batch at a time, opened by the first write, closed by commit. */
public final class TestLogWriter {
    private final LogWriter writer;
    private final WriterIdentity identity;
    private final LabelSlices stream = new LabelSlices();
    private final LabelSlices metadata = new LabelSlices();
    private LogBatch batch;

    public TestLogWriter(LogWriter writer, WriterIdentity identity) {
        this.writer = writer;
        this.identity = identity;
        batch = writer.begin(identity);
    }

    public TestLogWriter entry(Labels labels, long timestampNanos, String line) {
        return entry(labels, timestampNanos, line, Labels.EMPTY);
    }

    public TestLogWriter entry(Labels labels, long timestampNanos, String line, Labels structuredMetadata) {
        stream.set(labels);
        batch.stream(stream);
        metadata.set(structuredMetadata);
        byte[] bytes = line.getBytes(StandardCharsets.UTF_8);
        batch.entry(timestampNanos, bytes, 0, bytes.length, metadata);
        return this;
    }

    /** The open batch, for what this class does not offer. */
    public LogBatch batch() {
        return batch;
    }

    /** Commits, waits for the report, opens the next batch. */
    public LogWriteReport commit() {
        LogWriteReport report = batch.commit().toCompletableFuture().join();
        batch = writer.begin(identity);
        return report;
    }
}
