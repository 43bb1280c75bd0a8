package dev.tributary.queryapi.route;

import java.util.List;
import java.util.stream.Stream;

import dev.tributary.model.Labels;
import dev.tributary.model.NativeHistogram;
import dev.tributary.queryapi.query.QueryLimits;
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

class QueryRoutesTest {
    private static final String NOW = "1700000000";
    private final ApiFixture api = ApiFixture.start();

    @BeforeEach
    void write() {
        TestWriter writer = api.writer();
        for (int i = 0; i <= 10; i++) {
            long time = ApiFixture.NOW_MILLIS - 15_000L * (10 - i);
            writer.sample(Labels.of("__name__", "up", "job", "a"), time, 1);
            writer.sample(Labels.of("__name__", "up", "job", "b"), time, i % 2);
            writer.sample(Labels.of("__name__", "requests_total", "code", "200"), time, i * 2.5);
        }
        writer.histogram(Labels.of("__name__", "latency"), ApiFixture.NOW_MILLIS, NativeHistogram.builder().schema(0)
                .count(5).sum(6.5).positive(new int[]{0, 2}, new double[]{2, 3}).build());
        writer.commit();
    }

    @AfterEach
    void close() {
        api.close();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
            "1+1|{\"resultType\":\"scalar\",\"result\":[1700000000,\"2\"]}",
            "'x'|{\"resultType\":\"string\",\"result\":[1700000000,\"x\"]}",
            "absent_metric|{\"resultType\":\"vector\",\"result\":[]}",
            "up{job=\"a\"}|{\"resultType\":\"vector\",\"result\":[{\"metric\":{\"__name__\":\"up\",\"cluster\":\"c1\","
                    + "\"job\":\"a\"},\"value\":[1700000000,\"1\"]}]}",
            "requests_total[30s]|{\"resultType\":\"matrix\",\"result\":[{\"metric\":{\"__name__\":\"requests_total\","
                    + "\"cluster\":\"c1\",\"code\":\"200\"},\"values\":[[1699999985,\"22.5\"],[1700000000,\"25\"]]}]}",
            "latency|{\"resultType\":\"vector\",\"result\":[{\"metric\":{\"__name__\":\"latency\",\"cluster\":\"c1\"},"
                    + "\"histogram\":[1700000000,{\"count\":\"5\",\"sum\":\"6.5\",\"buckets\":[[0,\"0.5\",\"1\",\"2\"],"
                    + "[0,\"1\",\"2\",\"3\"]]}]}]}"}, quoteCharacter = '\u0001')
    void instantQueriesAnswerExactly(String query, String data) {
        HttpAnswer got = api.get(url("/api/v1/query", "query", query, "time", NOW));
        assertThat(got.body()).isEqualTo("{\"status\":\"success\",\"data\":" + data + "}");
        assertThat(got.status()).isEqualTo(200);
    }

    @Test
    void rangeQueriesAnswerExactly() {
        HttpAnswer got = api.get(url("/api/v1/query_range", "query", "requests_total", "start", "1699999970", "end",
                "2023-11-14T22:13:20Z", "step", "15s"));
        assertThat(got.body()).isEqualTo("{\"status\":\"success\",\"data\":{\"resultType\":\"matrix\",\"result\":["
                + "{\"metric\":{\"__name__\":\"requests_total\",\"cluster\":\"c1\",\"code\":\"200\"},\"values\":["
                + "[1699999970,\"20\"],[1699999985,\"22.5\"],[1700000000,\"25\"]]}]}}");
    }

    @Test
    void aFormIsAsGoodAsAnAddress() {
        HttpAnswer got = api.server().post("/api/v1/query", "query=1%2B1&time=4");
        assertThat(got.body()).contains("\"result\":[4,\"2\"]");
    }

    @Test
    void timeIsNowWhereItIsLeftOut() {
        assertThat(api.get("/api/v1/query?query=time()").body()).contains("[1700000000,\"1700000000\"]");
    }

    @Test
    void theLimitCutsSeriesAndSaysSo() {
        HttpAnswer got = api.get(url("/api/v1/query", "query", "up", "limit", "1", "time", NOW));
        assertThat(got.body()).contains("\"job\":\"a\"").doesNotContain("\"job\":\"b\"")
                .contains("\"warnings\":[\"results truncated due to limit\"]");
        assertThat(api.get(url("/api/v1/query", "query", "up", "limit", "2", "time", NOW)).body())
                .doesNotContain("warnings");
        assertThat(api.get(url("/api/v1/query_range", "query", "up", "limit", "1", "start", NOW, "end", NOW, "step",
                "1")).body()).contains("results truncated due to limit");
        assertThat(api.get(url("/api/v1/query", "query", "1", "limit", "1")).body()).doesNotContain("warnings");
    }

    @Test
    void lookbackDeltaHoldsForOneQuery() {
        String later = "1700000100";
        assertThat(api.get(url("/api/v1/query", "query", "up", "time", later)).body()).contains("\"job\":\"a\"");
        assertThat(api.get(url("/api/v1/query", "query", "up", "time", later, "lookback_delta", "1m")).body())
                .contains("\"result\":[]");
    }

    @Test
    void statsAreAddedOnRequest() {
        assertThat(api.get(url("/api/v1/query", "query", "up", "time", NOW)).body()).doesNotContain("stats");
        for (String stats : new String[]{"true", "all", "x"}) {
            String body = api.get(url("/api/v1/query", "query", "up", "time", NOW, "stats", stats)).body();
            assertThat(body).contains("\"stats\":{\"timings\":{\"evalTotalTime\":", "\"resultSortTime\":",
                    "\"queryPreparationTime\":", "\"innerEvalTime\":", "\"execQueueTime\":", "\"execTotalTime\":",
                    "\"samples\":{\"totalQueryableSamples\":2,", "\"peakSamples\":");
            assertThat(body.contains("is deprecated")).isEqualTo(stats.equals("x"));
        }
    }

    @Test
    void everyStepHasItsCountsWhereTheFeatureIsOnAndAllIsAskedFor() {
        QueryLimits perStep = ApiFixture.limits(List.of("promql-per-step-stats"));
        try (ApiFixture counted = ApiFixture.with().limits(perStep).start()) {
            for (int i = 0; i < 5; i++) {
                counted.writer().sample(Labels.of("__name__", "up"), ApiFixture.NOW_MILLIS - i * 30_000L - 1, 1)
                        .commit();
            }
            String[] query = {"query", "count_over_time(up[1m])", "start", "1699999940", "end", NOW, "step", "30"};
            assertThat(counted.get(url("/api/v1/query_range", with(query, "all"))).body()).contains(
                    "\"samples\":{\"totalQueryableSamplesPerStep\":[[1699999940,2],[1699999970,2],[1700000000,2]],"
                            + "\"totalQueryableSamples\":6,"
                            + "\"samplesReadPerStep\":[[1699999940,2],[1699999970,1],[1700000000,1]],\"samplesRead\":4,");
            assertThat(counted.get(url("/api/v1/query_range", with(query, "true"))).body()).doesNotContain("PerStep");
        }
    }

    private static String[] with(String[] query, String stats) {
        return Stream.concat(Stream.of(query), Stream.of("stats", stats)).toArray(String[]::new);
    }

    @Test
    void annotationsStandBesideTheData() {
        String body = api.get(url("/api/v1/query", "query", "rate(up[1m])", "time", NOW)).body();
        assertThat(body).contains("\"infos\":[\"PromQL info: metric might not be a counter, name does not end in"
                + " _total/_sum/_count/_bucket: \\\"up\\\" (1:6)\"]");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '\u0001', value = {
            "/api/v1/query?query=|400|invalid parameter \\\"query\\\": unknown position: parse error: no expression found"
                    + " in input",
            "/api/v1/query?query=up%20up|400|invalid parameter \\\"query\\\": 1:4: parse error: unexpected identifier"
                    + " \\\"up\\\"",
            "/api/v1/query?query=1&time=foo|400|invalid parameter \\\"time\\\": invalid time value for 'time': cannot"
                    + " parse \\\"foo\\\" to a valid timestamp",
            "/api/v1/query?query=1&limit=-1|400|invalid parameter \\\"limit\\\": limit must be non-negative",
            "/api/v1/query?query=1&timeout=x|400|invalid parameter \\\"timeout\\\": cannot parse \\\"x\\\" to a valid"
                    + " duration",
            "/api/v1/query?query=1&lookback_delta=x|400|error parsing lookback delta duration: cannot parse \\\"x\\\" to"
                    + " a valid duration",
            "/api/v1/query_range?query=1&start=0&end=1&step=0|400|invalid parameter \\\"step\\\": zero or negative query"
                    + " resolution step widths are not accepted. Try a positive integer",
            "/api/v1/query_range?query=1&start=0&end=1&step=-1|400|zero or negative query resolution",
            "/api/v1/query_range?query=1&start=0&end=9&step=0.0001|400|exceeded maximum resolution of 11,000 points",
            "/api/v1/query_range?query=1&start=0&end=1&step=0.0001|400|zero or negative query resolution",
            "/api/v1/query_range?query=1&start=0&end=1|400|invalid parameter \\\"step\\\": cannot parse \\\"\\\" to a"
                    + " valid duration",
            "/api/v1/query_range?query=1&start=2&end=1&step=1|400|invalid parameter \\\"end\\\": end timestamp must not"
                    + " be before start time",
            "/api/v1/query_range?query=1&end=1&step=1|400|invalid parameter \\\"start\\\": cannot parse \\\"\\\" to a"
                    + " valid timestamp",
            "/api/v1/query_range?query=1&start=0&end=11001&step=1|400|exceeded maximum resolution of 11,000 points per"
                    + " timeseries. Try decreasing the query resolution (?step=XX)",
            "/api/v1/query_range?query=1&start=-9223309901257974&end=9223309901257974&step=1|400|exceeded maximum",
            "/api/v1/query_range?query=up[5m]&start=0&end=1&step=1|400|invalid parameter \\\"query\\\": invalid"
                    + " expression type \\\"range vector\\\" for range query, must be Scalar or instant Vector",
            "/api/v1/query?query=up%20%2B%20on(cluster)%20up|422|found duplicate series for the match group"
                    + " {cluster=\\\"c1\\\"}"})
    void badQuestionsAreRefusedInPrometheusWords(String address, int status, String error) {
        HttpAnswer got = api.get(address.replace("[5m]", "%5B5m%5D"));
        assertThat(got.body()).contains(error);
        assertThat(got.status()).isEqualTo(status);
        assertThat(got.body()).startsWith("{\"status\":\"error\",\"errorType\":\"");
    }

    @Test
    void exactlyElevenThousandStepsAreAnswered() {
        HttpAnswer got = api.get("/api/v1/query_range?query=1&start=0&end=11000&step=1");
        assertThat(got.status()).isEqualTo(200);
        assertThat(got.body()).contains("[11000,\"1\"]");
    }

    @Test
    void aTimeoutEndsTheQuery() {
        HttpAnswer got = api.get(url("/api/v1/query", "query", "up", "timeout", "0"));
        assertThat(got.status()).isEqualTo(503);
        assertThat(got.body()).contains("\"errorType\":\"timeout\"", "query timed out in query queue");
    }

    @Test
    void unknownParametersAreIgnored() {
        assertThat(api.get("/api/v1/query?query=1&_=123&dedup=true").status()).isEqualTo(200);
    }
}
