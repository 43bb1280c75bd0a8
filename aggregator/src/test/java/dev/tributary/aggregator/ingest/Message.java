package dev.tributary.aggregator.ingest;

import java.nio.charset.StandardCharsets;

import dev.tributary.model.Exemplar;
import dev.tributary.model.LabelSlices;
import dev.tributary.model.Labels;
import dev.tributary.model.MetricMetadata;
import dev.tributary.model.MetricType;
import dev.tributary.model.NativeHistogram;
import dev.tributary.wire.remotewrite.RemoteWriteVersion;
import dev.tributary.wire.remotewrite.RemoteWriteWriter;

/** Builds remote-write messages for tests. */
final class Message {
    private final RemoteWriteWriter writer;
    private final LabelSlices slices = new LabelSlices();

    Message(RemoteWriteVersion version) {
        writer = new RemoteWriteWriter(version);
    }

    Message series(Labels labels) {
        slices.set(labels);
        writer.series(slices);
        return this;
    }

    /** A series whose labels stand exactly as given: name, value, name, value. */
    Message rawSeries(String... namesAndValues) {
        byte[] bytes = String.join("", namesAndValues).getBytes(StandardCharsets.UTF_8);
        slices.reset(bytes);
        int at = 0;
        for (int i = 0; i < namesAndValues.length; i += 2) {
            int name = namesAndValues[i].getBytes(StandardCharsets.UTF_8).length;
            int value = namesAndValues[i + 1].getBytes(StandardCharsets.UTF_8).length;
            slices.add(at, name, at + name, value);
            at += name + value;
        }
        writer.series(slices);
        return this;
    }

    Message sample(long timestampMillis, double value) {
        writer.sample(timestampMillis, value, 0);
        return this;
    }

    Message histogram(long timestampMillis, NativeHistogram histogram) {
        writer.histogram(timestampMillis, histogram, 0);
        return this;
    }

    Message exemplar(long timestampMillis) {
        writer.exemplar(new Exemplar(Labels.of("trace_id", "abc"), 1, timestampMillis));
        return this;
    }

    Message metadata(String family) {
        writer.metadata(new MetricMetadata(family, MetricType.COUNTER, "help", ""));
        return this;
    }

    byte[] bytes() {
        return writer.toMessage();
    }
}
