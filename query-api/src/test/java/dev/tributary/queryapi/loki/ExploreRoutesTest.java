package dev.tributary.queryapi.loki;

import java.util.List;
import java.util.regex.Pattern;

import dev.tributary.model.Labels;
import dev.tributary.model.Matcher;
import dev.tributary.queryapi.access.ReadAccess;
import dev.tributary.queryapi.loki.limit.LogQueryLimits;
import dev.tributary.queryapi.testing.HttpAnswer;
import dev.tributary.queryapi.testing.LokiFixture;
import dev.tributary.testkit.TestLogWriter;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static dev.tributary.queryapi.testing.LokiFixture.NOW_NANOS;
import static dev.tributary.queryapi.testing.LokiFixture.SECOND;
import static org.assertj.core.api.Assertions.assertThat;

class ExploreRoutesTest {
    private final LokiFixture loki = LokiFixture.start();

    @AfterEach
    void close() {
        loki.close();
    }

    @Test
    void fieldsOfLinesAreToldWithTheirTypes() {
        loki.writer()
                .entry(Labels.of("app", "web"), NOW_NANOS - 3 * SECOND, "{\"http\":{\"status\":200},\"took\":\"3ms\"}",
                        Labels.of("trace_id", "t1"))
                .entry(Labels.of("app", "web"), NOW_NANOS - 2 * SECOND, "{\"http\":{\"status\":500},\"took\":\"4ms\"}")
                .entry(Labels.of("app", "web"), NOW_NANOS - SECOND, "size=12KB ok=true").commit();
        assertThat(loki.get("/loki/api/v1/detected_fields", "query", "{app=\"web\"} |= ``", "line_limit", "1000")
                .body()).isEqualTo("{\"fields\":["
                        + "{\"label\":\"ok\",\"type\":\"boolean\",\"cardinality\":1,\"parsers\":[\"logfmt\"]},"
                        + "{\"label\":\"size\",\"type\":\"bytes\",\"cardinality\":1,\"parsers\":[\"logfmt\"]},"
                        + "{\"label\":\"http_status\",\"type\":\"int\",\"cardinality\":2,\"parsers\":[\"json\"],"
                        + "\"jsonPath\":[\"http\",\"status\"]},"
                        + "{\"label\":\"took\",\"type\":\"duration\",\"cardinality\":2,\"parsers\":[\"json\"],"
                        + "\"jsonPath\":[\"took\"]},"
                        + "{\"label\":\"trace_id\",\"type\":\"string\",\"cardinality\":1,\"parsers\":null}],"
                        + "\"limit\":1000}");
        assertThat(loki.get("/loki/api/v1/detected_field/http_status/values", "query", "{app=\"web\"}", "limit", "9")
                .body()).isEqualTo("{\"values\":[\"200\",\"500\"],\"limit\":9}");
        assertThat(loki.get("/loki/api/v1/detected_field/nope/values", "query", "{app=\"web\"}").body())
                .isEqualTo("{}");
        assertThat(loki.get("/loki/api/v1/detected_fields", "query", "{app=\"nope\"}").body()).isEqualTo("{}");
        loki.access.set(new ReadAccess(List.of(Matcher.equal("app", "db"))));
        assertThat(loki.get("/loki/api/v1/detected_fields", "query", "{app=\"web\"}").body()).isEqualTo("{}");
        assertThat(loki.get("/loki/api/v1/detected_field/took/values", "query", "{app=\"web\"}").body())
                .isEqualTo("{}");
    }

