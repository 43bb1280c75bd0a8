package dev.tributary.aggregator.ingest;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.random.RandomGenerator;
import java.util.zip.Deflater;
import java.util.zip.DeflaterOutputStream;
import java.util.zip.GZIPOutputStream;

import dev.tributary.model.LabelSlices;
import dev.tributary.model.Labels;
import dev.tributary.testkit.Seeded;
import dev.tributary.wire.compression.SnappyBlock;
import dev.tributary.wire.lokipush.LokiPushWriter;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static dev.tributary.aggregator.ingest.HubUnderTest.T0;
import static org.assertj.core.api.Assertions.assertThat;

/** Loki's push over HTTP: what is stored, what is refused in which words, and that nothing breaks the hub. */
class LokiPushRouteTest {
    private static final long NANOS = T0 * 1_000_000;
    private static final String JSON = "application/json";
    private static final String PROTOBUF = "application/x-protobuf";

    private final HubUnderTest hub;

    LokiPushRouteTest() throws Exception {
        hub = new HubUnderTest("limits: {logs: {line_max: 1KiB, metadata_max: 100B, metadata_labels_max: 3}}",
                List.of(HubUnderTest.east()));
    }

    @AfterEach
    void theHubGoesOn() throws Exception {
        assertThat(push(JSON, "", json("{\"app\":\"check\"}", NANOS, "still here")).statusCode()).isEqualTo(204);
        assertThat(hub.loggedEntries()).anyMatch(entry -> entry.contains("still here"));
        assertThat(hub.metric("tributary_ingest_in_flight_bytes")).isZero();
        hub.close();
    }

    private HttpResponse<String> push(String contentType, String encoding, byte[] body) throws Exception {
        return push("/loki/api/v1/push", contentType, encoding, body);
    }

