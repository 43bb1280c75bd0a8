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
import org.junit.jupiter.params.provider.ValueSource;

import static dev.tributary.queryapi.testing.LokiFixture.NOW_NANOS;
import static dev.tributary.queryapi.testing.LokiFixture.SECOND;
import static org.assertj.core.api.Assertions.assertThat;

class LogLookupRoutesTest {
    private final LokiFixture loki = LokiFixture.start();

    @BeforeEach
    void write() {
        loki.writer().entry(Labels.of("app", "web", "pod", "1"), NOW_NANOS - 600 * SECOND, "0123456789")
                .entry(Labels.of("app", "web", "pod", "1"), NOW_NANOS - 30 * SECOND, "01234567890123456789")
                .entry(Labels.of("app", "db", "shard", "7"), NOW_NANOS - 20 * SECOND, "012345")
                .entry(Labels.of("app", "db", "cluster", "c2", "shard", "8"), NOW_NANOS - 10 * SECOND, "hidden")
                .entry(Labels.of("old", "x", "app", "old"), NOW_NANOS - 7200 * SECOND, "old").commit();
    }

    @AfterEach
    void close() {
        loki.close();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '\u0001', value = {
            "labels|{\"status\":\"success\",\"data\":[\"app\",\"cluster\",\"pod\",\"shard\"]}",
            "label|{\"status\":\"success\",\"data\":[\"app\",\"cluster\",\"pod\",\"shard\"]}",
            "labels?since=3h|{\"status\":\"success\",\"data\":[\"app\",\"cluster\",\"old\",\"pod\",\"shard\"]}",
            "labels?query={app=\"web\"}|{\"status\":\"success\",\"data\":[\"app\",\"cluster\",\"pod\"]}",
            "labels?query={app=\"nope\"}|{\"status\":\"success\"}",
            "label/app/values|{\"status\":\"success\",\"data\":[\"db\",\"web\"]}",
            "label/app/values?query={cluster=\"c2\"}|{\"status\":\"success\",\"data\":[\"db\"]}",
            "label/nope/values|{\"status\":\"success\"}",
            "series?match[]={app=\"db\"}|{\"status\":\"success\",\"data\":[{\"app\":\"db\",\"cluster\":\"c1\","
                    + "\"shard\":\"7\"},{\"app\":\"db\",\"cluster\":\"c2\",\"shard\":\"8\"}]}",
            "series?match={app=\"web\"}&match[]={app=\"web\",pod=\"1\"}|{\"status\":\"success\",\"data\":[{"
                    + "\"app\":\"web\",\"cluster\":\"c1\",\"pod\":\"1\"}]}",
            "series?match={app=\"nope\"}|{\"status\":\"success\",\"data\":[]}",
            "index/stats?query={app=\"web\"}|{\"streams\":1,\"chunks\":1,\"bytes\":30,\"entries\":2}",
            "index/stats?query={app=\"web\"}&since=1m|{\"streams\":1,\"chunks\":1,\"bytes\":20,\"entries\":1}",
            "index/stats?query={app=\"nope\"}|{\"streams\":0,\"chunks\":0,\"bytes\":0,\"entries\":0}",
            "index/volume?query={app=~\".+\"}|{\"status\":\"success\",\"data\":{\"resultType\":\"vector\",\"result\":["
                    + "{\"metric\":{\"app\":\"web\"},\"value\":[1700000000,\"30\"]},"
                    + "{\"metric\":{\"app\":\"db\"},\"value\":[1700000000,\"12\"]}]}}",
            "index/volume?query={}&limit=1|{\"status\":\"success\",\"data\":{\"resultType\":\"vector\",\"result\":["
                    + "{\"metric\":{\"app\":\"web\",\"cluster\":\"c1\",\"pod\":\"1\"},"
                    + "\"value\":[1700000000,\"30\"]}]}}",
            "index/volume?query={app=~\".+\"}&targetLabels=shard|{\"status\":\"success\",\"data\":{"
                    + "\"resultType\":\"vector\",\"result\":[{\"metric\":{\"shard\":\"7\"},\"value\":[1700000000,\"6\"]},"
                    + "{\"metric\":{\"shard\":\"8\"},\"value\":[1700000000,\"6\"]}]}}",
            "index/volume?query={app=\"web\"}&aggregateBy=labels|{\"status\":\"success\",\"data\":{"
                    + "\"resultType\":\"vector\",\"result\":[{\"metric\":{\"app\":\"\"},\"value\":[1700000000,\"30\"]},"
                    + "{\"metric\":{\"cluster\":\"\"},\"value\":[1700000000,\"30\"]},"
                    + "{\"metric\":{\"pod\":\"\"},\"value\":[1700000000,\"30\"]}]}}",
            "index/volume_range?query={app=\"web\"}&since=10m&step=5m|{\"status\":\"success\",\"data\":{"
                    + "\"resultType\":\"matrix\",\"result\":[{\"metric\":{\"app\":\"web\"},\"values\":["
                    + "[1699999499.999,\"10\"],[1700000000,\"20\"]]}]}}",
            "detected_labels|{\"detectedLabels\":[{\"label\":\"app\",\"cardinality\":2},{\"label\":\"cluster\","
                    + "\"cardinality\":2},{\"label\":\"pod\",\"cardinality\":1}]}",
            "detected_labels?query={app=\"nope\"}|{}"})
    void lookupsAnswerExactly(String address, String body) {
        HttpAnswer got = ask(address);
        assertThat(got.body()).isEqualTo(body);
        assertThat(got.header("content-type")).isEqualTo("application/json; charset=UTF-8");
    }

