package dev.tributary.queryapi.loki;

import java.util.List;

import dev.tributary.model.Labels;
import dev.tributary.model.Matcher;
import dev.tributary.queryapi.access.ReadAccess;
import dev.tributary.queryapi.testing.HttpAnswer;
import dev.tributary.queryapi.testing.LokiFixture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static dev.tributary.queryapi.testing.LokiFixture.NOW_NANOS;
import static dev.tributary.queryapi.testing.LokiFixture.SECOND;
import static org.assertj.core.api.Assertions.assertThat;

class LogQueryRoutesTest {
    private static final String RANGE = "/loki/api/v1/query_range";
    private static final String QUERY = "/loki/api/v1/query";
    private static final String WEB = "{\"app\":\"web\",\"cluster\":\"c1\"}";
    private final LokiFixture loki = LokiFixture.start();

    @BeforeEach
    void write() {
        loki.writer().entry(Labels.of("app", "web"), NOW_NANOS - 30 * SECOND, "level=info msg=\"<a>\"")
                .entry(Labels.of("app", "web"), NOW_NANOS - 20 * SECOND, "level=error status=500",
                        Labels.of("trace_id", "t1"))
                .entry(Labels.of("app", "db"), NOW_NANOS - 10 * SECOND, "{\"status\":200}")
                .entry(Labels.of("app", "db", "cluster", "c2"), NOW_NANOS - 5 * SECOND, "secret")
                .commit();
    }

    @AfterEach
    void close() {
        loki.close();
    }

    private static String withoutStats(HttpAnswer answer) {
        assertThat(answer.status()).as(answer.body()).isEqualTo(200);
        assertThat(answer.header("content-type")).isEqualTo("application/json; charset=UTF-8");
        String body = answer.body();
        return body.substring(0, body.indexOf(",\"stats\":{\"summary\":{\"bytesProcessedPerSecond\":")) + "}}";
    }

    private static String streams(String result) {
        return "{\"status\":\"success\",\"data\":{\"resultType\":\"streams\",\"result\":" + result + "}}";
    }

    @Test
    void linesAreNewestFirstWithAllLabelsInTheirStream() {
        assertThat(withoutStats(loki.get(RANGE, "query", "{app=\"web\"}"))).isEqualTo(streams("["
                + "{\"stream\":{\"app\":\"web\",\"cluster\":\"c1\",\"trace_id\":\"t1\"},"
                + "\"values\":[[\"1699999980000000000\",\"level=error status=500\"]]},"
                + "{\"stream\":" + WEB + ",\"values\":[[\"1699999970000000000\",\"level=info msg=\\\"\\u003ca\\u003e"
                + "\\\"\"]]}]"));
        assertThat(withoutStats(loki.get(RANGE, "query", "{app=~\"web|db\"}", "limit", "2"))).contains("secret",
                "status").doesNotContain("level");
        assertThat(withoutStats(loki.get(RANGE, "query", "{app=~\"web|db\"}", "limit", "1", "direction", "forward")))
                .contains("level=info").doesNotContain("secret");
    }

    @Test
    void instantsOfAMetricAreMultiplesOfTheStepAroundTheRange() {
        assertThat(
                withoutStats(loki.get(RANGE, "query", "vector(1)", "start", "1699999965", "end", "1699999983", "step",
                        "10s")))
                .contains("\"values\":[[1699999960,\"1\"],[1699999970,\"1\"],[1699999980,\"1\"],[1699999990,\"1\"]]");
        assertThat(
                withoutStats(loki.get(RANGE, "query", "vector(1)", "start", "1699999970", "end", "1699999980", "step",
                        "10s")))
                .contains("\"values\":[[1699999970,\"1\"],[1699999980,\"1\"]]");
    }

