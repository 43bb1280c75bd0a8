package dev.tributary.testkit;

import java.nio.charset.StandardCharsets;

import dev.tributary.model.Exemplar;
import dev.tributary.model.LabelFingerprint;
import dev.tributary.model.LabelSlices;
import dev.tributary.model.Labels;
import dev.tributary.model.MetricMetadata;
import dev.tributary.model.NativeHistogram;
import dev.tributary.model.port.MetricBatch;
import dev.tributary.model.port.MetricWriter;
import dev.tributary.model.port.WriteReport;
import dev.tributary.model.port.WriterIdentity;

/** Writes samples given as values, for tests: one batch at a time, opened by the first write, closed by commit. */
public final class TestWriter {
    private final MetricWriter writer;
    private final WriterIdentity identity;
    private final LabelSlices slices = new LabelSlices();
    private final LabelFingerprint fingerprint = new LabelFingerprint();
    private MetricBatch batch;

    public TestWriter(MetricWriter writer, WriterIdentity identity) {
        this.writer = writer;
        this.identity = identity;
        batch = writer.begin(identity);
    }

    public TestWriter sample(Labels labels, long timestampMillis, double value) {
        return sample(labels, timestampMillis, value, 0);
    }

    public TestWriter sample(Labels labels, long timestampMillis, double value, long startMillis) {
        announce(labels);
        batch.sample(timestampMillis, value, startMillis);
        return this;
    }

    public TestWriter histogram(Labels labels, long timestampMillis, NativeHistogram histogram) {
        announce(labels);
        batch.histogram(timestampMillis, histogram, 0);
        return this;
    }

    public TestWriter exemplar(Labels labels, Exemplar exemplar) {
        announce(labels);
        batch.exemplar(exemplar);
        return this;
    }

    public TestWriter metadata(MetricMetadata metadata) {
        batch.metadata(metadata);
        return this;
    }

    private void announce(Labels labels) {
        byte[] form = labels.toString().getBytes(StandardCharsets.UTF_8);
        fingerprint.reset();
        fingerprint.add(form, 0, form.length);
        if (!batch.startKnown(fingerprint.high(), fingerprint.low())) {
            slices.set(labels);
            batch.series(slices);
        }
    }

    /** The open batch, for what this class does not offer. */
    public MetricBatch batch() {
        return batch;
    }

    /** Commits, waits for the report, opens the next batch. */
    public WriteReport commit() {
        WriteReport report = batch.commit().toCompletableFuture().join();
        batch = writer.begin(identity);
        return report;
    }
}
