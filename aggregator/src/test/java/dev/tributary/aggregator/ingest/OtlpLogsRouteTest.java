package dev.tributary.aggregator.ingest;

import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;

import com.github.luben.zstd.Zstd;
import dev.tributary.model.Labels;
import dev.tributary.wire.protobuf.ProtoWriter;
import dev.tributary.wire.protobuf.WireType;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import static dev.tributary.aggregator.ingest.HubUnderTest.T0;
import static org.assertj.core.api.Assertions.assertThat;

/** OTLP logs over HTTP: what becomes label, line and metadata, and how refusals are told. */
class OtlpLogsRouteTest {
    private static final long NANOS = T0 * 1_000_000;
    private static final String PROTOBUF = "application/x-protobuf";
    private static final String JSON = "application/json";

    private final HubUnderTest hub;

    OtlpLogsRouteTest() throws Exception {
        hub = new HubUnderTest("", List.of(HubUnderTest.east()));
    }

    @AfterEach
    void stop() throws Exception {
        hub.close();
    }

    private HttpResponse<String> send(String contentType, String encoding, byte[] body) throws Exception {
        HttpRequest.Builder request = HttpRequest
                .newBuilder(URI.create("http://127.0.0.1:" + hub.port() + "/otlp/v1/logs"))
                .header("Authorization", "Bearer " + HubUnderTest.EAST_TOKEN).header("Content-Type", contentType);
        if (!encoding.isEmpty()) {
            request.header("Content-Encoding", encoding);
        }
        return hub.send(request.POST(BodyPublishers.ofByteArray(body)).build());
    }

    private static byte[] protobuf(long nanos) {
        ProtoWriter any = new ProtoWriter();
        any.stringField(1, "it works");
        ProtoWriter record = new ProtoWriter();
        record.tag(1, WireType.FIXED64);
        record.fixed64(nanos);
        record.stringField(3, "ERROR");
        record.messageField(5, any);
        ProtoWriter value = new ProtoWriter();
        value.stringField(1, "shop");
        ProtoWriter attribute = new ProtoWriter();
        attribute.stringField(1, "service.name");
        attribute.messageField(2, value);
        ProtoWriter resourceLogs = nested(2, nested(2, record));
        resourceLogs.messageField(1, nested(1, attribute));
        return nested(1, resourceLogs).toByteArray();
    }

    private static ProtoWriter nested(int field, ProtoWriter inner) {
        ProtoWriter outer = new ProtoWriter();
        outer.messageField(field, inner);
        return outer;
    }

    @Test
    void protobufBecomesAStreamOfItsResource() throws Exception {
        HttpResponse<String> answer = send(PROTOBUF, "", protobuf(NANOS));
        assertThat(answer.statusCode()).isEqualTo(204);
        assertThat(answer.body()).isEmpty();
        assertThat(hub.loggedEntries()).containsExactly(Labels.of("cluster", "east", "service_name", "shop") + " "
                + NANOS + " it works " + Labels.of("detected_level", "error", "severity_text", "ERROR"));
    }

