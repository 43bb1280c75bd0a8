package dev.tributary.wire.remotewrite;

import java.io.IOException;
import java.util.List;

import dev.tributary.model.Labels;
import dev.tributary.model.MetricMetadata;
import dev.tributary.model.MetricType;
import dev.tributary.model.NativeHistogram;
import dev.tributary.model.NativeHistogram.ResetHint;
import dev.tributary.model.StaleMarker;
import dev.tributary.wire.Fixtures;
import dev.tributary.wire.RecordingSink;
import dev.tributary.wire.RecordingSink.Event;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import static org.assertj.core.api.Assertions.assertThat;

/** One committed message per version: what was readable once stays readable. */
class RemoteWriteFixtureTest {
    private static List<Event> events(RemoteWriteVersion version) {
        long start = version == RemoteWriteVersion.V2 ? 1_699_999_000_000L : 0;
        NativeHistogram integer = NativeHistogram.builder().integer(true).schema(3).count(12).sum(18.4).zero(0.001, 2)
                .positive(new int[]{0, 2, 1, 1}, new double[]{1, 2, 4}).negative(new int[]{-3, 1}, new double[]{3})
                .build();
        NativeHistogram custom = NativeHistogram.builder().schema(NativeHistogram.CUSTOM_SCHEMA)
                .resetHint(ResetHint.GAUGE).count(3.5).sum(7).customBounds(new double[]{0.5, 1})
                .positive(new int[]{0, 3}, new double[]{1, 2, 0.5}).build();
        return List.of(
                new Event.Described(new MetricMetadata("requests_total", MetricType.COUNTER, "Requests served.", "")),
                new Event.Series(Labels.of("__name__", "requests_total", "job", "api", "zone", "münchen")),
                new Event.Sample(1_700_000_000_000L, Double.doubleToRawLongBits(42.5), start),
                new Event.Sample(1_700_000_015_000L, StaleMarker.BITS, start),
                new Event.Traced(Labels.of("trace_id", "4bf92f"), Double.doubleToRawLongBits(0.67), 1_700_000_000_001L),
                new Event.Series(Labels.of("__name__", "latency_seconds", "job", "api")),
                new Event.Histogram(1_700_000_000_000L, integer, start),
                new Event.Histogram(1_700_000_015_000L, custom, start));
    }

    @ParameterizedTest
    @EnumSource
    void theCommittedMessageIsRead(RemoteWriteVersion version) throws IOException, MalformedRemoteWriteException {
        byte[] message = Fixtures.bytes("remotewrite/" + version + ".bin");
        RecordingSink sink = new RecordingSink();
        new RemoteWriteReader().read(version, message, 0, message.length, sink);
        assertThat(sink.events()).isEqualTo(events(version));
    }

    @ParameterizedTest
    @EnumSource
    void theWriterStillMakesTheCommittedMessage(RemoteWriteVersion version) throws IOException {
        RemoteWriteWriter writer = new RemoteWriteWriter(version);
        RecordingSink.replay(events(version), writer);
        assertThat(writer.toMessage()).isEqualTo(Fixtures.bytes("remotewrite/" + version + ".bin"));
    }
}
