package dev.tributary.queryapi.route;

import dev.tributary.model.Exemplar;
import dev.tributary.model.Labels;
import dev.tributary.model.MetricMetadata;
import dev.tributary.model.MetricType;
import dev.tributary.queryapi.testing.ApiFixture;
import dev.tributary.queryapi.testing.HttpAnswer;
import dev.tributary.testkit.TestWriter;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static dev.tributary.queryapi.testing.ApiFixture.url;
import static org.assertj.core.api.Assertions.assertThat;

class LookupRoutesTest {
    private final ApiFixture api = ApiFixture.start();

    @BeforeEach
    void write() {
        TestWriter writer = api.writer();
        long now = ApiFixture.NOW_MILLIS;
        writer.sample(Labels.of("__name__", "up", "job", "a"), now, 1);
        writer.sample(Labels.of("__name__", "up", "job", "b", "cluster", "c2"), now, 1);
        writer.sample(Labels.of("__name__", "old", "job", "c"), now - 86_400_000, 1);
        writer.sample(Labels.of("__name__", "utf8", "http.status", "200", "__odd", "x"), now, 1);
        writer.exemplar(Labels.of("__name__", "up", "job", "a"),
                new Exemplar(Labels.of("trace_id", "t1"), 0.25, now - 500));
        writer.metadata(new MetricMetadata("up", MetricType.GAUGE, "Is it \"up\"?", ""));
        writer.metadata(new MetricMetadata("up", MetricType.UNKNOWN, "Other.", ""));
        writer.metadata(new MetricMetadata("sizes", MetricType.HISTOGRAM, "Sizes.", "bytes"));
        writer.commit();
    }

    @AfterEach
    void close() {
        api.close();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '\u0001', value = {
            "/api/v1/series?match[]=up|[{\"__name__\":\"up\",\"cluster\":\"c1\",\"job\":\"a\"},{\"__name__\":\"up\","
                    + "\"cluster\":\"c2\",\"job\":\"b\"}]",
            "/api/v1/series?match[]=old&match[]=up{job=\"a\"}&match[]=up{cluster=\"c1\"}|[{\"__name__\":\"old\","
                    + "\"cluster\":\"c1\",\"job\":\"c\"},{\"__name__\":\"up\",\"cluster\":\"c1\",\"job\":\"a\"}]",
            "/api/v1/series?match[]=nothing|[]",
            "/api/v1/series?match[]=old&start=1699999000|[]",
            "/api/v1/series?match[]=old&start=1699000000&end=1699920000|[{\"__name__\":\"old\",\"cluster\":\"c1\","
                    + "\"job\":\"c\"}]",
            "/api/v1/labels|[\"__name__\",\"__odd\",\"cluster\",\"http.status\",\"job\"]",
            "/api/v1/labels?match[]=up|[\"__name__\",\"cluster\",\"job\"]",
            "/api/v1/labels?match[]=up&match[]=utf8|[\"__name__\",\"__odd\",\"cluster\",\"http.status\",\"job\"]",
            "/api/v1/labels?match[]=nothing|[]",
            "/api/v1/labels?start=1800000000&end=1800000001|[]",
            "/api/v1/label/job/values|[\"a\",\"b\",\"c\"]",
            "/api/v1/label/job/values?match[]=up{cluster=\"c2\"}&match[]=old|[\"b\",\"c\"]",
            "/api/v1/label/nothing/values|[]",
            "/api/v1/label/__name__/values|[\"old\",\"up\",\"utf8\"]",
            "/api/v1/label/http.status/values|[\"200\"]",
            "/api/v1/label/U__http_2e_status/values|[\"200\"]",
            "/api/v1/label/__name__/values?match[]={__name__!=\"\"}&limit=40000|[\"old\",\"up\",\"utf8\"]"})
    void lookupsAnswerExactly(String address, String data) {
        HttpAnswer got = api.get(encoded(address));
        assertThat(got.body()).isEqualTo("{\"status\":\"success\",\"data\":" + data + "}");
    }

    @ParameterizedTest
    @CsvSource({"/api/v1/series?match[]=up&limit=1,\"job\":\"a\"", "/api/v1/labels?limit=1,[\"__name__\"]",
            "/api/v1/label/job/values?limit=1,[\"a\"]",
            "/api/v1/label/job/values?limit=1&match[]=up&match[]=old,[\"a\"]"})
    void theLimitCutsAndSaysSo(String address, String data) {
        assertThat(api.get(encoded(address)).body()).contains(data)
                .endsWith(",\"warnings\":[\"results truncated due to limit\"]}");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '\u0001', value = {
            "/api/v1/series|no match[] parameter provided",
            "/api/v1/series?match[]={}|invalid parameter \\\"match[]\\\": match[] must contain at least one non-empty"
                    + " matcher",
            "/api/v1/series?match[]=up{|invalid parameter \\\"match[]\\\": 1:4: parse error",
            "/api/v1/series?match[]=up&limit=x|invalid parameter \\\"limit\\\": strconv.Atoi",
            "/api/v1/series?match[]=up&start=x|invalid parameter \\\"start\\\": invalid time value for 'start'",
            "/api/v1/labels?match[]={job=~\".*\"}|match[] must contain at least one non-empty matcher",
            "/api/v1/labels?match[]=up[5m]|parse error",
            "/api/v1/labels?end=x|invalid parameter \\\"end\\\"",
            "/api/v1/label/job/values?match[]=sum(up)|parse error",
            "/api/v1/metadata?limit=x|limit must be a number",
            "/api/v1/metadata?limit_per_metric=x|limit_per_metric must be a number",
            "/api/v1/query_exemplars?query=sum(|parse error",
            "/api/v1/query_exemplars?query=up&start=2&end=1|end timestamp must not be before start timestamp",
            "/api/v1/query_exemplars?query=up&start=x|invalid parameter \\\"start\\\"",
            "/api/v1/parse_query?query=sum(|invalid parameter \\\"query\\\": 1:"})
    void badQuestionsAreRefused(String address, String error) {
        HttpAnswer got = api.get(encoded(address));
        assertThat(got.status()).isEqualTo(400);
        assertThat(got.body()).contains("\"errorType\":\"bad_data\"", error);
    }