    @Test
    void jsonIsTheSameInWords() throws Exception {
        String json = """
                      {"resourceLogs":[{"resource":{"attributes":[
                         {"key":"service.name","value":{"stringValue":"shop"}},
                         {"key":"k8s.pod.name","value":{"stringValue":"shop-1"}},
                         {"key":"process.pid","value":{"intValue":"7"}}]},
                        "scopeLogs":[{"scope":{"name":"lib","version":"1.2","attributes":[]},"logRecords":[
                         {"timeUnixNano":"%d","observedTimeUnixNano":"%d","severityNumber":9,"severityText":"Info",
                          "body":{"stringValue":"hello"},"traceId":"5B8EFFF798038103D269B633813FC60C","spanId":"0000000000000000",
                          "flags":1,"droppedAttributesCount":2,"eventName":"login","attributes":[
                            {"key":"http.request","value":{"kvlistValue":{"values":[
                              {"key":"method","value":{"stringValue":"GET"}},{"key":"ok","value":{"boolValue":true}}]}}},
                            {"key":"list","value":{"arrayValue":{"values":[{"intValue":1},{"stringValue":"b"}]}}},
                            {"key":"raw","value":{"bytesValue":"AQI="}}]},
                         {"body":{"kvlistValue":{"values":[{"key":"a","value":{"doubleValue":1.5}}]}}}]}]}]}
                      """
                .formatted(NANOS, NANOS + 5);
        assertThat(send(JSON, "", json.getBytes(StandardCharsets.UTF_8)).statusCode()).isEqualTo(204);
        Labels stream = Labels.of("cluster", "east", "k8s_pod_name", "shop-1", "service_name", "shop");
        Labels common = Labels.of("process_pid", "7", "scope_name", "lib", "scope_version", "1.2");
        Labels first = common.toBuilder().set("observed_timestamp", Long.toString(NANOS + 5))
                .set("severity_number", "9").set("severity_text", "Info")
                .set("trace_id", "5b8efff798038103d269b633813fc60c").set("flags", "1")
                .set("dropped_attributes_count", "2").set("event_name", "login").set("http_request_method", "GET")
                .set("http_request_ok", "true").set("list", "[1,\"b\"]").set("raw", "AQI=")
                .set("detected_level", "info")
                .build();
        assertThat(hub.loggedEntries()).containsExactly(stream + " " + NANOS + " hello " + first,
                stream + " " + NANOS + " {\"a\":1.5} " + common.with("detected_level", "unknown"));
    }

    @Test
    void zstdIsUnpackedWithinTheLimit() throws Exception {
        byte[] packed = Zstd.compress(protobuf(NANOS));
        assertThat(send(PROTOBUF, "zstd", packed).statusCode()).isEqualTo(204);
        assertThat(hub.loggedEntries()).hasSize(1);
        assertThat(send(PROTOBUF, "zstd", Arrays.copyOf(packed, packed.length - 3)).statusCode()).isEqualTo(400);
        assertThat(send(PROTOBUF, "zstd", Zstd.compress(new byte[(32 << 20) + 1])).statusCode()).isEqualTo(413);
    }

    @Test
    void refusalsAreStatusMessages() throws Exception {
        HttpResponse<String> late = send(PROTOBUF, "", protobuf(NANOS + 3_600_000_000_000L));
        assertThat(late.statusCode()).isEqualTo(400);
        assertThat(late.headers().firstValue("Content-Type")).hasValue("application/octet-stream");
        assertThat(late.body()).contains("has timestamp too new", "refused 1 of 1 entries");
        HttpResponse<String> malformed = send(JSON, "", "{\"resourceLogs\":7}".getBytes(StandardCharsets.UTF_8));
        assertThat(malformed.statusCode()).isEqualTo(400);
        assertThat(malformed.body()).startsWith("{\"message\":\"OTLP logs in JSON, line 1, column ");
        byte[] good = protobuf(NANOS);
        assertThat(send(PROTOBUF, "", Arrays.copyOf(good, good.length - 1)).statusCode()).isEqualTo(400);
        assertThat(send(PROTOBUF, "gzip", good).statusCode()).isEqualTo(400);
        assertThat(send(PROTOBUF, "zstd", good).statusCode()).isEqualTo(400);
        assertThat(send(PROTOBUF, "lzma", good).statusCode()).isEqualTo(415);
        assertThat(send("text/plain", "", good).statusCode()).isEqualTo(415);
        assertThat(send(JSON, "", "{\"resourceLogs\":".repeat(200).getBytes(StandardCharsets.UTF_8)).statusCode())
                .isEqualTo(400);
        assertThat(hub.loggedEntries()).isEmpty();
    }

    @Test
    void aFullStoreIs503() throws Exception {
        hub.logs.refuseWrites("the disk is full");
        HttpResponse<String> answer = send(JSON, "", "{\"resourceLogs\":[]}".getBytes(StandardCharsets.UTF_8));
        assertThat(answer.statusCode()).isEqualTo(503);
        assertThat(answer.headers().firstValue("Retry-After")).hasValue("1");
        hub.logs.refuseWrites(null);
        assertThat(send(JSON, "", "{\"resourceLogs\":[]}".getBytes(StandardCharsets.UTF_8)).statusCode())
                .isEqualTo(204);
    }
}
