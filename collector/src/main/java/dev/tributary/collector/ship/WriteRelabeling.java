package dev.tributary.collector.ship;

import java.time.Clock;
import java.util.ArrayList;
import java.util.List;

import dev.tributary.collector.batch.Batch;
import dev.tributary.collector.batch.BatchCollector;
import dev.tributary.collector.batch.BatchSize;
import dev.tributary.model.Exemplar;
import dev.tributary.model.LabelSlices;
import dev.tributary.model.Labels;
import dev.tributary.model.MetricMetadata;
import dev.tributary.model.NativeHistogram;
import dev.tributary.model.port.SampleSink;
import dev.tributary.model.relabel.Relabeling;

/**
 * What one destination gets of the batches for all: its {@code write_relabel_configs} applied to every series. A batch is
 * written anew, unless there are no rules. Safe for several threads.
 */
public final class WriteRelabeling implements BatchRelabeling {
    private final Relabeling rules;
    private final Clock clock;

    public WriteRelabeling(Relabeling rules, Clock clock) {
        this.rules = rules;
        this.clock = clock;
    }

    @Override
    public List<Batch> apply(Batch batch) {
        if (rules.isEmpty()) {
            return List.of(batch);
        }
        List<Batch> written = new ArrayList<>();
        BatchCollector collector = new BatchCollector(clock, BatchSize.DEFAULT, written::add);
        Repacking.decode(batch, new Relabeled(collector));
        collector.flush();
        return written;
    }

    private final class Relabeled implements SampleSink {
        private final SampleSink out;
        private final LabelSlices kept = new LabelSlices();
        private boolean dropped;

        Relabeled(SampleSink out) {
            this.out = out;
        }

        @Override
        public void series(LabelSlices labels) {
            Labels.Builder sent = labels.toLabels().toBuilder();
            dropped = !rules.apply(sent) || sent.get(Labels.NAME).isEmpty();
            if (!dropped) {
                kept.set(sent.build());
                out.series(kept);
            }
        }

        @Override
        public void sample(long timestampMillis, double value, long startMillis) {
            if (!dropped) {
                out.sample(timestampMillis, value, startMillis);
            }
        }

        @Override
        public void histogram(long timestampMillis, NativeHistogram histogram, long startMillis) {
            if (!dropped) {
                out.histogram(timestampMillis, histogram, startMillis);
            }
        }

        @Override
        public void exemplar(Exemplar exemplar) {
            if (!dropped) {
                out.exemplar(exemplar);
            }
        }

        @Override
        public void metadata(MetricMetadata metadata) {
            out.metadata(metadata);
        }
    }
}
