package dev.tributary.wire.otlp;

import java.util.List;

import dev.tributary.model.Exemplar;
import dev.tributary.model.LabelSlices;
import dev.tributary.model.Labels;
import dev.tributary.model.MetricMetadata;
import dev.tributary.model.NativeHistogram;
import dev.tributary.model.StaleMarker;
import dev.tributary.model.port.SampleSink;
import org.jspecify.annotations.Nullable;

/** Hands samples on, and counts the points that have none. Reusable for one request after the other. */
final class OtlpOutput {
    private final SampleSink sink;
    private final @Nullable OtlpDeltas deltas;
    private final LabelSlices slices = new LabelSlices();
    private long added;
    private long refused;
    private String problem = "";

    OtlpOutput(SampleSink sink, @Nullable OtlpDeltas deltas) {
        this.sink = sink;
        this.deltas = deltas;
    }

    /** What makes totals of differences, or null where these cannot be stored. */
    @Nullable
    OtlpDeltas deltas() {
        return deltas;
    }

    void metadata(MetricMetadata metadata) {
        sink.metadata(metadata);
    }

    void series(Labels.Builder labels, String name) {
        labels.set(Labels.NAME, name);
        slices.set(labels.build());
        sink.series(slices);
    }

    /** A series of its own with one sample. */
    void one(Labels.Builder labels, String name, OtlpPoint point, double value) {
        series(labels, name);
        sample(point.timeMillis(), point.isAbsent() ? StaleMarker.VALUE : value, point.startMillis());
    }

    void sample(long timestampMillis, double value, long startMillis) {
        sink.sample(timestampMillis, value, startMillis);
    }

    void histogram(OtlpPoint point, NativeHistogram histogram) {
        sink.histogram(point.timeMillis(), histogram, point.startMillis());
    }

    void exemplars(List<Exemplar> exemplars) {
        exemplars.forEach(sink::exemplar);
    }

    /** Notes a point that became a total. */
    void addedUp() {
        added++;
    }

    /** Notes points that cannot become samples. */
    void refuse(long points, String reason) {
        refused += points;
        problem = problem.isEmpty() ? reason : problem;
    }

    OtlpReport report() {
        return new OtlpReport(added, refused, problem);
    }
}
