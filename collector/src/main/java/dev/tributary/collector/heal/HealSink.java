package dev.tributary.collector.heal;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

import dev.tributary.collector.page.PageFaultException;
import dev.tributary.collector.page.SeriesRules;
import dev.tributary.model.Exemplar;
import dev.tributary.model.LabelSlices;
import dev.tributary.model.Labels;
import dev.tributary.model.MetricMetadata;
import dev.tributary.model.NativeHistogram;
import dev.tributary.model.NativeHistogram.ResetHint;
import dev.tributary.model.port.SampleSink;
import dev.tributary.wire.remoteread.ReadResponseSink;
import org.jspecify.annotations.Nullable;

/**
 * Takes series as a Prometheus stores them and hands them on with the labels that its federation pages would have led to,
 * samples of the window alone. Stale markers are samples here. One thread.
 */
final class HealSink implements ReadResponseSink {
    private static final byte[] INSTANCE = "instance".getBytes(StandardCharsets.UTF_8);

    private final SeriesRules rules;
    private final Gap window;
    private final ReplicaShare share;
    private final SampleSink out;
    private final LabelSlices written = new LabelSlices();
    private final LabelSlices slices = new LabelSlices();
    private @Nullable Labels sent;
    private boolean announced;
    private long samples;
    private long beyondLimits;

    HealSink(SeriesRules rules, Gap window, ReplicaShare share, SampleSink out) {
        this.rules = rules;
        this.window = window;
        this.share = share;
        this.out = out;
    }

    @Override
    public void query(int index) {
        // All queries are for the same thing: the union of their series
    }

    @Override
    public void series(LabelSlices labels) {
        announced = false;
        try {
            Labels all = rules.toSent(asOnAPage(labels));
            if (all != null) {
                slices.set(all);
            }
            sent = all != null && share.begins(slices, window) ? all : null;
        } catch (PageFaultException e) {
            sent = null;
            beyondLimits++;
        }
    }

    /** A page has an empty instance label on series without one, so that they get none from the target. */
    private LabelSlices asOnAPage(LabelSlices labels) {
        for (int i = 0; i < labels.size(); i++) {
            if (Arrays.equals(labels.bytes(), labels.nameOffset(i), labels.nameOffset(i) + labels.nameLength(i),
                    INSTANCE, 0, INSTANCE.length)) {
                return labels;
            }
        }
        byte[] bytes = Arrays.copyOf(labels.bytes(), labels.bytes().length + INSTANCE.length);
        int at = labels.bytes().length;
        System.arraycopy(INSTANCE, 0, bytes, at, INSTANCE.length);
        written.reset(bytes);
        for (int i = 0; i < labels.size(); i++) {
            written.add(labels.nameOffset(i), labels.nameLength(i), labels.valueOffset(i), labels.valueLength(i));
        }
        written.add(at, INSTANCE.length, at, 0);
        return written;
    }

    private boolean takes(long timestampMillis) {
        Labels labels = sent;
        if (labels == null || timestampMillis <= window.fromMillis() || timestampMillis > window.toMillis()
                || !share.holds(timestampMillis)) {
            return false;
        }
        if (!announced) {
            out.series(slices);
            announced = true;
        }
        samples++;
        return true;
    }

    @Override
    public void sample(long timestampMillis, double value, long startMillis) {
        if (share.holds(timestampMillis) && share.mayFollow(value) && takes(timestampMillis)) {
            out.sample(timestampMillis, value, startMillis);
        }
    }

    @Override
    public void histogram(long timestampMillis, NativeHistogram histogram, long startMillis) {
        if (takes(timestampMillis)) {
            out.histogram(timestampMillis, asOnAPage(histogram), startMillis);
        }
    }

    /**
     * A page has histograms of floats alone, and knows of resets only where there can be none. The same sample may have come by
     * one already: told otherwise it would be refused as another one.
     */
    private static NativeHistogram asOnAPage(NativeHistogram stored) {
        ResetHint hint = stored.resetHint() == ResetHint.GAUGE ? ResetHint.GAUGE : ResetHint.UNKNOWN;
        return stored.toBuilder().integer(false).resetHint(hint).build();
    }

    @Override
    public void exemplar(Exemplar exemplar) {
        // Remote read has none
    }

    @Override
    public void metadata(MetricMetadata metadata) {
        // Remote read has none
    }

    long samples() {
        return samples;
    }

    /** Series refused for a label limit. */
    long beyondLimits() {
        return beyondLimits;
    }
}
