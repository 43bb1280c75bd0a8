package dev.tributary.collector.ship;

import java.time.Clock;
import java.util.List;

import dev.tributary.collector.batch.Batch;
import dev.tributary.collector.logs.LogBatches;
import dev.tributary.model.LabelSlices;
import dev.tributary.model.Labels;
import dev.tributary.model.port.LogSink;
import dev.tributary.model.relabel.Relabeling;

/** {@code write_relabel_configs} applied to every log stream. A batch is written anew, unless there are no rules. */
public final class LogRelabeling implements BatchRelabeling {
    private final Relabeling rules;
    private final Clock clock;

    public LogRelabeling(Relabeling rules, Clock clock) {
        this.rules = rules;
        this.clock = clock;
    }

    @Override
    public List<Batch> apply(Batch batch) {
        return rules.isEmpty()
                ? List.of(batch)
                : LogBatches.rewritten(clock, out -> LogBatches.decode(batch, new Relabeled(out)));
    }

    private final class Relabeled implements LogSink {
        private final LogSink out;
        private final LabelSlices kept = new LabelSlices();
        private boolean dropped;

        Relabeled(LogSink out) {
            this.out = out;
        }

        @Override
        public void stream(LabelSlices labels) {
            Labels.Builder sent = labels.toLabels().toBuilder();
            Labels left = rules.apply(sent) ? sent.build() : Labels.EMPTY;
            dropped = left.isEmpty();
            if (!dropped) {
                kept.set(left);
                out.stream(kept);
            }
        }

        @Override
        public void entry(long timestampNanos, byte[] bytes, int offset, int length, LabelSlices metadata) {
            if (!dropped) {
                out.entry(timestampNanos, bytes, offset, length, metadata);
            }
        }
    }
}
