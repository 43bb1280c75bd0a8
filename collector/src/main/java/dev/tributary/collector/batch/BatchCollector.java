package dev.tributary.collector.batch;

import java.time.Clock;
import java.util.function.Consumer;

import dev.tributary.model.Exemplar;
import dev.tributary.model.LabelSlices;
import dev.tributary.model.MetricMetadata;
import dev.tributary.model.NativeHistogram;
import dev.tributary.model.port.SampleSink;
import dev.tributary.wire.compression.SnappyBlock;
import dev.tributary.wire.remotewrite.RemoteWriteVersion;
import dev.tributary.wire.remotewrite.RemoteWriteWriter;

/** Cuts a stream of samples into batches, each a compressed remote-write 2.0 message. Reusable, for one thread. */
public final class BatchCollector implements SampleSink {
    private final Clock clock;
    private final BatchSize sizeMax;
    private final Consumer<Batch> full;
    private final RemoteWriteWriter writer = new RemoteWriteWriter(RemoteWriteVersion.V2);
    private int series;
    private int samples;
    private int histograms;
    private int exemplars;
    private long oldestMillis = Long.MAX_VALUE;
    private long newestMillis = Long.MIN_VALUE;

    /** With what gets each batch as it is closed. */
    public BatchCollector(Clock clock, BatchSize sizeMax, Consumer<Batch> full) {
        this.clock = clock;
        this.sizeMax = sizeMax;
        this.full = full;
    }

    @Override
    public void series(LabelSlices labels) {
        flushWhenFull();
        writer.series(labels);
        series++;
    }

    private void flushWhenFull() {
        if (samples + histograms >= sizeMax.samples() || writer.size() >= sizeMax.bytes()) {
            flush();
        }
    }

    @Override
    public void sample(long timestampMillis, double value, long startMillis) {
        writer.sample(timestampMillis, value, startMillis);
        samples++;
        note(timestampMillis);
    }

    @Override
    public void histogram(long timestampMillis, NativeHistogram histogram, long startMillis) {
        writer.histogram(timestampMillis, histogram, startMillis);
        histograms++;
        note(timestampMillis);
    }

    private void note(long timestampMillis) {
        oldestMillis = Math.min(oldestMillis, timestampMillis);
        newestMillis = Math.max(newestMillis, timestampMillis);
    }

    @Override
    public void exemplar(Exemplar exemplar) {
        writer.exemplar(exemplar);
        exemplars++;
    }

    /** Goes with the series of the family that follow in the same batch. */
    @Override
    public void metadata(MetricMetadata metadata) {
        flushWhenFull();
        writer.metadata(metadata);
    }

    /** Closes the batch in work, if it holds anything. */
    public void flush() {
        if (samples + histograms > 0) {
            byte[] message = writer.toMessage();
            BatchFacts facts = new BatchFacts(clock.millis(), oldestMillis, newestMillis, series, samples, histograms,
                    exemplars);
            full.accept(new Batch(BatchKind.METRICS, facts, SnappyBlock.compress(message)));
        }
        writer.reset();
        series = 0;
        samples = 0;
        histograms = 0;
        exemplars = 0;
        oldestMillis = Long.MAX_VALUE;
        newestMillis = Long.MIN_VALUE;
    }
}