    @Test
    void labelsByCategoryStayWithTheirLines() {
        assertThat(withoutStats(loki.getCategorized(RANGE, "query", "{app=\"web\"} | logfmt"))).isEqualTo(
                "{\"status\":\"success\",\"data\":{\"resultType\":\"streams\",\"encodingFlags\":[\"categorize-labels\"],"
                        + "\"result\":[{\"stream\":" + WEB + ",\"values\":["
                        + "[\"1699999980000000000\",\"level=error status=500\",{\"structuredMetadata\":{"
                        + "\"trace_id\":\"t1\"},\"parsed\":{\"level\":\"error\",\"status\":\"500\"}}],"
                        + "[\"1699999970000000000\",\"level=info msg=\\\"\\u003ca\\u003e\\\"\",{\"parsed\":{"
                        + "\"level\":\"info\",\"msg\":\"<a>\"}}]]}]}}");
        assertThat(withoutStats(loki.getCategorized(RANGE, "query", "{app=\"db\"} |= \"secret\"")))
                .contains("[\"1699999995000000000\",\"secret\",{}]");
        assertThat(loki.getCategorized(QUERY, "query", "vector(1)").body()).doesNotContain("encodingFlags");
    }

    @Test
    void metricsAreMatricesVectorsAndScalars() {
        assertThat(withoutStats(loki.get(RANGE, "query", "sum by (app) (count_over_time({app=\"web\"}[20s]))", "start",
                "1699999970", "end", "1700000000", "step", "10000ms"))).isEqualTo(
                        "{\"status\":\"success\",\"data\":{\"resultType\":\"matrix\",\"result\":[{\"metric\":"
                                + "{\"app\":\"web\"},\"values\":[[1699999970,\"1\"],[1699999980,\"2\"],"
                                + "[1699999990,\"1\"]]}]}}");
        assertThat(withoutStats(loki.get(QUERY, "query", "sum(count_over_time({app=\"web\"}[1m])) / 4", "time",
                "1700000000.5"))).isEqualTo("{\"status\":\"success\",\"data\":{\"resultType\":\"vector\",\"result\":["
                        + "{\"metric\":{},\"value\":[1700000000.5,\"0.5\"]}]}}");
        // The health check of Grafana's data source.
        assertThat(withoutStats(loki.get(QUERY, "query", "vector(1)+vector(1)", "time", "1700000000000000000",
                "direction", "backward", "limit", "100"))).isEqualTo("{\"status\":\"success\",\"data\":{"
                        + "\"resultType\":\"vector\",\"result\":[{\"metric\":{},\"value\":[1700000000,\"2\"]}]}}");
        assertThat(withoutStats(loki.get(QUERY, "query", "1e25"))).isEqualTo("{\"status\":\"success\",\"data\":{"
                + "\"resultType\":\"scalar\",\"result\":[1700000000,\"10000000000000000000000000\"]}}");
    }

    @Test
    void whatAQueryCostStandsInTheStatistics() {
        assertThat(loki.get(RANGE, "query", "{app=\"web\"} |= \"error\"").body()).contains(
                "\"totalLinesProcessed\":", "\"totalEntriesReturned\":1", "\"totalPostFilterLines\":1",
                "\"querier\":{\"store\":{\"chunk\":{\"decompressedBytes\":", "\"ingester\":{", "\"cache\":{}");
        assertThat(loki.registry.scrape(name -> name.startsWith("tributary_query_log_lines")).size()).isEqualTo(1);
    }

    @Test
    void grafanasHistogramOfLogVolumeIsAnswered() {
        assertThat(withoutStats(loki.get(RANGE, "query", "sum by (level, detected_level) (count_over_time({app=\"web\"}"
                + " |= `` | logfmt | drop __error__[10000ms]))", "start", "1699999960000000000", "end",
                "1700000000000000000", "step", "10000ms"))).contains("\"metric\":{\"level\":\"error\"}",
                        "\"metric\":{\"level\":\"info\"}");
    }

    @Test
    void aFormMayCarryTheQuery() {
        HttpAnswer answer = loki.server().post(RANGE, "query=%7Bapp%3D%22web%22%7D+%7C%3D+%22error%22&since=25s");
        assertThat(withoutStats(answer)).contains("level=error").doesNotContain("info");
    }

