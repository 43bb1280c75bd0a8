package dev.tributary.collector.ship;

import dev.tributary.collector.batch.BatchCollector;
import dev.tributary.model.Exemplar;
import dev.tributary.model.LabelSlices;
import dev.tributary.model.MetricMetadata;
import dev.tributary.model.NativeHistogram;
import dev.tributary.model.port.SampleSink;

/** Cuts what it is given into parts of at most so many samples, also inside a series. One thread. */
final class PartSink implements SampleSink {
    private final BatchCollector collector;
    private final int samplesMax;
    private final LabelSlices series = new LabelSlices();
    private int samples;

    PartSink(BatchCollector collector, int samplesMax) {
        this.collector = collector;
        this.samplesMax = samplesMax;
    }

    @Override
    public void series(LabelSlices labels) {
        series.set(labels.toLabels());
        collector.series(series);
    }

    private void makeRoom() {
        if (samples == samplesMax) {
            collector.flush();
            collector.series(series);
            samples = 0;
        }
        samples++;
    }

    @Override
    public void sample(long timestampMillis, double value, long startMillis) {
        makeRoom();
        collector.sample(timestampMillis, value, startMillis);
    }

    @Override
    public void histogram(long timestampMillis, NativeHistogram histogram, long startMillis) {
        makeRoom();
        collector.histogram(timestampMillis, histogram, startMillis);
    }

    @Override
    public void exemplar(Exemplar exemplar) {
        collector.exemplar(exemplar);
    }

    @Override
    public void metadata(MetricMetadata metadata) {
        collector.metadata(metadata);
    }
}
