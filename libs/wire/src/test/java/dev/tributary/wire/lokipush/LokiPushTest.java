package dev.tributary.wire.lokipush;

import java.io.IOException;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Consumer;
import java.util.random.RandomGenerator;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import dev.tributary.model.LabelSlices;
import dev.tributary.model.Labels;
import dev.tributary.model.LogEntry;
import dev.tributary.testkit.Seeded;
import dev.tributary.wire.Fixtures;
import dev.tributary.wire.RandomSeries;
import dev.tributary.wire.RecordingLogSink;
import dev.tributary.wire.RecordingLogSink.Stream;
import dev.tributary.wire.protobuf.ProtoWriter;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class LokiPushTest {
    private static List<Stream> read(LokiPushFormat format, byte[] request) throws MalformedLokiPushException {
        RecordingLogSink sink = new RecordingLogSink();
        byte[] larger = new byte[request.length + 7];
        Arrays.fill(larger, (byte) '!');
        System.arraycopy(request, 0, larger, 3, request.length);
        new LokiPushReader().read(format, larger, 3, request.length, sink);
        return sink.streams();
    }

    private static List<Stream> json(String request) throws MalformedLokiPushException {
        return read(LokiPushFormat.JSON, request.getBytes(StandardCharsets.UTF_8));
    }

    private static byte[] write(List<Stream> streams) {
        LokiPushWriter writer = new LokiPushWriter();
        RecordingLogSink.replay(streams, writer);
        int size = writer.size();
        byte[] message = writer.toMessage();
        assertThat(size).isEqualTo(message.length);
        return message;
    }

    private static List<Stream> randomStreams(RandomGenerator random) {
        RandomSeries words = new RandomSeries(random);
        List<Stream> streams = new ArrayList<>();
        for (int i = random.nextInt(4); i > 0; i--) {
            List<LogEntry> entries = new ArrayList<>();
            for (int k = random.nextInt(4); k > 0; k--) {
                long time = random.nextInt(10) == 0 ? random.nextLong() >> 2 : 1_700_000_000_000_000_000L + k;
                entries.add(new LogEntry(time, words.word().repeat(random.nextInt(3)) + "\u0000 🌊 end",
                        random.nextBoolean() ? Labels.EMPTY : words.labels()));
            }
            streams.add(new Stream(words.labels(), entries));
        }
        return streams;
    }

    private static byte[] toJson(List<Stream> streams, boolean valuesFirst) throws IOException {
        StringWriter out = new StringWriter();
        try (JsonGenerator json = new JsonFactory().createGenerator(out)) {
            json.writeStartObject();
            json.writeArrayFieldStart("streams");
            for (Stream stream : streams) {
                json.writeStartObject();
                if (!valuesFirst) {
                    labels(json, stream);
                }
                json.writeArrayFieldStart("values");
                for (LogEntry entry : stream.entries()) {
                    json.writeStartArray();
                    json.writeString(Long.toString(entry.timestampNanos()));
                    json.writeString(entry.line());
                    if (!entry.metadata().isEmpty()) {
                        json.writeStartObject();
                        for (var label : entry.metadata().toMap().entrySet()) {
                            json.writeStringField(label.getKey(), label.getValue());
                        }
                        json.writeEndObject();
                    }
                    json.writeEndArray();
                }
                json.writeEndArray();
                if (valuesFirst) {
                    labels(json, stream);
                }
                json.writeEndObject();
            }
            json.writeEndArray();
            json.writeEndObject();
        }
        return out.toString().getBytes(StandardCharsets.UTF_8);
    }

    private static void labels(JsonGenerator json, Stream stream) throws IOException {
        json.writeObjectFieldStart("stream");
        for (var label : stream.labels().toMap().entrySet()) {
            json.writeStringField(label.getKey(), label.getValue());
        }
        json.writeEndObject();
    }

    @Seeded
    void protobufComesBackAsItWent(RandomGenerator random) throws MalformedLokiPushException {
        List<Stream> streams = randomStreams(random);
        assertThat(read(LokiPushFormat.PROTOBUF, write(streams))).isEqualTo(streams);
    }

    @Seeded
    void jsonIsReadWhateverTheOrderOfItsKeys(RandomGenerator random) throws Exception {
        List<Stream> streams = randomStreams(random);
        assertThat(read(LokiPushFormat.JSON, toJson(streams, random.nextBoolean()))).isEqualTo(streams);
    }

    @Seeded
    void aCutIsRefusedOrGivesWholeStreamsOnly(RandomGenerator random) throws IOException {
        List<Stream> streams = randomStreams(random);
        byte[] request = write(streams);
        byte[] json = toJson(streams, false);
        int cutJson = random.nextInt(json.length);
        assertThatThrownBy(() -> read(LokiPushFormat.JSON, Arrays.copyOf(json, cutJson)))
                .isInstanceOf(MalformedLokiPushException.class);
        for (int length = 0; length < request.length; length++) {
            try {
                List<Stream> whole = read(LokiPushFormat.PROTOBUF, Arrays.copyOf(request, length));
                assertThat(whole).isEqualTo(streams.subList(0, whole.size()));
            } catch (MalformedLokiPushException e) {
                assertThat(e).hasMessageStartingWith("push request, behind ");
            }
        }
    }

    @Seeded
    void damageIsRefusedOrReadButNeverWorse(RandomGenerator random) throws IOException {
        List<Stream> streams = randomStreams(random);
        for (LokiPushFormat format : LokiPushFormat.values()) {
            byte[] request = format == LokiPushFormat.JSON ? toJson(streams, random.nextBoolean()) : write(streams);
            for (int flips = random.nextInt(1, 5); flips > 0 && request.length > 0; flips--) {
                request[random.nextInt(request.length)] = (byte) random.nextInt();
            }
            try {
                assertThat(read(format, request)).isNotNull();
            } catch (MalformedLokiPushException e) {
                assertThat(e.getMessage()).isNotEmpty();
            }
        }
    }

    private static List<Stream> example() {
        return List.of(
                new Stream(Labels.of("app", "api", "zone", "mün\"chen\\\n"),
                        List.of(new LogEntry(1_700_000_000_000_000_001L, "GET / 200"),
                                new LogEntry(-1, "", Labels.of("trace_id", "4bf9", "k8s.pod", "ü")))),
                new Stream(Labels.of("app", "db"), List.of()));
    }

    @Test
    void theCommittedRequestsAreRead() throws Exception {
        byte[] protobuf = Fixtures.bytes("lokipush/push.bin");
        assertThat(read(LokiPushFormat.PROTOBUF, protobuf)).isEqualTo(example());
        assertThat(write(example())).isEqualTo(protobuf);
        assertThat(read(LokiPushFormat.JSON, Fixtures.bytes("lokipush/push.json"))).isEqualTo(example());
    }

    @Test
    void unknownKeysAndFieldsArePassedOver() throws MalformedLokiPushException {
        assertThat(json("""
                        {"a": [1, {"b": null}], "streams": [
                          {"c": {}, "values": null, "stream": {"x": "y"}}, {"stream": {}, "values": []}]}"""))
                .containsExactly(new Stream(Labels.of("x", "y"), List.of()), new Stream(Labels.EMPTY, List.of()));
        assertThat(json("{\"streams\": null}")).isEmpty();
        ProtoWriter stream = new ProtoWriter();
        stream.varintField(3, 77);
        stream.stringField(1, "{}");
        ProtoWriter request = new ProtoWriter();
        request.stringField(2, "loki");
        request.messageField(1, stream);
        assertThat(read(LokiPushFormat.PROTOBUF, request.toByteArray()))
                .containsExactly(new Stream(Labels.EMPTY, List.of()));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                                            []                                                      | line 1, column 1: expected an object
                                            {"streams": {}}                                         | column 13: expected an array of streams
                                            {"streams": [1]}                                        | column 14: expected an object for a stream
                                            {"streams": [{}]}                                       | column 15: the stream has no labels
                                            {"streams": [{"values": [], "values": []}]}             | the stream has values twice
                                            {"streams": [{"stream": []}]}                           | column 25: expected an object of labels
                                            {"streams": [{"stream": {"a": 1}}]}                     | column 31: expected a string for a label
                                            {"streams": [{"stream": {}, "values": {}}]}             | column 39: expected an array of values
                                            {"streams": [{"stream": {}, "values": [1]}]}            | column 40: expected an array for an entry
                                            {"streams": [{"stream": {}, "values": [[1, "x"]]}]}     | expected a timestamp of nanoseconds in a string
                                            {"streams": [{"stream": {}, "values": [["x", "x"]]}]}   | timestamp "x" is no whole number of nanoseconds
                                            {"streams": [{"stream": {}, "values": [["1", 2]]}]}     | expected a line
                                            {"streams": [{"stream": {}, "values": [["1", "x", 1]]}]} | expected the end of the entry
                                            {"streams": [{"stream": {}, "values": [["1", "x", {"a": {}}]]}]} | expected a string for a label
                                            {} {}                                                   | expected nothing behind the request
                                            {"streams": [                                           | Unexpected end-of-input
                                            """)
    void malformedJsonIsRefusedWithItsPlace(String request, String message) {
        assertThatThrownBy(() -> json(request)).isInstanceOf(MalformedLokiPushException.class)
                .hasMessageContaining(message);
    }

    @Test
    void otherEncodingsOfJsonAreReadAsFarAsTheyCan() throws Exception {
        byte[] ordered = new String(toJson(example(), false), StandardCharsets.UTF_8)
                .getBytes(StandardCharsets.UTF_16BE);
        assertThat(read(LokiPushFormat.JSON, ordered)).isEqualTo(example());
        byte[] turned = new String(toJson(example(), true), StandardCharsets.UTF_8)
                .getBytes(StandardCharsets.UTF_16BE);
        assertThatThrownBy(() -> read(LokiPushFormat.JSON, turned)).hasMessageContaining("need UTF-8");
    }

    private static Labels selector(String text) throws MalformedLokiPushException {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        LabelSlices labels = new LabelSlices();
        new StreamSelector(3).read(bytes, 0, bytes.length, labels);
        return labels.toLabels();
    }

    @Test
    void streamLabelsMayUseEveryFormOfGoString() throws MalformedLokiPushException {
        assertThat(selector("{}")).isEqualTo(Labels.EMPTY);
        assertThat(selector(" { a = \"1\" ,\n_b2='\\u00fc' , \"c.d\"=`raw \\n \"` , } ")).isEqualTo(
                Labels.of("a", "1", "_b2", "ü", "c.d", "raw \\n \""));
        assertThat(selector("{a=\"\\x41\\U0001F30A\\101\"}")).isEqualTo(Labels.of("a", "A🌊A"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "a=\"1\"", "{", "{a}", "{a=}", "{a=1}", "{a=\"1}", "{a=\"1\" b=\"2\"}", "{a=\"1\"} x",
            "{1a=\"1\"}", "{,}", "{a=\"\\q\"}", "{a!=\"1\"}", "{a=\"1\",,}", "{a=\"1\",b=\"1\",c=\"1\",d=\"1\"}"})
    void otherStreamLabelsAreRefused(String text) {
        assertThatThrownBy(() -> selector(text)).isInstanceOf(MalformedLokiPushException.class)
                .hasMessageStartingWith("stream labels, character ").hasMessageEndingWith("in: " + text);
    }

    @Test
    void timestampsAndTextsAreChecked() {
        ProtoWriter time = new ProtoWriter();
        time.varintField(1, Long.MAX_VALUE);
        assertEntryRefused(entry -> entry.messageField(1, time), "is out of range");
        assertEntryRefused(entry -> entry.varintField(3, 1), "field 3 has wire type 0 instead of 2");
    }

    @Test
    void aLineThatIsNoTextIsShownAsSuch() throws MalformedLokiPushException {
        LokiPushWriter out = new LokiPushWriter();
        LabelSlices labels = new LabelSlices();
        labels.set(Labels.of("a", "1"));
        out.stream(labels);
        byte[] binary = {'a', (byte) 0xff, 0, 'b', (byte) 0xc3};
        out.entry(1, binary, 0, binary.length, new LabelSlices());
        List<RecordingLogSink.Stream> streams = read(LokiPushFormat.PROTOBUF, out.toMessage());
        assertThat(streams.getFirst().entries()).containsExactly(new LogEntry(1, "a\ufffd\0b\ufffd"));
    }

    private static void assertEntryRefused(Consumer<ProtoWriter> content, String because) {
        ProtoWriter entry = new ProtoWriter();
        content.accept(entry);
        ProtoWriter stream = new ProtoWriter();
        stream.messageField(2, entry);
        stream.stringField(1, "{a=\"1\"}");
        ProtoWriter request = new ProtoWriter();
        request.messageField(1, stream);
        assertThatThrownBy(() -> read(LokiPushFormat.PROTOBUF, request.toByteArray())).hasMessageContaining(because);
    }

    @Test
    void theFormFollowsTheContentType() {
        assertThat(LokiPushFormat.of(null)).isEqualTo(LokiPushFormat.PROTOBUF);
        assertThat(LokiPushFormat.of("application/x-protobuf")).isEqualTo(LokiPushFormat.PROTOBUF);
        assertThat(LokiPushFormat.of("application/json; charset=utf-8")).isEqualTo(LokiPushFormat.JSON);
        assertThatThrownBy(() -> LokiPushFormat.of("text/plain")).hasMessageContaining("text/plain");
    }

    @Test
    void entriesNeedAStreamAndAResetForgets() {
        LokiPushWriter writer = new LokiPushWriter();
        assertThatThrownBy(() -> writer.entry(1, new byte[0], 0, 0, new LabelSlices()))
                .isInstanceOf(IllegalStateException.class);
        RecordingLogSink.replay(example(), writer);
        writer.reset();
        assertThat(writer.toMessage()).isEmpty();
    }
}
