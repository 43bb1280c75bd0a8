package dev.tributary.aggregator.ingest;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.zip.GZIPOutputStream;

import dev.tributary.model.Labels;
import dev.tributary.model.SampleColumns;
import dev.tributary.wire.compression.SnappyBlock;
import dev.tributary.wire.protobuf.ProtoWriter;
import dev.tributary.wire.protobuf.WireType;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import static dev.tributary.aggregator.ingest.HubUnderTest.T0;
import static org.assertj.core.api.Assertions.assertThat;

/** OTLP metrics over HTTP: what is packed how, what is told of what could not be stored. */
class OtlpRouteTest {
    private static final Labels QUEUE = Labels.of("__name__", "queue_bytes", "cluster", "east");

    private final HubUnderTest hub;

    OtlpRouteTest() throws Exception {
        hub = new HubUnderTest("", List.of(HubUnderTest.east()));
    }

    @AfterEach
    void stop() throws Exception {
        hub.close();
    }

    /** A request with one gauge of one point. */
    private static byte[] gauge(long timeMillis, double value) {
        ProtoWriter point = new ProtoWriter();
        point.tag(3, WireType.FIXED64);
        point.fixed64(timeMillis * 1_000_000);
        point.float64Field(4, value);
        ProtoWriter metric = new ProtoWriter();
        metric.stringField(1, "queue");
        metric.stringField(3, "By");
        metric.messageField(5, nested(1, point));
        return nested(1, nested(2, nested(2, metric))).toByteArray();
    }

    private static ProtoWriter nested(int field, ProtoWriter inner) {
        ProtoWriter outer = new ProtoWriter();
        outer.messageField(field, inner);
        return outer;
    }

    private static byte[] gzip(byte[] plain) throws IOException {
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        try (GZIPOutputStream out = new GZIPOutputStream(packed)) {
            out.write(plain);
        }
        return packed.toByteArray();
    }

    private HttpResponse<String> send(String contentType, String encoding, byte[] body) throws Exception {
        HttpRequest.Builder request = HttpRequest
                .newBuilder(URI.create("http://127.0.0.1:" + hub.port() + "/api/v1/otlp/v1/metrics"))
                .header("Authorization", "Bearer " + HubUnderTest.EAST_TOKEN).header("Content-Type", contentType);
        if (!encoding.isEmpty()) {
            request.header("Content-Encoding", encoding);
        }
        return hub.send(request.POST(BodyPublishers.ofByteArray(body)).build());
    }

    @Test
    void pointsAreStoredHoweverTheyArePacked() throws Exception {
        String protobuf = "application/x-protobuf";
        assertThat(send(protobuf, "", gauge(T0, 1)).statusCode()).isEqualTo(200);
        assertThat(send(protobuf, "gzip", gzip(gauge(T0 + 1, 2))).statusCode()).isEqualTo(200);
        HttpResponse<String> last = send(protobuf, "snappy", SnappyBlock.compress(gauge(T0 + 2, 3)));
        assertThat(last.statusCode()).isEqualTo(200);
        assertThat(last.body()).isEmpty();
        assertThat(last.headers().firstValue("Content-Type")).hasValue(protobuf);
        assertThat(hub.stored(QUEUE).size()).isEqualTo(3);
        assertThat(hub.metric("tributary_ingest_samples", "east")).isEqualTo(3);
    }

