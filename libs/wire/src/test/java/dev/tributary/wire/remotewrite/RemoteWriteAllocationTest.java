package dev.tributary.wire.remotewrite;

import java.lang.management.ManagementFactory;

import dev.tributary.model.Exemplar;
import dev.tributary.model.LabelSlices;
import dev.tributary.model.Labels;
import dev.tributary.model.MetricMetadata;
import dev.tributary.model.NativeHistogram;
import dev.tributary.model.port.SampleSink;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import static org.assertj.core.api.Assertions.assertThat;

class RemoteWriteAllocationTest {
    private static final int SERIES = 2000;

    /** Counts without keeping anything. */
    private static final class CountingSink implements SampleSink {
        private long samples;
        private long labels;

        @Override
        public void series(LabelSlices slices) {
            labels += slices.size();
        }

        @Override
        public void sample(long timestampMillis, double value, long startMillis) {
            samples++;
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

    @ParameterizedTest
    @EnumSource
    void decodingAllocatesNothingPerSample(RemoteWriteVersion version) throws MalformedRemoteWriteException {
        RemoteWriteWriter writer = new RemoteWriteWriter(version);
        LabelSlices slices = new LabelSlices();
        for (int i = 0; i < SERIES; i++) {
            slices.set(Labels.of("__name__", "http_requests_total", "pod", "pod-ü-" + i, "namespace", "default"));
            writer.series(slices);
            writer.sample(1_700_000_000_000L + i, i, 0);
        }
        byte[] message = writer.toMessage();
        RemoteWriteReader reader = new RemoteWriteReader();
        CountingSink sink = new CountingSink();
        reader.read(version, message, 0, message.length, sink);

        var threads = (com.sun.management.ThreadMXBean) ManagementFactory.getThreadMXBean();
        long before = threads.getCurrentThreadAllocatedBytes();
        reader.read(version, message, 0, message.length, sink);
        long allocated = threads.getCurrentThreadAllocatedBytes() - before;

        assertThat(sink.samples).isEqualTo(2 * SERIES);
        assertThat(sink.labels).isEqualTo(2L * 3 * SERIES);
        assertThat(allocated).isLessThan(SERIES);
    }
}
