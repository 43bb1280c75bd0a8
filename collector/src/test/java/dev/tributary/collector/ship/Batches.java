package dev.tributary.collector.ship;

import java.time.Clock;
import java.util.ArrayList;
import java.util.List;

import dev.tributary.collector.batch.Batch;
import dev.tributary.collector.batch.BatchCollector;
import dev.tributary.collector.batch.BatchSize;
import dev.tributary.model.LabelSlices;
import dev.tributary.model.Labels;

/** Makes batches for tests. */
final class Batches {
    private Batches() {
    }

    /** A batch of that many series with one sample each, named from {@code first} on. */
    static Batch of(Clock clock, int first, int series) {
        List<Batch> made = new ArrayList<>();
        BatchCollector collector = new BatchCollector(clock, new BatchSize(Integer.MAX_VALUE, Integer.MAX_VALUE),
                made::add);
        LabelSlices labels = new LabelSlices();
        for (int i = first; i < first + series; i++) {
            labels.set(Labels.of("__name__", "m", "i", Integer.toString(i)));
            collector.series(labels);
            collector.sample(clock.millis(), i, 0);
        }
        collector.flush();
        return made.getFirst();
    }

    /** A batch of one series with that many samples. */
    static Batch ofOneSeries(Clock clock, int samples) {
        List<Batch> made = new ArrayList<>();
        BatchCollector collector = new BatchCollector(clock, new BatchSize(Integer.MAX_VALUE, Integer.MAX_VALUE),
                made::add);
        LabelSlices labels = new LabelSlices();
        labels.set(Labels.of("__name__", "m"));
        collector.series(labels);
        for (int i = 0; i < samples; i++) {
            collector.sample(clock.millis() + i, i, 0);
        }
        collector.flush();
        return made.getFirst();
    }
}
