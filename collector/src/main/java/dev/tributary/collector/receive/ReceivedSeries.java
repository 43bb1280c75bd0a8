package dev.tributary.collector.receive;

import dev.tributary.collector.identity.Identity;
import dev.tributary.model.Exemplar;
import dev.tributary.model.LabelSlices;
import dev.tributary.model.Labels;
import dev.tributary.model.MetricMetadata;
import dev.tributary.model.NativeHistogram;
import dev.tributary.model.port.SampleSink;
import dev.tributary.model.relabel.Relabeling;

/**
 * Stands between a decoder and what collects samples: checks and relabels each series, puts the identity on, leaves out what
 * cannot be taken and counts it. One request, one thread.
 */
final class ReceivedSeries implements SampleSink {
    private enum Fate {
        TAKEN, DROPPED, INVALID
    }

    private final SampleSink out;
    private final Relabeling relabeling;
    private final Identity identity;
    private final long newestAllowedMillis;
    private final LabelSlices stamped = new LabelSlices();
    private Fate fate = Fate.INVALID;
    private int samples;
    private int histograms;
    private int exemplars;
    private int dropped;
    private int invalid;
    private int tooFarAhead;
    private int renamed;
    private String problem = "";

    /** Samples with a later timestamp than allowed are refused. */
    ReceivedSeries(SampleSink out, Relabeling relabeling, Identity identity, long newestAllowedMillis) {
        this.out = out;
        this.relabeling = relabeling;
        this.identity = identity;
        this.newestAllowedMillis = newestAllowedMillis;
    }

    @Override
    public void series(LabelSlices labels) {
        labels.sort();
        if (!labels.isSortedAndUnique()) {
            fate = refuse("a label name stands twice in " + labels);
            return;
        }
        Labels.Builder sent = labels.toLabels().toBuilder();
        if (sent.get(Labels.NAME).isEmpty()) {
            fate = refuse("a series has no name: " + labels);
            return;
        }
        if (!relabeling.apply(sent) || sent.get(Labels.NAME).isEmpty()) {
            fate = Fate.DROPPED;
            return;
        }
        fate = Fate.TAKEN;
        renamed += identity.stamp(sent) ? 1 : 0;
        stamped.set(sent.build());
        out.series(stamped);
    }

    private Fate refuse(String why) {
        problem = problem.isEmpty() ? why : problem;
        return Fate.INVALID;
    }

    @Override
    public void sample(long timestampMillis, double value, long startMillis) {
        if (isTaken(timestampMillis)) {
            samples++;
            out.sample(timestampMillis, value, startMillis);
        }
    }

    @Override
    public void histogram(long timestampMillis, NativeHistogram histogram, long startMillis) {
        if (isTaken(timestampMillis)) {
            histograms++;
            out.histogram(timestampMillis, histogram, startMillis);
        }
    }

    private boolean isTaken(long timestampMillis) {
        switch (fate) {
            case DROPPED -> dropped++;
            case INVALID -> invalid++;
            case TAKEN -> {
                if (timestampMillis <= newestAllowedMillis) {
                    return true;
                }
                tooFarAhead++;
                refuse("a sample lies too far ahead: " + timestampMillis + " of " + stamped);
            }
        }
        return false;
    }

    @Override
    public void exemplar(Exemplar exemplar) {
        if (fate == Fate.TAKEN) {
            exemplars++;
            out.exemplar(exemplar);
        }
    }

    @Override
    public void metadata(MetricMetadata metadata) {
        out.metadata(metadata);
    }

    /** What became of the request's content. */
    ReceiveReport report() {
        return new ReceiveReport(samples, histograms, exemplars, dropped, invalid, tooFarAhead, renamed, problem);
    }
}