    @Test
    void everyAskerSeesTheOwnPart() {
        loki.access.set(new ReadAccess(List.of(Matcher.equal("cluster", "c1"))));
        assertThat(withoutStats(loki.get(RANGE, "query", "{app=\"db\"}"))).contains("status").doesNotContain("secret");
        assertThat(withoutStats(loki.get(QUERY, "query", "sum(count_over_time({app=~\".+\"}[1h]))"))).contains("\"3\"");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '\u0001', value = {
            "query|{app=\"web\"}|log queries are not supported as an instant query type, please change your query to a"
                    + " range query type",
            "query|sum(|parse error at line 1, col 5: syntax error: unexpected $end",
            "query||parse error",
            "query|{}|parse error : queries require at least one regexp or equality matcher that does not have an"
                    + " empty-compatible value",
            "query_range|{app=\"web\"}&limit=0|limit must be a positive value",
            "query_range|{app=\"web\"}&limit=-4|limit must be a positive value",
            "query_range|{app=\"web\"}&limit=x|strconv.Atoi: parsing \"x\": invalid syntax",
            "query_range|{app=\"web\"}&limit=99999999999|limit value 99999999999 is out of range [0, 4294967295]",
            "query_range|{app=\"web\"}&limit=5001|max entries limit per query exceeded, limit > "
                    + "max_entries_limit_per_query (5001 > 5000)",
            "query_range|{app=\"web\"}&direction=up|invalid direction 'up'",
            "query_range|{app=\"web\"}&start=2&end=1|end timestamp must not be before or equal to start time",
            "query_range|{app=\"web\"}&start=x|could not parse 'start' parameter: strconv.ParseInt: parsing \"x\":"
                    + " invalid syntax",
            "query_range|{app=\"web\"}&end=99999999999999999999|could not parse 'end' parameter: strconv.ParseInt:"
                    + " parsing \"99999999999999999999\": value out of range",
            "query_range|{app=\"web\"}&since=soon|could not parse 'since' parameter: not a valid duration string:"
                    + " \"soon\"",
            "query_range|{app=\"web\"}&step=0|zero or negative query resolution step widths are not accepted. Try a"
                    + " positive integer",
            "query_range|{app=\"web\"}&step=x|cannot parse \"x\" to a valid duration",
            "query_range|{app=\"web\"}&step=0.001|exceeded maximum resolution of 11,000 points per time series. Try"
                    + " increasing the value of the step parameter",
            "query_range|{app=\"web\"}&interval=-1|interval must be >= 0",
            "query_range|{app=\"web\"}&start=0|the query time range exceeds the limit (query length: "
                    + "472222h13m20s, limit: 30d1h)",
            "query_range|{app=\"web\"} foo|parse error at line 1, col 13"})
    void badQuestionsAreRefusedInLokisWords(String route, String query, String error) {
        String[] parts = (query == null ? "" : query).split("&", -1);
        String[] all = new String[parts.length * 2];
        all[0] = "query";
        all[1] = parts[0];
        for (int i = 1; i < parts.length; i++) {
            all[2 * i] = parts[i].substring(0, parts[i].indexOf('='));
            all[2 * i + 1] = parts[i].substring(parts[i].indexOf('=') + 1);
        }
        HttpAnswer got = loki.get("/loki/api/v1/" + route, all);
        assertThat(got.status()).as(got.body()).isEqualTo(400);
        assertThat(got.header("content-type")).isEqualTo("text/plain; charset=utf-8");
        assertThat(got.header("x-content-type-options")).isEqualTo("nosniff");
        assertThat(got.body()).startsWith(error);
    }

    @Test
    void aMetricMayHaveAnyLimit() {
        assertThat(loki.get(RANGE, "query", "rate({app=\"web\"}[1m])", "limit", "9999").status()).isEqualTo(200);
    }

    @Test
    void anEntryWithAnErrorFailsAMetric() {
        HttpAnswer got = loki.get(QUERY, "query", "count_over_time({app=~\".+\"} | json [1m])");
        assertThat(got.status()).isEqualTo(400);
        assertThat(got.body()).startsWith("pipeline error: 'JSONParserErr'");
    }

    @Test
    void aQueryIsLaidOutRegularly() {
        HttpAnswer got = loki.get("/loki/api/v1/format_query", "query", "{app=\"web\"}|=\"x\"|json");
        assertThat(got.body()).isEqualTo(
                "{\"status\":\"success\",\"data\":\"{app=\\\"web\\\"} |= \\\"x\\\" | json\"}");
        HttpAnswer bad = loki.get("/loki/api/v1/format_query", "query", "{app=");
        assertThat(bad.status()).isEqualTo(400);
        assertThat(bad.body()).startsWith("{\"status\":\"invalid-query\",\"error\":\"parse error at line 1, col 6:");
    }
}