    @Test
    void metadataListsEachStatementOnce() {
        assertThat(api.get("/api/v1/metadata").body()).isEqualTo("{\"status\":\"success\",\"data\":{"
                + "\"sizes\":[{\"type\":\"histogram\",\"help\":\"Sizes.\",\"unit\":\"bytes\"}],\"up\":["
                + "{\"type\":\"gauge\",\"help\":\"Is it \\\"up\\\"?\",\"unit\":\"\"},"
                + "{\"type\":\"unknown\",\"help\":\"Other.\",\"unit\":\"\"}]}}");
        assertThat(api.get("/api/v1/metadata?metric=sizes").body()).contains("Sizes.").doesNotContain("Other");
        assertThat(api.get("/api/v1/metadata?limit=1").body()).contains("Other").doesNotContain("Sizes");
        assertThat(api.get("/api/v1/metadata?limit=0").body()).contains("\"data\":{}");
        assertThat(api.get("/api/v1/metadata?limit_per_metric=1").body()).contains("Sizes").doesNotContain("Other");
    }

    @Test
    void exemplarsAreFoundByExpression() {
        assertThat(api.get(url("/api/v1/query_exemplars", "query", "rate(up{job=\"a\"}[5m]) + up", "start",
                "1699999000", "end", "1700000000")).body())
                .isEqualTo("{\"status\":\"success\",\"data\":[{\"seriesLabels\":{\"__name__\":\"up\","
                        + "\"cluster\":\"c1\",\"job\":\"a\"},\"exemplars\":[{\"labels\":{\"trace_id\":\"t1\"},"
                        + "\"value\":\"0.25\",\"timestamp\":1699999999.500}]}]}");
    }

    @Test
    void anExpressionWithoutSelectorsHasNoExemplars() {
        assertThat(api.get("/api/v1/query_exemplars?query=1").status()).isEqualTo(204);
    }

    @Test
    void grafanasProbeWithMillisecondsForSecondsIsFine() {
        HttpAnswer got = api.get("/api/v1/query_exemplars?query=test&start=1699999000000&end=1700000000000");
        assertThat(got.status()).isEqualTo(200);
        assertThat(got.body()).isEqualTo("{\"status\":\"success\",\"data\":[]}");
    }

    @Test
    void aSyntaxTreeHasTheShapeOfPrometheusEditor() {
        String tree = api.get(url("/api/v1/parse_query", "query",
                "sum by (job) (rate(up{job=~\"a\"}[5m] offset 1m)) / on (job) group_left (x) -foo @ start() > bool 2"))
                .body();
        assertThat(tree).contains("\"type\":\"aggregation\",\"op\":\"sum\"", "\"grouping\":[\"job\"],\"without\":false",
                "\"type\":\"call\",\"func\":{\"name\":\"rate\",\"argTypes\":[\"matrix\"],\"variadic\":0,"
                        + "\"returnType\":\"vector\"}",
                "\"type\":\"matrixSelector\",\"range\":300000,\"rangeExpr\":null,\"name\":\"up\",\"offset\":60000",
                "\"matchers\":[{\"name\":\"job\",\"value\":\"a\",\"type\":\"=~\"},{\"name\":\"__name__\","
                        + "\"value\":\"up\",\"type\":\"=\"}]",
                "\"card\":\"many-to-one\",\"labels\":[\"job\"],\"on\":true,\"include\":[\"x\"]",
                "\"type\":\"unaryExpr\",\"op\":\"-\"", "\"startOrEnd\":\"start\"", "\"bool\":true",
                "\"type\":\"numberLiteral\",\"val\":\"2\"");
        assertThat(api.get(url("/api/v1/parse_query", "query", "up[1m:5s+step()]")).body()).contains(
                "\"type\":\"subquery\"", "\"stepExpr\":{\"type\":\"durationExpr\",\"op\":\"+\",\"lhs\":{\"type\":"
                        + "\"numberLiteral\",\"val\":\"5\",\"duration\":true},\"rhs\":{\"type\":\"durationExpr\","
                        + "\"op\":\"step\",\"lhs\":null,\"rhs\":null,\"wrapped\":false}");
    }

    @Test
    void aQueryIsLaidOutRegularly() {
        assertThat(api.get(url("/api/v1/format_query", "query", "sum(up{b='1',a='2'})by(job)")).body()).isEqualTo(
                "{\"status\":\"success\",\"data\":\"sum by (job) (up{a=\\\"2\\\",b=\\\"1\\\"})\"}");
        assertThat(api.server().post("/api/v1/format_query", "query=up+up").body())
                .contains("invalid parameter \\\"query\\\": 1:4: parse error");
    }

    private static String encoded(String address) {
        return address.replace("{", "%7B").replace("}", "%7D").replace("\"", "%22").replace("[5m]", "%5B5m%5D");
    }
}
