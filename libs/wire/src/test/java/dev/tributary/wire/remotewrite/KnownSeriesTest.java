package dev.tributary.wire.remotewrite;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

import dev.tributary.model.Exemplar;
import dev.tributary.model.LabelSlices;
import dev.tributary.model.Labels;
import dev.tributary.model.MetricMetadata;
import dev.tributary.model.NativeHistogram;
import dev.tributary.model.port.SampleSink;
import dev.tributary.wire.protobuf.ProtoWriter;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import static org.assertj.core.api.Assertions.assertThat;

class KnownSeriesTest {
    private record Form(long high, long low) {
    }

    /** Knows every series it has met once in the same form. */
    private static final class Knowing implements SampleSink {
        private final Set<Form> known = new HashSet<>();
        private final List<Labels> read = new ArrayList<>();
        private final List<Double> values = new ArrayList<>();

        @Override
        public boolean startKnown(long high, long low) {
            return !known.add(new Form(high, low));
        }

        @Override
        public void series(LabelSlices labels) {
            read.add(labels.toLabels());
        }

        @Override
        public void sample(long timestampMillis, double value, long startMillis) {
            values.add(value);
        }

        @Override
        public void histogram(long timestampMillis, NativeHistogram histogram, long startMillis) {
            throw new AssertionError("no histogram was sent");
        }

        @Override
        public void exemplar(Exemplar exemplar) {
            throw new AssertionError("no exemplar was sent");
        }

        @Override
        public void metadata(MetricMetadata metadata) {
            throw new AssertionError("no metadata was sent");
        }
    }

    private static byte[] message(RemoteWriteVersion version, int from, int to) {
        RemoteWriteWriter writer = new RemoteWriteWriter(version);
        LabelSlices slices = new LabelSlices();
        for (int i = from; i < to; i++) {
            slices.set(Labels.of("__name__", "up", "long", "x".repeat(i), "pod", "pod-" + i));
            writer.series(slices);
            writer.sample(1_700_000_000_000L, i, 0);
        }
        return writer.toMessage();
    }

    @ParameterizedTest
    @EnumSource
    void aSeriesThatIsKnownIsNotReadAgain(RemoteWriteVersion version) throws MalformedRemoteWriteException {
        RemoteWriteReader reader = new RemoteWriteReader();
        Knowing sink = new Knowing();
        byte[] first = message(version, 100, 200);
        reader.read(version, first, 0, first.length, sink);
        assertThat(sink.read).hasSize(100).doesNotHaveDuplicates();
        byte[] other = message(version, 150, 250);
        reader.read(version, other, 0, other.length, sink);
        assertThat(sink.read).hasSize(150).doesNotHaveDuplicates();
        assertThat(sink.values).hasSize(200).startsWith(100.0, 101.0).endsWith(248.0, 249.0);
    }

    @Test
    void labelsBehindSamplesAreLabelsToo() throws MalformedRemoteWriteException {
        ProtoWriter name = new ProtoWriter();
        name.stringField(1, "__name__");
        name.stringField(2, "up");
        ProtoWriter sample = new ProtoWriter();
        sample.float64Field(1, 5);
        Knowing sink = new Knowing();
        for (String pod : List.of("a", "b")) {
            ProtoWriter late = new ProtoWriter();
            late.stringField(1, "pod");
            late.stringField(2, pod);
            ProtoWriter series = new ProtoWriter();
            series.messageField(1, name);
            series.messageField(2, sample);
            series.messageField(1, late);
            ProtoWriter request = new ProtoWriter();
            request.messageField(1, series);
            byte[] bytes = request.toByteArray();
            new RemoteWriteReader().read(RemoteWriteVersion.V1, bytes, 0, bytes.length, sink);
        }
        assertThat(sink.read).containsExactly(Labels.of("__name__", "up", "pod", "a"),
                Labels.of("__name__", "up", "pod", "b"));
    }
}