    @Test
    void whatTheHubRefusesIsToldAsAPartialSuccess() throws Exception {
        HttpResponse<String> answer = send("application/x-protobuf", "", gauge(T0 + 3_600_000, 1));
        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.body()).contains("too far in the future");
    }

    private static byte[] sum(String temporality) {
        return """
               {"resourceMetrics": [{"scopeMetrics": [{"metrics": [{"name": "queue", "unit": "By", "sum": {
               "aggregationTemporality": %s, "dataPoints": [{"timeUnixNano": "%d", "asInt": "7"},
               {"timeUnixNano": "%d", "asInt": "8"}]}}]}]}]}
               """.formatted(temporality, T0 * 1_000_000, (T0 + 1) * 1_000_000).getBytes(StandardCharsets.UTF_8);
    }

    @Test
    void jsonIsTakenAndAnsweredInJson() throws Exception {
        String json = "application/json";
        assertThat(send(json, "", sum("2")).body()).isEqualTo("{}");
        HttpResponse<String> last = send(json, "gzip", gzip(sum("\"AGGREGATION_TEMPORALITY_CUMULATIVE\"")));
        assertThat(last.statusCode()).isEqualTo(200);
        assertThat(last.headers().firstValue("Content-Type")).hasValue(json);
        assertThat(hub.stored(QUEUE).size()).isEqualTo(2);
    }

    @Test
    void differencesAreRefusedPointByPointAndCounted() throws Exception {
        HttpResponse<String> answer = send("application/json", "", sum("1"));
        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.body()).isEqualTo("{\"partialSuccess\":{\"rejectedDataPoints\":\"2\",\"errorMessage\":"
                + "\"invalid temporality and type combination for metric \\\"queue\\\": only cumulative values can be "
                + "stored; ingest.otlp.delta_to_cumulative of the hub adds differences up\"}}");
        assertThat(hub.metric("tributary_ingest_samples_refused", "east", "unwritable")).isEqualTo(2);
        assertThat(hub.seriesCount()).isZero();
    }

    @Test
    void differencesAreAddedUpWhereConfigured() throws Exception {
        hub.ingest.reload(HubUnderTest.settings("otlp: {delta_to_cumulative: true, delta_streams_max: 1}"));
        assertThat(send("application/json", "", sum("1")).body()).isEqualTo("{}");
        SampleColumns stored = hub.stored(QUEUE);
        assertThat(stored.value(0)).isEqualTo(7);
        assertThat(stored.value(1)).isEqualTo(15);
        assertThat(hub.metric("tributary_ingest_otlp_delta_points", "east")).isEqualTo(2);
        assertThat(hub.metric("tributary_ingest_otlp_delta_streams")).isEqualTo(1);
    }

    @Test
    void whatIsNoOtlpIsRefused() throws Exception {
        byte[] good = gauge(T0, 1);
        assertRefused(send("text/plain", "", good), 415, "unsupported content type text/plain");
        assertRefused(send("application/json", "", good), 400, "OTLP metrics in JSON");
        assertRefused(send("application/json", "", "{\"resourceMetrics\":[1]}".getBytes(StandardCharsets.UTF_8)), 400,
                "line 1", "expected an object");
        assertRefused(send("application/x-protobuf", "lzma", good), 415, "unsupported content encoding lzma");
        assertRefused(send("application/x-protobuf", "", Arrays.copyOf(good, good.length - 1)), 400, "OTLP metrics");
        assertRefused(send("application/x-protobuf", "gzip", good), 400, "gzip");
        byte[] packed = gzip(good);
        assertRefused(send("application/x-protobuf", "gzip", Arrays.copyOf(packed, packed.length - 9)), 400,
                "ends early");
        assertThat(hub.seriesCount()).isZero();
        assertThat(hub.metric("tributary_ingest_in_flight_bytes")).isZero();
    }

    @Test
    void zeroesBeyondTheLimitAreRefused() throws Exception {
        byte[] bomb = gzip(new byte[(32 << 20) + 1]);
        assertRefused(send("application/x-protobuf", "gzip", bomb), 413, "33554432", "decompressed_max");
        assertThat(hub.metric("tributary_ingest_in_flight_bytes")).isZero();
    }

    private static void assertRefused(HttpResponse<String> answer, int status, String... parts) {
        assertThat(answer.body()).contains(parts);
        assertThat(answer.statusCode()).isEqualTo(status);
    }
}