    private HttpResponse<String> push(String path, String contentType, String encoding, byte[] body) throws Exception {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + hub.port() + path))
                .header("Authorization", "Bearer " + HubUnderTest.EAST_TOKEN);
        if (!contentType.isEmpty()) {
            request.header("Content-Type", contentType);
        }
        if (!encoding.isEmpty()) {
            request.header("Content-Encoding", encoding);
        }
        return hub.send(request.POST(BodyPublishers.ofByteArray(body)).build());
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static byte[] json(String labels, long nanos, String line) {
        return json(labels, entry(nanos, line, ""));
    }

    private static String entry(long nanos, String line, String metadata) {
        return "[\"" + nanos + "\",\"" + line + "\"" + (metadata.isEmpty() ? "" : "," + metadata) + "]";
    }

    private static byte[] json(String labels, String... entries) {
        return utf8("{\"streams\":[" + stream(labels, entries) + "]}");
    }

    private static String stream(String labels, String... entries) {
        return "{\"stream\":" + labels + ",\"values\":[" + String.join(",", entries) + "]}";
    }

    private static byte[] protobuf(Labels labels, long nanos, byte[] line) {
        LokiPushWriter out = new LokiPushWriter();
        LabelSlices slices = new LabelSlices();
        slices.set(labels);
        out.stream(slices);
        out.entry(nanos, line, 0, line.length, new LabelSlices());
        return out.toMessage();
    }

    private interface Packing {
        OutputStream over(OutputStream out) throws IOException;
    }

    private static byte[] packed(byte[] plain, Packing packing) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (OutputStream out = packing.over(bytes)) {
            out.write(plain);
        }
        return bytes.toByteArray();
    }

    private static void assertRefused(HttpResponse<String> answer, int status, String... parts) {
        assertThat(answer.body()).contains(parts);
        assertThat(answer.statusCode()).isEqualTo(status);
    }

    @Test
    void linesAreStoredHoweverTheyArePacked() throws Exception {
        byte[] message = protobuf(Labels.of("app", "web"), NANOS, utf8("one"));
        assertThat(push(PROTOBUF, "snappy", SnappyBlock.compress(message)).statusCode()).isEqualTo(204);
        assertThat(push("", "", SnappyBlock.compress(protobuf(Labels.of("app", "web"), NANOS + 1, utf8("two"))))
                .statusCode()).isEqualTo(204);
        byte[] third = json("{\"app\":\"web\"}", NANOS + 2, "three");
        assertThat(push(JSON + "; charset=utf-8", "gzip", packed(third, GZIPOutputStream::new)).statusCode())
                .isEqualTo(204);
        byte[] fourth = json("{\"app\":\"web\"}", NANOS + 3, "four");
        assertThat(push(JSON, "deflate", packed(fourth, DeflaterOutputStream::new)).statusCode()).isEqualTo(204);
        byte[] fifth = json("{\"app\":\"web\"}", NANOS + 4, "five");
        byte[] bare = packed(fifth, out -> new DeflaterOutputStream(out, new Deflater(6, true)));
        assertThat(push("/api/prom/push", JSON, "deflate", bare).statusCode()).isEqualTo(204);
        String labels = Labels.of("app", "web", "cluster", "east", "service_name", "web").toString();
        String level = Labels.of("detected_level", "unknown").toString();
        assertThat(hub.loggedEntries()).containsExactly(labels + " " + NANOS + " one " + level,
                labels + " " + (NANOS + 1) + " two " + level, labels + " " + (NANOS + 2) + " three " + level,
                labels + " " + (NANOS + 3) + " four " + level, labels + " " + (NANOS + 4) + " five " + level);
        assertThat(hub.metric("tributary_ingest_log_entries", "east")).isEqualTo(5);
        assertThat(hub.metric("tributary_ingest_log_bytes", "east")).isEqualTo(3 + 3 + 5 + 4 + 4);
    }

    @Test
    void theCredentialNamesTheClusterAndTheStreamItsService() throws Exception {
        push(JSON, "", json("{\"cluster\":\"west\",\"container\":\"nginx\",\"job\":\"x\"}", NANOS, "a"));
        push(JSON, "", json("{\"zone\":\"z\",\"service_name\":\"mine\"}", NANOS, "b"));
        push(JSON, "", json("{\"zone\":\"z\"}", NANOS, "c"));
        assertThat(hub.loggedEntries()).anyMatch(entry -> entry.startsWith(Labels.of("cluster", "east", "container",
                "nginx", "exported_cluster", "west", "job", "x", "service_name", "nginx") + " "))
                .anyMatch(entry -> entry.contains("service_name=\"mine\""))
                .anyMatch(entry -> entry.contains("service_name=\"unknown_service\""));
    }

    @Test
    void metadataStaysAndGetsTheLevel() throws Exception {
        push(JSON, "", json("{\"app\":\"web\"}", entry(NANOS, "a", "{\"trace_id\":\"77\",\"severity_text\":\"WARN\"}"),
                entry(NANOS + 1, "b", "{\"detected_level\":\"own\"}")));
        assertThat(hub.loggedEntries()).satisfiesExactly(
                first -> assertThat(first).endsWith(
                        Labels.of("detected_level", "warn", "severity_text", "WARN", "trace_id", "77").toString()),
                second -> assertThat(second).endsWith(Labels.of("detected_level", "own").toString()));
    }

    @Test
    void theGoodEntriesOfARequestAreKept() throws Exception {
        long day = 86_400_000_000_000L;
        byte[] body = utf8("{\"streams\":["
                + stream("{\"app\":\"web\"}", entry(NANOS, "good", ""), entry(NANOS + 601_000_000_000L, "new", ""),
                        entry(NANOS - 8 * day, "old", ""), entry(NANOS, "x".repeat(1025), ""),
                        entry(NANOS, "m", "{\"a\":\"" + "y".repeat(100) + "\"}"),
                        entry(NANOS, "n", "{\"a\":\"1\",\"b\":\"2\",\"c\":\"3\",\"d\":\"4\"}"))
                + "," + stream("{}", entry(NANOS, "none", "")) + ","
                + stream("{\"a.b\":\"1\"}", entry(NANOS, "dotted", "")) + ","
                + stream("{\"app\":\"" + "v".repeat(2049) + "\"}", entry(NANOS, "long", "")) + "]}");
        HttpResponse<String> answer = push(JSON, "", body);
        assertRefused(answer, 400, "has timestamp too new: 2026-03-10T12:10:01Z",
                "has timestamp too old: 2026-03-02T12:00:00Z, oldest acceptable timestamp is: 2026-03-03T12:00:00Z",
                "max entry size '1024' bytes exceeded for stream '{",
                "while adding an entry with length '1025' bytes",
                "structured metadata too large: '101' bytes, limit: '100' bytes",
                "too many structured metadata labels: '4', limit: '3'",
                "Error parsing labels", "has label value too long", "refused 7 of 9 entries, the others are stored");
        assertThat(hub.loggedEntries()).satisfiesExactly(first -> assertThat(first).contains(" good "),
                second -> assertThat(second).contains("service_name=\"unknown_service\"", " none "));
        assertThat(hub.metric("tributary_ingest_log_entries_refused", "east", "limit")).isEqualTo(5);
        assertThat(hub.metric("tributary_ingest_log_entries_refused", "east", "time")).isEqualTo(2);
    }

    @ParameterizedTest
    @ValueSource(longs = {0, 1, -1, Long.MIN_VALUE, Long.MAX_VALUE})
    void impossibleTimesAreRefusedEntries(long nanos) throws Exception {
        assertRefused(push(JSON, "", json("{\"app\":\"web\"}", nanos, "a")), 400, "has timestamp too ");
    }

    @Test
    void aLabelThatStandsTwiceIsRefusedWithItsStream() throws Exception {
        byte[] body = json("{\"app\":\"web\",\"app\":\"db\"}", NANOS, "a");
        assertRefused(push(JSON, "", body), 400, "has duplicate label name: 'app'");
    }

    @Test
    void bytesThatAreNoTextAndZeroesAreKept() throws Exception {
        byte[] line = {'a', 0, (byte) 0xff, (byte) 0xfe, 'b'};
        byte[] message = protobuf(Labels.of("app", "web", "zero", "a\0b"), NANOS, line);
        assertThat(push(PROTOBUF, "", SnappyBlock.compress(message)).statusCode()).isEqualTo(204);
        assertThat(hub.loggedEntries()).anyMatch(entry -> entry.contains(" a\0\ufffd\ufffdb "));
    }

    @Test
    void requestsWithoutStreamsAreRefusedAsLokiDoes() throws Exception {
        String text = "error at least one valid stream is required for ingestion";
        assertRefused(push(JSON, "", utf8("{\"streams\":[]}")), 422, text);
        assertRefused(push(JSON, "", utf8("{}")), 422, text);
        assertRefused(push(PROTOBUF, "", SnappyBlock.compress(new byte[0])), 422, text);
        assertThat(push(JSON, "", json("{\"app\":\"web\"}")).statusCode()).isEqualTo(204);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {"text/plain||415|unsupported content type text/plain",
            "application/json|zstd|415|Content-Encoding \"zstd\" not supported",
            "application/x-protobuf|gzip|415|not supported", "application/json|gzip|400|gzip",
            "application/json|deflate|400|deflate", "application/json|snappy|400|snappy",
            "application/x-protobuf||400|snappy", "application/json||400|push request"})
    void otherBodiesAreRefused(String contentType, String encoding, int status, String part) throws Exception {
        assertRefused(push(contentType, encoding == null ? "" : encoding, utf8("<this is no push>")), status, part);
    }

    @Test
    void aCutRequestStoresNothing() throws Exception {
        byte[] json = json("{\"app\":\"web\"}", NANOS, "a");
        assertRefused(push(JSON, "", Arrays.copyOf(json, json.length - 3)), 400, "push request");
        byte[] message = protobuf(Labels.of("app", "web"), NANOS, utf8("one"));
        assertRefused(push(PROTOBUF, "", SnappyBlock.compress(Arrays.copyOf(message, message.length - 1))), 400,
                "push request");
        assertThat(hub.loggedEntries()).isEmpty();
    }

    @Test
    void bombsAreRefused() throws Exception {
        byte[] zeroes = new byte[(32 << 20) + 1];
        assertRefused(push(PROTOBUF, "", SnappyBlock.compress(zeroes)), 413, "33554432", "decompressed_max");
        assertRefused(push(JSON, "gzip", packed(zeroes, GZIPOutputStream::new)), 413, "33554432");
        assertRefused(push(JSON, "deflate", packed(zeroes, DeflaterOutputStream::new)), 413, "33554432");
        assertRefused(push(JSON, "", new byte[(16 << 20) + 1]), 413, "body_max");
    }

    @Test
    void withoutACredentialNothingIsTaken() throws Exception {
        HttpRequest request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + hub.port() + "/loki/api/v1/push"))
                .POST(BodyPublishers.ofByteArray(json("{\"a\":\"b\"}", NANOS, "a"))).build();
        assertThat(hub.send(request).statusCode()).isEqualTo(401);
        assertThat(hub.loggedEntries()).isEmpty();
    }

    @Test
    void aFullStoreIs503WithTheTimeToTryAgain() throws Exception {
        hub.logs.refuseWrites("the disk is full");
        HttpResponse<String> answer = push(JSON, "", json("{\"a\":\"b\"}", NANOS, "a"));
        hub.logs.refuseWrites(null);
        assertRefused(answer, 503, "the store takes nothing now: the disk is full");
        assertThat(answer.headers().firstValue("Retry-After")).hasValue("1");
    }

    @Test
    void aClusterThatSendsTooFastWaits() throws Exception {
        hub.ingest.reload(HubUnderTest.settings("cluster_limits: {east: {logs: {bytes_per_second_max: 10B}}}"));
        assertThat(push(JSON, "", json("{\"app\":\"web\"}", NANOS, "x".repeat(1000))).statusCode()).isEqualTo(204);
        HttpResponse<String> answer = push(JSON, "", json("{\"app\":\"web\"}", NANOS, "y"));
        assertRefused(answer, 429, "Ingestion rate limit exceeded for cluster east (limit: 10 bytes/sec");
        assertThat(Long.parseLong(answer.headers().firstValue("Retry-After").orElseThrow())).isBetween(60L, 100L);
        hub.ingest.reload(HubUnderTest.settings(""));
    }

    @Test
    void inOpenModeTheDataNamesItsCluster() throws Exception {
        try (HubUnderTest open = new HubUnderTest("", List.of())) {
            URI push = URI.create("http://127.0.0.1:" + open.port() + "/loki/api/v1/push");
            byte[] body = utf8("{\"streams\":[" + stream("{\"cluster\":\"north\"}", entry(NANOS, "a", "")) + ","
                    + stream("{\"app\":\"x\"}", entry(NANOS, "b", "")) + "]}");
            HttpRequest request = HttpRequest.newBuilder(push).header("Content-Type", JSON)
                    .POST(BodyPublishers.ofByteArray(body)).build();
            assertThat(open.send(request).statusCode()).isEqualTo(204);
            assertThat(open.metric("tributary_ingest_log_entries", "north")).isEqualTo(1);
            assertThat(open.metric("tributary_ingest_log_entries")).isEqualTo(2);
        }
    }

    @Test
    void inOpenModeTheLimitsOfTheNamedClusterHold() throws Exception {
        try (HubUnderTest open = new HubUnderTest(
                "limits: {logs: {line_max: 10B}}\ncluster_limits: {small: {logs: {line_max: 2B}}}", List.of())) {
            byte[] body = utf8("{\"streams\":[" + stream("{\"cluster\":\"north\"}", entry(NANOS, "four", "")) + ","
                    + stream("{\"cluster\":\"small\"}", entry(NANOS, "four", "")) + "]}");
            HttpResponse<String> answer = open.send(HttpRequest.newBuilder(
                    URI.create("http://127.0.0.1:" + open.port() + "/loki/api/v1/push")).header("Content-Type", JSON)
                    .POST(BodyPublishers.ofByteArray(body)).build());
            assertRefused(answer, 400, "max entry size '2' bytes exceeded", "refused 1 of 2 entries");
            assertThat(open.metric("tributary_ingest_log_entries", "north")).isEqualTo(1);
        }
    }

    @Test
    void longLinesAreCutWhereTheClusterSaysSo() throws Exception {
        try (HubUnderTest open = new HubUnderTest("limits: {logs: {line_max: 10B, line_truncate_mark: \"...\"}}\n"
                + "cluster_limits: {cut: {logs: {line_truncate: true}}}", List.of())) {
            byte[] body = utf8("{\"streams\":["
                    + stream("{\"cluster\":\"north\"}", entry(NANOS, "eleven long", "")) + ","
                    + stream("{\"cluster\":\"cut\"}", entry(NANOS, "exactly 10", ""),
                            entry(NANOS + 1, "twelve is it", ""),
                            entry(NANOS + 2, "sixbyt\u00e9 and more", ""))
                    + "]}");
            HttpResponse<String> answer = open.send(HttpRequest.newBuilder(
                    URI.create("http://127.0.0.1:" + open.port() + "/loki/api/v1/push")).header("Content-Type", JSON)
                    .POST(BodyPublishers.ofByteArray(body)).build());
            assertRefused(answer, 400, "max entry size '10' bytes exceeded", "refused 1 of 4 entries");
            assertThat(open.loggedEntries()).hasSize(3).anyMatch(entry -> entry.contains("exactly 10"))
                    .anyMatch(entry -> entry.contains("twelve ...")).anyMatch(entry -> entry.contains("sixbyt..."));
            assertThat(open.metric("tributary_ingest_log_lines_truncated", "cut")).isEqualTo(2);
            assertThat(open.metric("tributary_ingest_log_truncated_bytes", "cut")).isEqualTo(2 + 8);
        }
    }

    @Seeded(runs = 3)
    void noBytesBreakTheHub(RandomGenerator random) throws Exception {
        byte[] message = protobuf(Labels.of("app", "web", "zone", "z"), NANOS, utf8("one line of text"));
        byte[] json = json("{\"app\":\"web\"}", entry(NANOS, "a", "{\"k\":\"v\"}"), entry(NANOS + 1, "b", ""));
        for (int run = 0; run < 100; run++) {
            boolean binary = random.nextBoolean();
            byte[] body = (binary ? message : json).clone();
            for (int i = 0; i < 1 + random.nextInt(6); i++) {
                body[random.nextInt(body.length)] = (byte) random.nextInt();
            }
            HttpResponse<String> answer = binary
                    ? push(PROTOBUF, "", SnappyBlock.compress(body))
                    : push(JSON, "", body);
            assertThat(answer.statusCode()).isIn(204, 400, 422);
        }
    }
}
