package dev.tributary.wire.real;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CopyOnWriteArrayList;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.tributary.model.LabelSlices;
import dev.tributary.model.Labels;
import dev.tributary.model.Matcher;
import dev.tributary.model.NativeHistogram;
import dev.tributary.model.SampleColumns;
import dev.tributary.model.StaleMarker;
import dev.tributary.wire.compression.SnappyBlock;
import dev.tributary.wire.exposition.ExpositionLimits;
import dev.tributary.wire.exposition.ExpositionParser;
import dev.tributary.wire.exposition.ExpositionParsers;
import dev.tributary.wire.remoteread.ChunkedResponseReader;
import dev.tributary.wire.remoteread.ChunkedResponseWriter;
import dev.tributary.wire.remoteread.ReadHints;
import dev.tributary.wire.remoteread.ReadQuery;
import dev.tributary.wire.remoteread.ReadRequest;
import dev.tributary.wire.remoteread.ReadRequestReader;
import dev.tributary.wire.remoteread.ReadRequestWriter;
import dev.tributary.wire.remoteread.ReadResponseType;
import dev.tributary.wire.remoteread.SampledResponseReader;
import dev.tributary.wire.remoteread.SampledResponseWriter;
import dev.tributary.wire.remotewrite.RemoteWriteContentType;
import dev.tributary.wire.remotewrite.RemoteWriteReader;
import dev.tributary.wire.remotewrite.RemoteWriteVersion;
import dev.tributary.wire.remotewrite.RemoteWriteWriter;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

/** What we write a real Prometheus reads, and what it writes we read, to the bit. */
@Timeout(120)
class RealPrometheusIT {
    private static final int SAMPLES = 100;
    /** In the middle of the two hours that a Prometheus keeps in one chunk at most. */
    private static final long MID_BLOCK = 1_700_000_000_000L;
    private static final Labels FLOATS = Labels.of("__name__", "pushed_total", "zone", "ü\"\\\n");
    private static final Labels WHOLE = Labels.of("__name__", "pushed_whole");
    private static final Labels FRACTIONS = Labels.of("__name__", "pushed_fractions");

    @TempDir
    Path folder;

    private final List<String> captured = new CopyOnWriteArrayList<>();
    private final List<Throwable> failures = new CopyOnWriteArrayList<>();
    private HttpServer server = newServer();
    private long now;

