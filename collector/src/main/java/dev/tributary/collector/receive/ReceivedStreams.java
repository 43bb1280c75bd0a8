package dev.tributary.collector.receive;

import dev.tributary.model.LabelSlices;
import dev.tributary.model.Labels;
import dev.tributary.model.port.LogSink;
import dev.tributary.model.relabel.Relabeling;

/**
 * Stands between a decoder and a batch: relabels each stream, leaves out what cannot be taken and counts it. One request, one
 * thread.
 */
final class ReceivedStreams implements LogSink {
    private final LogSink out;
    private final Relabeling relabeling;
    private final long newestAllowedNanos;
    private final LabelSlices kept = new LabelSlices();
    private boolean dropping;
    private int streams;
    private int dropped;
    private int tooFarAhead;
    private String problem = "";

    ReceivedStreams(LogSink out, Relabeling relabeling, long newestAllowedNanos) {
        this.out = out;
        this.relabeling = relabeling;
        this.newestAllowedNanos = newestAllowedNanos;
    }

    @Override
    public void stream(LabelSlices labels) {
        streams++;
        dropping = false;
        if (relabeling.isEmpty()) {
            out.stream(labels);
            return;
        }
        Labels.Builder sent = labels.toLabels().toBuilder();
        Labels left = relabeling.apply(sent) ? sent.build() : Labels.EMPTY;
        dropping = left.isEmpty();
        if (!dropping) {
            kept.set(left);
            out.stream(kept);
        }
    }

    @Override
    public void entry(long timestampNanos, byte[] bytes, int offset, int length, LabelSlices metadata) {
        if (dropping) {
            dropped++;
        } else if (timestampNanos > newestAllowedNanos) {
            tooFarAhead++;
            problem = problem.isEmpty()
                    ? "a line lies too far ahead: " + timestampNanos + " ns (future_max)"
                    : problem;
        } else {
            out.entry(timestampNanos, bytes, offset, length, metadata);
        }
    }

    int streams() {
        return streams;
    }

    int dropped() {
        return dropped;
    }

    int tooFarAhead() {
        return tooFarAhead;
    }

    String problem() {
        return problem;
    }
}
