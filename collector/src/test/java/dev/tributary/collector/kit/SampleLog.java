package dev.tributary.collector.kit;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import dev.tributary.collector.batch.Batch;
import dev.tributary.collector.page.BatchOutlet;
import dev.tributary.collector.ship.Repacking;
import dev.tributary.model.Exemplar;
import dev.tributary.model.LabelSlices;
import dev.tributary.model.Labels;
import dev.tributary.model.MetricMetadata;
import dev.tributary.model.NativeHistogram;
import dev.tributary.model.port.SampleSink;

/** An outlet that keeps all samples in their order. Safe for several threads. */
public final class SampleLog implements BatchOutlet {
    /** One float. */
    public record Sample(long millis, double value) {
    }

    private final Map<Labels, List<Sample>> samples = new HashMap<>();

    @Override
    public synchronized void accept(Batch batch) {
        Repacking.decode(batch, new SampleSink() {
            private Labels series = Labels.EMPTY;

            @Override
            public void series(LabelSlices labels) {
                series = labels.toLabels();
            }

            @Override
            public void sample(long timestampMillis, double value, long startMillis) {
                samples.computeIfAbsent(series, _ -> new ArrayList<>()).add(new Sample(timestampMillis, value));
            }

            @Override
            public void histogram(long timestampMillis, NativeHistogram histogram, long startMillis) {
                throw new AssertionError("no histogram was expected: " + series);
            }

            @Override
            public void exemplar(Exemplar exemplar) {
                throw new AssertionError("no exemplar was expected: " + series);
            }

            @Override
            public void metadata(MetricMetadata metadata) {
                // Not of interest
            }
        });
    }

    /** The samples of each series so far. */
    public synchronized Map<Labels, List<Sample>> samples() {
        Map<Labels, List<Sample>> copy = new HashMap<>();
        samples.forEach((series, its) -> copy.put(series, List.copyOf(its)));
        return copy;
    }
}