    @Test
    void patternsAreCountedOverTime() {
        TestLogWriter writer = loki.writer();
        for (int i = 0; i < 20; i++) {
            writer.entry(Labels.of("app", "web"), NOW_NANOS - (20L - i) * 3 * SECOND,
                    "GET /users/" + i + " took " + i + "ms");
        }
        writer.entry(Labels.of("app", "web"), NOW_NANOS - 3 * SECOND, "level=error cannot connect").commit();
        assertThat(loki.get("/loki/api/v1/patterns", "query", "{app=\"web\"}", "since", "1m", "step", "30s").body())
                .isEqualTo(
                        "{\"status\":\"success\",\"data\":[{\"pattern\":\"GET /users/\\u003c_\\u003e took \\u003c_\\u003e\","
                                + "\"level\":\"unknown\",\"samples\":[[1699999920,4],[1699999950,10],[1699999980,6]]},"
                                + "{\"pattern\":\"level=error cannot connect\",\"level\":\"error\",\"samples\":"
                                + "[[1699999980,1]]}]}");
        assertThat(loki.get("/loki/api/v1/patterns", "query", "{app=\"nope\"}").body())
                .isEqualTo("{\"status\":\"success\",\"data\":[]}");
        loki.access.set(new ReadAccess(List.of(Matcher.equal("app", "db"))));
        assertThat(loki.get("/loki/api/v1/patterns", "query", "{app=\"web\"}").body())
                .isEqualTo("{\"status\":\"success\",\"data\":[]}");
    }

    @Test
    void ofTooManyLinesTheNewestStandForTheOthers() {
        LogQueryLimits d = LogQueryLimits.DEFAULT;
        LogQueryLimits few = new LogQueryLimits(d.entriesMax(), d.seriesMax(), d.pointsMax(), d.samplesMax(),
                d.bytesReadMax(), d.streamsMax(), d.lengthMax(), d.timeout(), d.parallelism(), 100, d.tailsMax(),
                d.tailDurationMax(), d.tailEntriesMax());
        try (LokiFixture small = LokiFixture.with().limits(few).start()) {
            TestLogWriter writer = small.writer();
            for (int i = 0; i < 3000; i++) {
                writer.entry(Labels.of("app", "web"), NOW_NANOS - 300 * SECOND + i * SECOND / 10, "request " + i);
            }
            writer.commit();
            String body = small.get("/loki/api/v1/patterns", "query", "{app=\"web\"}", "start", "1699999800", "end",
                    "1700000000", "step", "100s").body();
            assertThat(body).contains("\"pattern\":\"request \\u003c_\\u003e\"");
            long total = Pattern.compile("\\[[0-9]+,([0-9]+)]").matcher(body).results()
                    .mapToLong(match -> Long.parseLong(match.group(1))).sum();
            assertThat(total).isBetween(1800L, 2200L);
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '\u0001', value = {
            "detected_fields|sum(rate({a=\"b\"}[1m]))|only log selector is supported",
            "detected_fields|{a=|parse error at line 1, col 4",
            "detected_field/x/values|{a=~\"(\"}|parse error", "patterns|{}|parse error : queries require",
            "patterns|rate({a=\"b\"}[1m])|only log selector is supported"})
    void badQuestionsAreRefused(String route, String query, String error) {
        HttpAnswer got = loki.get("/loki/api/v1/" + route, "query", query);
        assertThat(got.status()).isEqualTo(400);
        assertThat(got.body()).startsWith(error);
        assertThat(loki.get("/loki/api/v1/" + route, "query", "{a=\"b\"}", "line_limit", "5001", "step", "-1").status())
                .isEqualTo(400);
    }

    @Test
    void theServerSaysWhatItIsAndAllows() {
        assertThat(loki.get("/loki/api/v1/status/buildinfo").body()).isEqualTo("{\"version\":\"3.6.0\","
                + "\"revision\":\"tributary-0.1.0-abc\",\"branch\":\"tributary\",\"buildUser\":\"\","
                + "\"buildDate\":\"\",\"goVersion\":\"\"}");
        assertThat(loki.get("/loki/api/v1/drilldown-limits").body()).startsWith("{\"limits\":{"
                + "\"allow_structured_metadata\":true,").contains("\"max_entries_limit_per_query\":5000",
                        "\"max_query_length\":\"30d1h\"", "\"volume_enabled\":true")
                .endsWith("},\"pattern_ingester_enabled\":true,\"version\":\"3.6.0\"}");
        assertThat(loki.get("/config/tenant/v1/limits").body()).contains("max_query_series: 500\n",
                "query_timeout: 1m\n");
        assertThat(loki.get("/ready").body()).isEqualTo("ready\n");
    }
}
