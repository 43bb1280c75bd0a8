package dev.tributary.wire.otlp;

import java.nio.charset.StandardCharsets;
import java.util.List;

import dev.tributary.wire.RecordingSink;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** Requests in JSON mean what the same requests in protobuf mean. */
class OtlpMetricsJsonTest {
    private static final long T = 1_700_000_000L * OtlpMessage.SECOND;

    private final OtlpMetricsReader reader = new OtlpMetricsReader();

    private List<RecordingSink.Event> json(String text) throws Exception {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        RecordingSink sink = new RecordingSink();
        assertThat(reader.readJson(bytes, 0, bytes.length, sink, null)).isEqualTo(new OtlpReport(0, 0, ""));
        return sink.events();
    }

    private List<RecordingSink.Event> protobuf(byte[] message) throws Exception {
        RecordingSink sink = new RecordingSink();
        reader.read(message, 0, message.length, sink, null);
        return sink.events();
    }

    private static String metric(String metric) {
        return "{\"resourceMetrics\":[{\"resource\":{\"attributes\":[{\"key\":\"service.name\",\"value\":"
                + "{\"stringValue\":\"cart\"}}]},\"scopeMetrics\":[{\"metrics\":[" + metric
                + "]}],\"schemaUrl\":\"x\"}]}";
    }

    @Test
    void numbersAreTheSame() throws Exception {
        assertThat(json(
                metric("""
                       {"name": "requests", "description": "Help of requests", "unit": "1", "sum": {"is_monotonic": true, "aggregationTemporality": 2,
                        "dataPoints": [{"timeUnixNano": %d, "asDouble": 2.5, "attributes": [{"key": "n",
                        "value": {"intValue": "-4"}}], "exemplars": [{"timeUnixNano": "%d", "asInt": "3",
                        "traceId": "ab01", "spanId": "02"}]}]}}
                       """
                        .formatted(T, T))))
                .isEqualTo(protobuf(OtlpMessage.request(resource -> {
                    resource.message(1, about -> about.attribute(1, "service.name", "cart"));
                    resource.metric("requests", "1", 7, sum -> sum.varint(2, 2).varint(3, 1).message(1, point -> {
                        point.fixed(3, T).float64(4, 2.5).attribute(7, "n", "-4").message(5, exemplar -> exemplar
                                .fixed(2, T).fixed(6, 3).bytes(5, (byte) 0xab, (byte) 1).bytes(4, (byte) 2));
                    }));
                }))).hasSizeGreaterThan(3);
    }

    @Test
    void histogramsOfBothKindsAndSummariesAreRead() throws Exception {
        String points = "[{\"timeUnixNano\": \"" + T + "\", ";
        assertThat(json(metric("{\"name\": \"h\", \"histogram\": {\"aggregationTemporality\": 2, \"dataPoints\": "
                + points
                + "\"count\": \"3\", \"sum\": 1.5, \"bucketCounts\": [\"1\", 2], \"explicitBounds\": [0.5]}]}}"))
                .toString()).contains("le=\"0.5\"", "le=\"+Inf\"", "h_count", "h_sum");
        assertThat(json(metric("{\"name\": \"e\", \"exponentialHistogram\": {\"aggregationTemporality\": 2, "
                + "\"dataPoints\": " + points + "\"count\": 6, \"sum\": \"NaN\", \"scale\": -1, \"zeroCount\": 1, "
                + "\"positive\": {\"offset\": -2, \"bucketCounts\": [\"2\", 3]}}]}}")).toString())
                .contains("schema:-1 count:6.0 sum:NaN", "positive:[-1, 2][2.0, 3.0]");
        assertThat(json(metric("{\"name\": \"s\", \"summary\": {\"dataPoints\": " + points
                + "\"count\": 6, \"sum\": 2, \"quantileValues\": [{\"quantile\": 0.5, \"value\": 7}]}]}}"))
                .toString()).contains("quantile=\"0.5\"", "s_count", "s_sum");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '\u0001', value = {"[]|expected an object",
            "{\"resourceMetrics\":[{\"scopeMetrics\":3}]}|expected an object", "{\"resourceMetrics\":|Unexpected end",
            "{} {}|expected nothing behind the request",
            "{\"resourceMetrics\":[{\"scopeMetrics\":[{\"metrics\":[{\"name\":\"a\",\"sum\":"
                    + "{\"aggregationTemporality\":\"DELTA\"}}]}]}]}|\"DELTA\" is no whole number"})
    void whatIsNoRequestIsRefused(String text, String problem) {
        assertThatThrownBy(() -> json(text)).isInstanceOf(MalformedOtlpException.class)
                .hasMessageStartingWith("OTLP metrics in JSON").hasMessageContaining(problem)
                .hasMessageNotContaining("marker");
    }
}