    private HttpAnswer ask(String address) {
        return loki.server().get("/loki/api/v1/" + address.replace("{", "%7B").replace("}", "%7D")
                .replace("\"", "%22").replace("~", "%7E").replace("+", "%2B").replace("[", "%5B").replace("]", "%5D"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"labels", "label/app/values", "label/cluster/values", "label/shard/values", "series",
            "index/stats?query={app=~\".+\"}", "index/volume?query={}", "index/volume_range?query={}",
            "detected_labels"})
    void everyAskerSeesTheOwnPart(String address) {
        String whole = ask(address).body();
        loki.access.set(new ReadAccess(List.of(Matcher.equal("app", "web"))));
        String part = ask(address).body();
        assertThat(part).isNotEqualTo(whole).doesNotContain("c2", "shard", "\"db\"", "\"8\"");
        loki.access.set(new ReadAccess(List.of(Matcher.equal("app", "none"))));
        assertThat(ask(address).body()).doesNotContain("c1", "web");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '\u0001', value = {
            "labels?query={app=|parse error at line 1, col 6",
            "labels?query=sum(rate({a=\"b\"}[1m]))|only label matchers are supported",
            "labels?query={a=\"b\"} %7C= \"x\"|only label matchers are supported",
            "labels?start=x|could not parse 'start' parameter",
            "series?match={app=~\".*\"}&match={a=\"b\"}|parse error : queries require at least one",
            "series?match=|parse error : syntax error: unexpected $end",
            "label/app/values?query={app=~\".*\"}|parse error : queries require at least one",
            "index/stats?query={}|parse error : queries require at least one",
            "index/volume?query=|parse error : syntax error: unexpected $end",
            "detected_labels?query={}|parse error : queries require at least one",
            "series?match=app|parse error",
            "series?start=3&end=2|end timestamp must not be before or equal to start time",
            "index/stats?query={app=~\"(\"}|parse error",
            "index/volume?query={}&limit=-1|limit must be a positive value",
            "index/volume?query={}&aggregateBy=x|invalid aggregation option",
            "index/volume_range?query={}&step=1ms|exceeded maximum resolution of 11,000 points",
            "detected_labels?end=1&start=2|end timestamp must not be before"})
    void badQuestionsAreRefused(String address, String error) {
        HttpAnswer got = ask(address.replace(" ", "%20"));
        assertThat(got.status()).as(got.body()).isEqualTo(400);
        assertThat(got.body()).startsWith(error);
    }

    @Test
    void anyTimeAndLengthOfGrafanaIsTaken() {
        for (String time : List.of("1699996400", "1699996400000000000", "1699996400.5", "2023-11-14T21:13:20Z",
                "2023-11-14T21:13:20.123456789+00:00")) {
            assertThat(ask("label/app/values?start=" + time.replace("+", "%2B")).body()).as(time)
                    .isEqualTo("{\"status\":\"success\",\"data\":[\"db\",\"web\"]}");
        }
    }
}
