package dev.tributary.wire.remotewrite;

import java.util.Arrays;
import java.util.List;
import java.util.random.RandomGenerator;

import dev.tributary.model.LabelSlices;
import dev.tributary.model.Labels;
import dev.tributary.model.MetricMetadata;
import dev.tributary.model.MetricType;
import dev.tributary.model.NativeHistogram;
import dev.tributary.testkit.Seeded;
import dev.tributary.wire.RandomSeries;
import dev.tributary.wire.RecordingSink;
import dev.tributary.wire.RecordingSink.Event;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class RemoteWriteRoundTripTest {
    private static byte[] write(RemoteWriteVersion version, List<Event> events) {
        RemoteWriteWriter writer = new RemoteWriteWriter(version);
        RecordingSink.replay(events, writer);
        int size = writer.size();
        byte[] message = writer.toMessage();
        assertThat(size).isEqualTo(message.length);
        return message;
    }

    private static List<Event> read(RemoteWriteVersion version, byte[] message) throws MalformedRemoteWriteException {
        RecordingSink sink = new RecordingSink();
        new RemoteWriteReader().read(version, message, 0, message.length, sink);
        return sink.events();
    }

    @Seeded
    void version1ComesBackAsItWent(RandomGenerator random) throws MalformedRemoteWriteException {
        List<Event> events = new RandomSeries(random).events(false);
        assertThat(read(RemoteWriteVersion.V1, write(RemoteWriteVersion.V1, events))).isEqualTo(events);
    }

    @Seeded
    void version2ComesBackAsItWent(RandomGenerator random) throws MalformedRemoteWriteException {
        List<Event> events = new RandomSeries(random).events(true);
        assertThat(read(RemoteWriteVersion.V2, write(RemoteWriteVersion.V2, events))).isEqualTo(events);
    }

    @Seeded
    void aCutIsRefusedOrGivesWholeSeriesOnly(RandomGenerator random) {
        RemoteWriteVersion version = random.nextBoolean() ? RemoteWriteVersion.V1 : RemoteWriteVersion.V2;
        List<Event> events = new RandomSeries(random).events(false);
        byte[] message = write(version, events);
        for (int length = 0; length < message.length; length++) {
            RecordingSink sink = new RecordingSink();
            try {
                new RemoteWriteReader().read(version, Arrays.copyOf(message, length), 0, length, sink);
            } catch (MalformedRemoteWriteException e) {
                assertThat(e).hasMessageContaining("byte ");
                continue;
            }
            int read = sink.events().size();
            assertThat(sink.events()).isEqualTo(events.subList(0, read));
            assertThat(read == events.size() || events.get(read) instanceof Event.Series).isTrue();
        }
    }

    @Seeded
    void damageIsRefusedOrReadButNeverWorse(RandomGenerator random) {
        RemoteWriteVersion version = random.nextBoolean() ? RemoteWriteVersion.V1 : RemoteWriteVersion.V2;
        byte[] message = write(version, new RandomSeries(random).events(true));
        if (message.length == 0 || random.nextInt(4) == 0) {
            message = new byte[random.nextInt(1, 200)];
            random.nextBytes(message);
        }
        for (int flips = random.nextInt(1, 5); flips > 0; flips--) {
            message[random.nextInt(message.length)] = (byte) random.nextInt();
        }
        try {
            read(version, message);
        } catch (MalformedRemoteWriteException e) {
            assertThat(e).hasMessageStartingWith("remote write " + version.protocol() + " message of ");
        }
    }

    @ParameterizedTest
    @EnumSource
    void aMessageMayStandInsideALargerArray(RemoteWriteVersion version) throws MalformedRemoteWriteException {
        List<Event> events = List.of(new Event.Series(Labels.of("__name__", "up")), new Event.Sample(5, 7, 0));
        byte[] message = write(version, events);
        byte[] larger = new byte[message.length + 20];
        Arrays.fill(larger, (byte) 0xff);
        System.arraycopy(message, 0, larger, 10, message.length);
        RecordingSink sink = new RecordingSink();
        new RemoteWriteReader().read(version, larger, 10, message.length, sink);
        assertThat(sink.events()).isEqualTo(events);
    }

    @Test
    void version1KeepsMetadataBesideSeries() throws MalformedRemoteWriteException {
        List<Event> events = List.of(
                new Event.Described(new MetricMetadata("up", MetricType.GAUGE, "Whether it is up.", "")),
                new Event.Series(Labels.of("__name__", "up")), new Event.Sample(5, 7, 0),
                new Event.Described(new MetricMetadata("t_seconds", MetricType.STATESET, "", "seconds")));
        assertThat(read(RemoteWriteVersion.V1, write(RemoteWriteVersion.V1, events))).isEqualTo(events);
    }

    @Test
    void version2ReportsMetadataOncePerNameAndSplitsSeriesOfTwoKinds() throws MalformedRemoteWriteException {
        MetricMetadata histogram = new MetricMetadata("h", MetricType.HISTOGRAM, "Sizes.", "bytes");
        MetricMetadata gauge = new MetricMetadata("h_count", MetricType.GAUGE, "", "");
        Event.Series count1 = new Event.Series(Labels.of("__name__", "h_sum", "a", "1"));
        Event.Series count2 = new Event.Series(Labels.of("__name__", "h_sum", "a", "2"));
        Event.Series own = new Event.Series(Labels.of("__name__", "h_count"));
        Event.Sample sample = new Event.Sample(5, 7, 3);
        Event.Histogram bins = new Event.Histogram(6, NativeHistogram.builder().integer(true).build(), 4);
        List<Event> sent = List.of(new Event.Described(histogram), new Event.Described(gauge), count1, sample, count2,
                sample, own, sample, bins);

        assertThat(read(RemoteWriteVersion.V2, write(RemoteWriteVersion.V2, sent))).containsExactly(
                new Event.Described(histogram), count1, sample, count2, sample, new Event.Described(gauge), own, sample,
                own, bins);
    }

    @ParameterizedTest
    @EnumSource
    void aWriterIsEmptyAfterReset(RemoteWriteVersion version) {
        RemoteWriteWriter writer = new RemoteWriteWriter(version);
        byte[] empty = writer.toMessage();
        RecordingSink.replay(List.of(new Event.Series(Labels.of("__name__", "up")), new Event.Sample(5, 7, 0)), writer);
        writer.reset();
        assertThat(writer.toMessage()).isEqualTo(empty);
    }

    @ParameterizedTest
    @EnumSource
    void samplesNeedASeries(RemoteWriteVersion version) {
        RemoteWriteWriter writer = new RemoteWriteWriter(version);
        assertThatThrownBy(() -> writer.sample(1, 1, 0)).isInstanceOf(IllegalStateException.class);
        writer.series(new LabelSlices());
        writer.metadata(new MetricMetadata("up", MetricType.GAUGE, "", ""));
        assertThatThrownBy(() -> writer.sample(1, 1, 0)).isInstanceOf(IllegalStateException.class);
    }
}
