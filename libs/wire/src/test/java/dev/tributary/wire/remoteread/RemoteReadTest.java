package dev.tributary.wire.remoteread;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Consumer;
import java.util.random.RandomGenerator;
import java.util.zip.CRC32C;

import dev.tributary.model.Exemplar;
import dev.tributary.model.LabelSlices;
import dev.tributary.model.Labels;
import dev.tributary.model.MatchType;
import dev.tributary.model.Matcher;
import dev.tributary.model.MetricMetadata;
import dev.tributary.model.NativeHistogram;
import dev.tributary.model.NativeHistogram.ResetHint;
import dev.tributary.model.SampleColumns;
import dev.tributary.model.StaleMarker;
import dev.tributary.testkit.Seeded;
import dev.tributary.wire.Fixtures;
import dev.tributary.wire.RandomSeries;
import dev.tributary.wire.protobuf.ProtoWriter;
import dev.tributary.wire.protobuf.WireType;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class RemoteReadTest {
    /** Writes what arrives as lines; parts of one series run together. */
    private static final class Lines implements ReadResponseSink {
        private final List<String> lines = new ArrayList<>();
        private String last = "";

        @Override
        public void query(int index) {
            lines.add("query " + index);
            last = "";
        }

        @Override
        public void series(LabelSlices labels) {
            if (!labels.toLabels().toString().equals(last)) {
                last = labels.toLabels().toString();
                lines.add(last);
            }
        }

        @Override
        public void sample(long timestampMillis, double value, long startMillis) {
            lines.add(timestampMillis + " " + Long.toHexString(Double.doubleToRawLongBits(value)));
        }

        @Override
        public void histogram(long timestampMillis, NativeHistogram histogram, long startMillis) {
            lines.add(timestampMillis + " " + histogram.toBuilder().resetHint(ResetHint.UNKNOWN).buildUnchecked());
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

    private record Stored(int query, Labels labels, SampleColumns samples) {
    }

    private static List<Stored> randomSeries(RandomGenerator random) {
        RandomSeries series = new RandomSeries(random);
        List<Stored> all = new ArrayList<>();
        for (int i = random.nextInt(1, 4); i > 0; i--) {
            SampleColumns samples = new SampleColumns();
            NativeHistogram shape = series.histogram();
            for (int k = random.nextInt(1, 300); k > 0; k--) {
                long time = 1_700_000_000_000L + 15_000L * samples.size() + random.nextInt(1000);
                switch (random.nextInt(4)) {
                    case 0 -> samples.add(time, shape);
                    case 1 -> samples.add(time, random.nextInt(5) == 0 ? series.histogram() : stale(shape));
                    default -> samples.add(time, series.value());
                }
            }
            all.add(new Stored(all.size() / 2, series.labels().with("i", "x" + i), samples));
        }
        return all;
    }

    private static NativeHistogram stale(NativeHistogram shape) {
        return NativeHistogram.builder().integer(shape.isInteger()).sum(StaleMarker.VALUE).build();
    }

    private static List<String> lines(List<Stored> stored) {
        Lines lines = new Lines();
        int query = -1;
        for (Stored one : stored) {
            if (one.query > query) {
                query = one.query;
                lines.query(query);
            }
            LabelSlices slices = new LabelSlices();
            slices.set(one.labels);
            lines.series(slices);
            for (int i = 0; i < one.samples.size(); i++) {
                NativeHistogram histogram = one.samples.histogram(i);
                if (histogram == null) {
                    lines.sample(one.samples.timestamp(i), one.samples.value(i), 0);
                } else {
                    lines.histogram(one.samples.timestamp(i), histogram, 0);
                }
            }
        }
        return lines.lines;
    }

    private static byte[] stream(List<Stored> stored, int frameBytesMax) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ChunkedResponseWriter writer = new ChunkedResponseWriter(frameBytesMax, out::writeBytes);
        stored.forEach(one -> writer.series(one.query, one.labels, one.samples));
        return out.toByteArray();
    }

    private static byte[] message(List<Stored> stored) {
        SampledResponseWriter writer = new SampledResponseWriter();
        int query = -1;
        for (Stored one : stored) {
            if (one.query > query) {
                query = one.query;
                writer.query();
            }
            writer.series(one.labels, one.samples);
        }
        assertThat(writer.size()).isPositive();
        return writer.toMessage();
    }

    @Seeded
    void aStreamComesBackAsItWentInPiecesOfAnySize(RandomGenerator random) throws MalformedRemoteReadException {
        List<Stored> stored = randomSeries(random);
        byte[] stream = stream(stored, random.nextInt(200, 20_000));
        Lines lines = new Lines();
        ChunkedResponseReader reader = new ChunkedResponseReader(1 << 20, lines);
        for (int at = 0; at < stream.length;) {
            int length = Math.min(stream.length - at, random.nextInt(1, 3000));
            reader.feed(stream, at, length);
            at += length;
        }
        reader.end();
        assertThat(lines.lines).isEqualTo(lines(stored));
    }

    @Seeded
    void aMessageComesBackAsItWent(RandomGenerator random) throws MalformedRemoteReadException {
        List<Stored> stored = randomSeries(random);
        byte[] message = message(stored);
        Lines lines = new Lines();
        new SampledResponseReader().read(message, 0, message.length, lines);
        assertThat(lines.lines).isEqualTo(lines(stored));
    }

    @Seeded
    void anyCutInsideAFrameIsRefused(RandomGenerator random) throws MalformedRemoteReadException {
        byte[] stream = stream(randomSeries(random), 500);
        int cut = random.nextInt(stream.length);
        ChunkedResponseReader reader = new ChunkedResponseReader(1 << 20, new Lines());
        reader.feed(stream, 0, cut);
        long whole = reader.frames();
        try {
            reader.end();
            // The cut fell between two frames: the rest starts with a frame.
            reader.feed(stream, cut, stream.length - cut);
            assertThat(reader.frames()).isGreaterThan(whole);
        } catch (MalformedRemoteReadException e) {
            assertThat(e.isCut()).isTrue();
        }
    }

    @Seeded
    void aDamagedFrameFailsItsChecksum(RandomGenerator random) {
        byte[] stream = stream(randomSeries(random), 1 << 20);
        int at = random.nextInt(3, stream.length);
        stream[at] ^= (byte) (1 << random.nextInt(8));
        ChunkedResponseReader reader = new ChunkedResponseReader(1 << 20, new Lines());
        assertThatThrownBy(() -> {
            reader.feed(stream, 0, stream.length);
            reader.end();
        }).isInstanceOf(MalformedRemoteReadException.class);
    }

    @Seeded
    void noiseIsRefusedOrReadButNeverWorse(RandomGenerator random) {
        byte[] noise = message(randomSeries(random));
        for (int flips = random.nextInt(1, 6); flips > 0; flips--) {
            noise[random.nextInt(noise.length)] = (byte) random.nextInt();
        }
        Lines lines = new Lines();
        try {
            new SampledResponseReader().read(noise, 0, noise.length, lines);
            assertThat(lines.lines).isNotEmpty();
        } catch (MalformedRemoteReadException e) {
            assertThat(e).hasMessageStartingWith("remote read response: byte ");
        }
    }

    private static ReadRequest exampleRequest() {
        return new ReadRequest(List.of(
                new ReadQuery(1000, 2000,
                        List.of(Matcher.equal("__name__", "up"), Matcher.of("job", MatchType.NOT_EQUAL, ""),
                                Matcher.of("pod", MatchType.REGEX, "a.*|ü"),
                                Matcher.of("zone", MatchType.NOT_REGEX, "b")),
                        new ReadHints(15_000, "rate", 900, 2000, List.of("job", "pod"), true, 300_000)),
                new ReadQuery(0, 1, List.of(), ReadHints.NONE)),
                List.of(ReadResponseType.STREAMED_XOR_CHUNKS, ReadResponseType.SAMPLES));
    }

    private static List<Stored> exampleSeries() {
        SampleColumns floats = new SampleColumns();
        floats.add(1_700_000_000_000L, 1);
        floats.add(1_700_000_015_000L, 2.5);
        floats.add(1_700_000_030_001L, StaleMarker.VALUE);
        SampleColumns histograms = new SampleColumns();
        NativeHistogram integer = NativeHistogram.builder().integer(true).schema(3).count(12).sum(18.4).zero(0.001, 2)
                .positive(new int[]{0, 2, 1, 1}, new double[]{1, 2, 4}).negative(new int[]{-3, 1}, new double[]{3})
                .build();
        histograms.add(1000, integer);
        histograms.add(2000, integer.toBuilder().count(13).negative(new int[]{-3, 1}, new double[]{4}).build());
        histograms.add(3000, NativeHistogram.builder().schema(NativeHistogram.CUSTOM_SCHEMA).count(3.5).sum(7)
                .customBounds(new double[]{0.5, 1.0 / 3 + 1}).positive(new int[]{0, 3}, new double[]{1, 2, 0.5})
                .build());
        return List.of(new Stored(0, Labels.of("__name__", "up", "zone", "ü"), floats),
                new Stored(1, Labels.of("__name__", "latency"), histograms));
    }

    @Test
    void theCommittedMessagesAreReadAndStillMade() throws IOException, MalformedRemoteReadException {
        byte[] request = Fixtures.bytes("remoteread/request.bin");
        assertThat(ReadRequestReader.read(request)).isEqualTo(exampleRequest());
        assertThat(ReadRequestWriter.write(exampleRequest())).isEqualTo(request);

        byte[] message = Fixtures.bytes("remoteread/samples.bin");
        Lines sampled = new Lines();
        new SampledResponseReader().read(message, 0, message.length, sampled);
        assertThat(sampled.lines).isEqualTo(lines(exampleSeries()));
        assertThat(message(exampleSeries())).isEqualTo(message);

        byte[] stream = Fixtures.bytes("remoteread/chunks.bin");
        Lines chunked = new Lines();
        new ChunkedResponseReader(1 << 20, chunked).feed(stream, 0, stream.length);
        assertThat(chunked.lines).isEqualTo(lines(exampleSeries()));
        assertThat(stream(exampleSeries(), 1 << 20)).isEqualTo(stream);
    }

    @Test
    void theFirstSupportedResponseTypeWins() throws MalformedRemoteReadException {
        assertThat(ReadRequestReader.read(new byte[0]).responseType()).isEqualTo(ReadResponseType.SAMPLES);
        assertThat(ReadRequestReader.read(accepting(9, 1, 0)).responseType())
                .isEqualTo(ReadResponseType.STREAMED_XOR_CHUNKS);
        assertThatThrownBy(() -> ReadRequestReader.read(accepting(9)))
                .hasMessageContaining("none of the accepted response types is supported");
    }

    private static byte[] accepting(int... types) {
        ProtoWriter packed = new ProtoWriter();
        Arrays.stream(types).forEach(packed::varint);
        ProtoWriter out = new ProtoWriter();
        out.messageField(2, packed);
        return out.toByteArray();
    }

    @Test
    void requestsThatCannotBeAnsweredAreRefused() {
        assertRequestRefused("unknown matcher type 7", matcher -> matcher.varintField(1, 7));
        assertRequestRefused("matcher of label job: ", matcher -> {
            matcher.varintField(1, 2);
            matcher.stringField(2, "job");
            matcher.stringField(3, "(");
        });
        assertRequestRefused("field 2 has wire type 0 instead of 2", matcher -> matcher.varintField(2, 2));
        ProtoWriter many = new ProtoWriter();
        for (int i = 0; i <= 1000; i++) {
            many.messageField(1, new ProtoWriter());
        }
        assertThatThrownBy(() -> ReadRequestReader.read(many.toByteArray())).hasMessageContaining("more than 1000");
    }

    private static void assertRequestRefused(String because, Consumer<ProtoWriter> matcher) {
        ProtoWriter inner = new ProtoWriter();
        matcher.accept(inner);
        ProtoWriter query = new ProtoWriter();
        query.messageField(3, inner);
        ProtoWriter out = new ProtoWriter();
        out.messageField(1, query);
        assertThatThrownBy(() -> ReadRequestReader.read(out.toByteArray()))
                .isInstanceOf(MalformedRemoteReadException.class).hasMessageContaining(because);
    }

    @Test
    void framesOfUnknownKindOrSizeAreRefused() {
        ProtoWriter length = new ProtoWriter();
        length.varint(2000);
        ChunkedResponseReader small = new ChunkedResponseReader(1000, new Lines());
        assertThatThrownBy(() -> small.feed(length.bytes(), 0, length.size()))
                .hasMessage("remote read stream: frame 1 is larger than the limit of 1000 bytes");

        ProtoWriter chunk = new ProtoWriter();
        chunk.tag(3, WireType.VARINT);
        chunk.varint(9);
        ProtoWriter series = new ProtoWriter();
        series.messageField(2, chunk);
        ProtoWriter message = new ProtoWriter();
        message.messageField(1, series);
        CRC32C crc = new CRC32C();
        crc.update(message.bytes(), 0, message.size());
        ProtoWriter frame = new ProtoWriter();
        frame.varint(message.size());
        frame.fixed32(Integer.reverseBytes((int) crc.getValue()));
        frame.raw(message.bytes(), 0, message.size());
        ChunkedResponseReader reader = new ChunkedResponseReader(1000, new Lines());
        assertThatThrownBy(() -> reader.feed(frame.bytes(), 0, frame.size()))
                .hasMessageContaining("chunk encoding 9 is not known");
    }

    @Test
    void aSeriesNeedsAQuery() {
        SampledResponseWriter writer = new SampledResponseWriter();
        assertThatThrownBy(() -> writer.series(Labels.EMPTY, new SampleColumns()))
                .isInstanceOf(IllegalStateException.class);
    }
}
