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

/** Loki's paths below {@code /api/prom}, and the one that plans queries. */
class LegacyRoutesTest {
    private static final String QUERY = "/api/prom/query";
    private static final String SHARDS = "/loki/api/v1/index/shards";
    private final LokiFixture loki = LokiFixture.start();

    @BeforeEach
    void write() {
        loki.writer().entry(Labels.of("app", "web"), NOW_NANOS - 30 * SECOND, "one <a>")
                .entry(Labels.of("app", "web"), NOW_NANOS - 20 * SECOND + 5, "two", Labels.of("trace_id", "t\"1"))
                .entry(Labels.of("app", "db"), NOW_NANOS - 10 * SECOND, "three").commit();
    }

    @AfterEach
    void close() {
        loki.close();
    }

    private static String streams(HttpAnswer answer) {
        assertThat(answer.status()).as(answer.body()).isEqualTo(200);
        assertThat(answer.header("content-type")).isEqualTo("application/json; charset=UTF-8");
        return answer.body().substring(0, answer.body().indexOf(",\"stats\":{\"summary\":{"));
    }

    @Test
    void linesHaveTheirLabelsAsTextAndTheirTimesAsDates() {
        assertThat(streams(loki.get(QUERY, "query", "{app=\"web\"}"))).isEqualTo("{\"streams\":[{\"labels\":"
                + "\"{app=\\\"web\\\", cluster=\\\"c1\\\", trace_id=\\\"t\\\\\\\"1\\\"}\",\"entries\":["
                + "{\"ts\":\"2023-11-14T22:13:00.000000005Z\",\"line\":\"two\"}]},"
                + "{\"labels\":\"{app=\\\"web\\\", cluster=\\\"c1\\\"}\",\"entries\":["
                + "{\"ts\":\"2023-11-14T22:12:50Z\",\"line\":\"one \\u003ca\\u003e\"}]}]");
        assertThat(streams(loki.get(QUERY, "query", "{app=~\".+\"}", "limit", "1", "direction", "forward")))
                .contains("one").doesNotContain("two", "three");
        assertThat(streams(loki.get(QUERY, "query", "{app=\"none\"}"))).isEqualTo("{\"streams\":[]");
    }

    @Test
    void aRegularExpressionFiltersAtTheEndOfTheQuery() {
        assertThat(streams(loki.get(QUERY, "query", "{app=~\".+\"} |= \"t\" # comment", "regexp", "^t.o")))
                .contains("\"two\"").doesNotContain("one", "three");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '!', value = {"rate({app=\"web\"}[5m])!''!only log selector is supported",
            "{app=\"web\"!''!parse error at line 1, col 11: syntax error: unexpected $end, expecting } or ,",
            "{app=\"web\"}!(!error parsing regexp: missing closing ): `(`"})
    void whatGivesNoLinesIsRefused(String query, String regexp, String reason) {
        HttpAnswer answer = loki.get(QUERY, "query", query, "regexp", regexp);
        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.body()).contains(reason);
    }

    @Test
    void limitsAreThoseOfTheCurrentPath() {
        assertThat(loki.get(QUERY, "query", "{app=\"web\"}", "limit", "5001").body())
                .isEqualTo("max entries limit per query exceeded, limit > max_entries_limit_per_query (5001 > 5000)");
        assertThat(loki.get(QUERY, "query", "{app=\"web\"}", "start", "20", "end", "10").body())
                .isEqualTo("end timestamp must not be before or equal to start time");
    }

    @Test
    void namesValuesAndSeriesAreThoseOfTheCurrentPaths() {
        for (String path : List.of("label", "label/app/values", "series")) {
            assertThat(loki.get("/api/prom/" + path).body()).contains("\"success\",\"data\":[")
                    .isEqualTo(loki.get("/loki/api/v1/" + path).body());
        }
    }

    @Test
    void aQueryHasOnePartWithAllThatItsSelectorMatches() {
        HttpAnswer answer = loki.get(SHARDS, "query", "{app=\"web\"} |= \"two\"", "targetBytesPerShard", "1KB");
        assertThat(answer.body()).isEqualTo("{\"shards\":[{\"bounds\":{\"min\":0,\"max\":18446744073709551615},"
                + "\"stats\":" + loki.get("/loki/api/v1/index/stats", "query", "{app=\"web\"}").body()
                + "}],\"statistics\":{},\"chunkGroups\":[]}");
        for (String size : List.of("", "0", "-1", "x", "1KX")) {
            answer = loki.get(SHARDS, "query", "{app=\"web\"}", "targetBytesPerShard", size);
            assertThat(answer.status() + " " + answer.body())
                    .isEqualTo("400 targetBytesPerShard must be a positive value");
        }
    }

    @Test
    void nobodySeesWhatIsNotHis() {
        loki.access.set(new ReadAccess(List.of(Matcher.equal("app", "db"))));
        assertThat(streams(loki.get(QUERY, "query", "{app=~\".+\"}"))).contains("three").doesNotContain("one", "two");
        assertThat(loki.get(SHARDS, "query", "{app=\"web\"}", "targetBytesPerShard", "1KB").body())
                .contains("\"streams\":0");
    }
}
