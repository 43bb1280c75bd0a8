package dev.tributary.alerts.unittest;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

import dev.tributary.model.ClusterId;
import dev.tributary.model.Exemplar;
import dev.tributary.model.LabelSlices;
import dev.tributary.model.Labels;
import dev.tributary.model.MetricMetadata;
import dev.tributary.model.NativeHistogram;
import dev.tributary.model.SampleColumns;
import dev.tributary.model.port.MetricBatch;
import dev.tributary.model.port.MetricReader;
import dev.tributary.model.port.MetricWriter;
import dev.tributary.model.port.WriteReport;
import dev.tributary.model.port.WriterIdentity;
import dev.tributary.promql.script.MemoryScriptStore;
import dev.tributary.promql.script.StoredHints;

/**
 * Input series and what rules make of them, in memory. Input comes up to the time of each evaluation only: nothing sees
 * what lies ahead of it. Used by one thread.
 */
final class TestStore implements MetricWriter {
    private final MemoryScriptStore store = new MemoryScriptStore();
    private final StoredHints hints = new StoredHints();
    private final List<Input> inputs = new ArrayList<>();

    private static final class Input {
        private final Labels labels;
        private final SampleColumns samples;
        private int next;

        Input(Labels labels, SampleColumns samples) {
            this.labels = labels;
            this.samples = samples;
        }
    }

    void input(Labels labels, SampleColumns samples) {
        inputs.add(new Input(labels, samples));
    }

    /** Brings in the samples up to a time. */
    void advanceTo(long timeMillis) {
        for (Input input : inputs) {
            SampleColumns due = new SampleColumns();
            while (input.next < input.samples.size() && input.samples.timestamp(input.next) <= timeMillis) {
                NativeHistogram histogram = input.samples.histogram(input.next);
                if (histogram == null) {
                    due.add(input.samples.timestamp(input.next), input.samples.value(input.next));
                } else {
                    due.add(input.samples.timestamp(input.next), histogram);
                }
                input.next++;
            }
            if (due.size() > 0) {
                load(input.labels, due);
            }
        }
    }

    private void load(Labels labels, SampleColumns samples) {
        store.load(labels, hints.apply(labels, samples));
    }

    MetricReader reader() {
        return store;
    }

    @Override
    public MetricBatch begin(WriterIdentity identity) {
        return new Batch();
    }

    private final class Batch implements MetricBatch {
        private final Map<Labels, SampleColumns> series = new LinkedHashMap<>();
        private SampleColumns current = new SampleColumns();
        private int samples;

        @Override
        public void series(LabelSlices labels) {
            current = series.computeIfAbsent(labels.toLabels(), _ -> new SampleColumns());
        }

        @Override
        public ClusterId seriesCluster() {
            return ClusterId.HUB;
        }

        @Override
        public void sample(long timestampMillis, double value, long startMillis) {
            current.add(timestampMillis, value);
            samples++;
        }

        @Override
        public void histogram(long timestampMillis, NativeHistogram histogram, long startMillis) {
            current.add(timestampMillis, histogram);
            samples++;
        }

        @Override
        public void exemplar(Exemplar exemplar) {
            throw new IllegalStateException("rules give no exemplars");
        }

        @Override
        public void metadata(MetricMetadata metadata) {
            throw new IllegalStateException("rules state no metadata");
        }

        @Override
        public CompletionStage<WriteReport> commit() {
            series.forEach(TestStore.this::load);
            return CompletableFuture.completedFuture(new WriteReport(samples, 0, 0, 0, ""));
        }

        @Override
        public void discard() {
            series.clear();
        }
    }
}