    private static HttpServer newServer() {
        try {
            return HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    @BeforeEach
    void start() {
        RealPrometheus.assumeInstalled();
        now = System.currentTimeMillis() / 1000 * 1000;
        server.createContext("/write", this::takeWrite);
        server.createContext("/read", this::answerRead);
        server.start();
    }

    @AfterEach
    void stop() {
        server.stop(0);
    }

    private String configuration() {
        int port = server.getAddress().getPort();
        return """
               global: {external_labels: {}}
               remote_write:
               - {url: "http://127.0.0.1:%d/write", send_native_histograms: true, send_exemplars: true}
               remote_read:
               - {url: "http://127.0.0.1:%d/read", read_recent: true, required_matchers: {from: ours}}
               """.formatted(port, port);
    }

    /** Series as pushed: floats with a stale marker at the end, and both kinds of native histogram. */
    private static Map<Labels, SampleColumns> pushed(long from) {
        Map<Labels, SampleColumns> all = new TreeMap<>();
        SampleColumns floats = new SampleColumns();
        SampleColumns whole = new SampleColumns();
        SampleColumns fractions = new SampleColumns();
        for (int i = 0; i < SAMPLES; i++) {
            long time = from + 1000L * i + (i % 7 == 0 ? 3 : 0);
            floats.add(time, i == SAMPLES - 1 ? StaleMarker.VALUE : i % 50 == 0 ? Double.NaN : i * 0.1);
            whole.add(time, histogram(true, i));
            fractions.add(time, histogram(false, i * 0.5));
        }
        all.put(FLOATS, floats);
        all.put(WHOLE, whole);
        all.put(FRACTIONS, fractions);
        return all;
    }

    private static NativeHistogram histogram(boolean integer, double n) {
        return NativeHistogram.builder().integer(integer).schema(2).zero(0.001, n).count(10 * n + 8).sum(n * 1.1)
                .positive(new int[]{-1, 2, 2, 1}, new double[]{n + 1, 2 * n + 2, 3 * n + 3})
                .negative(new int[]{0, 1}, new double[]{3 * n + 2}).build();
    }

    private static void push(RealPrometheus prometheus, long from) throws IOException, InterruptedException {
        RemoteWriteWriter writer = new RemoteWriteWriter(RemoteWriteVersion.V1);
        LabelSlices slices = new LabelSlices();
        pushed(from).forEach((labels, samples) -> {
            slices.set(labels);
            writer.series(slices);
            for (int i = 0; i < samples.size(); i++) {
                NativeHistogram histogram = samples.histogram(i);
                if (histogram == null) {
                    writer.sample(samples.timestamp(i), samples.value(i), 0);
                } else {
                    writer.histogram(samples.timestamp(i), histogram, 0);
                }
            }
        });
        HttpResponse<byte[]> response = prometheus.post("/api/v1/write", RemoteWriteVersion.V1.contentType(),
                RemoteWriteVersion.V1.header(), SnappyBlock.compress(writer.toMessage()));
        assertThat(response.statusCode()).as(new String(response.body(), StandardCharsets.UTF_8)).isEqualTo(204);
    }

    private static byte[] readRequest(ReadResponseType type) {
        List<ReadQuery> queries = List.of(
                new ReadQuery(MID_BLOCK, MID_BLOCK + 3_600_000, List.of(Matcher.equal("__name__", "pushed_total")),
                        ReadHints.NONE),
                new ReadQuery(MID_BLOCK, MID_BLOCK + 3_600_000, List.of(Matcher.equal("__name__", "pushed_whole")),
                        ReadHints.NONE),
                new ReadQuery(MID_BLOCK, MID_BLOCK + 3_600_000, List.of(Matcher.equal("__name__", "pushed_fractions")),
                        ReadHints.NONE));
        return SnappyBlock.compress(ReadRequestWriter.write(new ReadRequest(queries, List.of(type))));
    }

    @Test
    void pushedSeriesComeBackThroughBothFormsOfRemoteRead() throws Exception {
        try (RealPrometheus prometheus = new RealPrometheus(folder, "{}")) {
            push(prometheus, MID_BLOCK);
            List<String> expected = new SeriesLines().addAll(List.of(FLOATS, WHOLE, FRACTIONS), pushed(MID_BLOCK))
                    .lines();

            HttpResponse<byte[]> sampled = prometheus.post("/api/v1/read", "application/x-protobuf", "0.1.0",
                    readRequest(ReadResponseType.SAMPLES));
            assertThat(sampled.headers().firstValue("Content-Type")).contains(ReadResponseType.SAMPLES.contentType());
            byte[] message = SnappyBlock.decompress(sampled.body(), 0, sampled.body().length, 1 << 24);
            SeriesLines fromMessage = new SeriesLines();
            new SampledResponseReader().read(message, 0, message.length, fromMessage);
            // Releases before 2.44 leave the histograms of a sampled response out.
            assertThat(fromMessage.lines()).startsWith(expected.subList(0, SAMPLES + 2).toArray(String[]::new));

            HttpResponse<byte[]> streamed = prometheus.post("/api/v1/read", "application/x-protobuf", "0.1.0",
                    readRequest(ReadResponseType.STREAMED_XOR_CHUNKS));
            assertThat(streamed.headers().firstValue("Content-Type"))
                    .contains(ReadResponseType.STREAMED_XOR_CHUNKS.contentType());
            SeriesLines fromStream = new SeriesLines();
            ChunkedResponseReader reader = new ChunkedResponseReader(1 << 20, fromStream);
            reader.feed(streamed.body(), 0, streamed.body().length);
            reader.end();
            assertThat(fromStream.lines()).isEqualTo(expected);

            ByteArrayOutputStream ours = new ByteArrayOutputStream();
            ChunkedResponseWriter writer = new ChunkedResponseWriter(1 << 20, ours::writeBytes);
            int query = 0;
            for (Labels labels : List.of(FLOATS, WHOLE, FRACTIONS)) {
                writer.series(query++, labels, pushed(MID_BLOCK).getOrDefault(labels, new SampleColumns()));
            }
            assertThat(ours.toByteArray()).as("our stream of the same samples").isEqualTo(streamed.body());
        }
    }

    @Test
    void federationIsReadInBothFormats() throws Exception {
        try (RealPrometheus prometheus = new RealPrometheus(folder, """
                                                                    global: {external_labels: {region: "eu"}}
                                                                    """)) {
            RemoteWriteWriter writer = new RemoteWriteWriter(RemoteWriteVersion.V1);
            LabelSlices slices = new LabelSlices();
            for (int i = 0; i < 50; i++) {
                slices.set(FLOATS.with("i", "v" + i));
                writer.series(slices);
                writer.sample(now, i / 3.0, 0);
                slices.set(WHOLE.with("i", "v" + i));
                writer.series(slices);
                writer.histogram(now, histogram(true, i), 0);
            }
            prometheus.post("/api/v1/write", "application/x-protobuf", "0.1.0",
                    SnappyBlock.compress(writer.toMessage()));

            List<String> text = federate(prometheus, "text/plain;version=0.0.4");
            List<String> protobuf = federate(prometheus, "application/vnd.google.protobuf;"
                    + "proto=io.prometheus.client.MetricFamily;encoding=delimited");
            assertThat(text).hasSize(50).allMatch(line -> line.contains("region=\"eu\""))
                    .contains("pushed_total{i=\"v1\", instance=\"\", region=\"eu\", zone=\"ü\\\"\\\\\\n\"} "
                            + 1 / 3.0 + " @" + now);
            assertThat(protobuf).hasSize(100).containsAll(text).anyMatch(line -> line.contains("pushed_whole")
                    && line.contains("schema:2") && line.contains("positive:[-1, 2, 2, 1]"));
        }
    }

    private static List<String> federate(RealPrometheus prometheus, String accept) throws Exception {
        HttpResponse<byte[]> page = prometheus.get("/federate?match%5B%5D=%7B__name__%3D~%22pushed.*%22%7D", accept);
        assertThat(page.statusCode()).isEqualTo(200);
        ExpositionParser parser = ExpositionParsers.forContentType(
                page.headers().firstValue("Content-Type").orElse(""), ExpositionLimits.DEFAULT);
        parser.feed(page.body(), 0, page.body().length);
        parser.end();
        List<String> lines = new ArrayList<>();
        for (ExpositionParser.Entry entry = parser.next(); entry != ExpositionParser.Entry.END; entry = parser.next()) {
            if (entry != ExpositionParser.Entry.METADATA) {
                Object value = entry == ExpositionParser.Entry.SAMPLE ? (Object) parser.value() : parser.histogram();
                lines.add(withEmpty(parser.labels()) + " " + value + " @" + parser.timestampMillis());
            }
        }
        return lines;
    }

    /** Labels in PromQL notation, empty values kept. */
    private static String withEmpty(LabelSlices labels) {
        StringBuilder out = new StringBuilder();
        Labels.Builder marked = Labels.builder();
        for (int i = 0; i < labels.size(); i++) {
            marked.set(labels.name(i), labels.valueLength(i) == 0 ? "<empty>" : labels.value(i));
        }
        return out.append(marked.build()).toString().replace("<empty>", "");
    }

    @Test
    void whatPrometheusSendsByRemoteWriteIsRead() throws Exception {
        try (RealPrometheus prometheus = new RealPrometheus(folder, configuration())) {
            // It sends nothing on that is older than itself.
            long from = now + 10_000;
            push(prometheus, from);
            List<String> expected = new SeriesLines().addAll(List.of(FLOATS), pushed(from)).lines();
            RealPrometheus.eventually(() -> captured.size() >= 3 * SAMPLES || !failures.isEmpty());
            assertThat(failures).isEmpty();
            String floats = FLOATS.toString();
            assertThat(captured.stream().filter(line -> line.startsWith(floats))
                    .map(line -> line.substring(floats.length() + 1)))
                    .containsExactlyInAnyOrderElementsOf(expected.subList(2, expected.size()));
            assertThat(captured).anyMatch(line -> line.startsWith("pushed_whole") && line.endsWith(" int}"))
                    .anyMatch(line -> line.startsWith("pushed_fractions") && line.endsWith(" float}"));
        }
    }

    private void takeWrite(HttpExchange exchange) throws IOException {
        byte[] body = exchange.getRequestBody().readAllBytes();
        try {
            RemoteWriteVersion version = RemoteWriteContentType
                    .parse(exchange.getRequestHeaders().getFirst("Content-Type"));
            byte[] message = SnappyBlock.decompress(body, 0, body.length, 1 << 24);
            SeriesLines lines = new SeriesLines();
            new RemoteWriteReader().read(version, message, 0, message.length, lines);
            captured.addAll(lines.flat());
            exchange.sendResponseHeaders(204, -1);
        } catch (Exception e) {
            failures.add(e);
            exchange.sendResponseHeaders(400, -1);
        }
        exchange.close();
    }

    @Test
    void prometheusReadsWhatWeAnswer() throws Exception {
        try (RealPrometheus prometheus = new RealPrometheus(folder, configuration())) {
            String query = "/api/v1/query?time=" + now / 1000 + "&query=ours%7Bfrom%3D%22ours%22%7D";
            RealPrometheus.eventually(() -> new String(prometheus.get(query, "*/*").body(), StandardCharsets.UTF_8)
                    .contains("\"value\":[" + now / 1000 + ",\"42.5\"]"));
            assertThat(failures).isEmpty();
        }
    }

    private void answerRead(HttpExchange exchange) throws IOException {
        byte[] body = exchange.getRequestBody().readAllBytes();
        try {
            ReadRequest request = ReadRequestReader.read(SnappyBlock.decompress(body, 0, body.length, 1 << 20));
            SampledResponseWriter answer = new SampledResponseWriter();
            for (ReadQuery _ : request.queries()) {
                answer.query();
                SampleColumns samples = new SampleColumns();
                samples.add(now - 1000, 42.5);
                answer.series(Labels.of("__name__", "ours", "from", "ours"), samples);
            }
            byte[] block = SnappyBlock.compress(answer.toMessage());
            exchange.getResponseHeaders().set("Content-Type", request.responseType().contentType());
            exchange.getResponseHeaders().set("Content-Encoding", request.responseType().contentEncoding());
            exchange.sendResponseHeaders(200, block.length);
            exchange.getResponseBody().write(block);
        } catch (Exception e) {
            failures.add(e);
            exchange.sendResponseHeaders(400, -1);
        }
        exchange.close();
    }
}
