package dev.tributary.queryapi.rules;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import dev.tributary.model.Labels;
import dev.tributary.queryapi.access.ReadAccess;
import dev.tributary.queryapi.port.RuleDirectory;
import dev.tributary.queryapi.port.RuleDirectory.Language;
import dev.tributary.queryapi.testing.ApiFixture;
import dev.tributary.queryapi.testing.HttpAnswer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

class RuleRoutesTest {
    private static final Instant AT = Instant.parse("2023-11-14T22:13:00.5Z");
    private static final RuleDirectory.Evaluation OK = new RuleDirectory.Evaluation(RuleDirectory.Health.OK, "",
            Duration.ofMillis(2), AT);

    private final ApiFixture api = ApiFixture.with().rules(new Rules()).start();

    @AfterEach
    void close() {
        api.close();
    }

    @Test
    void groupsRulesAndAlertsHaveTheShapeGrafanaReads() {
        assertThat(api.get("/api/v1/rules?rule_group[]=g1").body())
                .isEqualTo(
                        "{\"status\":\"success\",\"data\":{\"groups\":[{\"name\":\"g1\",\"file\":\"a.yml\",\"rules\":["
                                + "{\"state\":\"firing\",\"name\":\"Down\",\"query\":\"up == 0\",\"duration\":60,"
                                + "\"keepFiringFor\":0.5,\"labels\":{\"severity\":\"page\"},\"annotations\":{\"summary\":\"s\"},"
                                + "\"alerts\":[{\"labels\":{\"alertname\":\"Down\",\"cluster\":\"c1\"},\"annotations\":{},"
                                + "\"state\":\"firing\",\"activeAt\":\"2023-11-14T22:13:00.5Z\",\"keepFiringSince\":"
                                + "\"2023-11-14T22:13:00.5Z\",\"value\":\"0e+00\"},{\"labels\":{\"alertname\":\"Down\","
                                + "\"cluster\":\"c2\"},\"annotations\":{},\"state\":\"pending\",\"activeAt\":"
                                + "\"2023-11-14T22:13:00.5Z\",\"value\":\"1.5e+06\"}],\"health\":\"ok\",\"evaluationTime\":0.002,"
                                + "\"lastEvaluation\":\"2023-11-14T22:13:00.5Z\",\"type\":\"alerting\"},"
                                + "{\"name\":\"job:up:sum\",\"query\":\"sum by (job) (up)\",\"labels\":{\"cluster\":\"c3\"},"
                                + "\"health\":\"err\",\"lastError\":\"boom\",\"evaluationTime\":0,\"lastEvaluation\":"
                                + "\"0001-01-01T00:00:00Z\",\"type\":\"recording\"}],\"interval\":15,\"limit\":0,"
                                + "\"evaluationTime\":0.004,\"lastEvaluation\":\"2023-11-14T22:13:00.5Z\",\"lateClusters\":["
                                + "{\"cluster\":\"edge\",\"state\":\"data late\",\"behind\":420}]}]}}");
    }

    @Test
    void underLokisPathOnlyGroupsOverLogsAreShown() {
        assertThat(api.get("/prometheus/api/v1/rules").body()).contains("\"g2\"").doesNotContain("\"g1\"");
        assertThat(api.get("/prometheus/api/v1/alerts").body()).isEqualTo(
                "{\"status\":\"success\",\"data\":{\"alerts\":[]}}");
    }

    @Test
    void alertsAreListedFlat() {
        assertThat(api.get("/api/v1/alerts").body()).startsWith(
                "{\"status\":\"success\",\"data\":{\"alerts\":[{\"labels\":{\"alertname\":\"Down\",\"cluster\":\"c1\"}");
    }

    @Test
    void alertmanagersAreListed() {
        assertThat(api.get("/api/v1/alertmanagers").body()).isEqualTo("{\"status\":\"success\",\"data\":{"
                + "\"activeAlertmanagers\":[{\"url\":\"http://am:9093/api/v2/alerts\"}],\"droppedAlertmanagers\":[]}}");
    }

    @ParameterizedTest
    @CsvSource({"type=alert,Down,job:up:sum", "type=RECORD,job:up:sum,Down", "rule_name[]=Down,Down,job:up:sum",
            "file[]=b.yml,g2,g1", "match[]={severity=\"page\"},Down,g2", "exclude_alerts=true,\"alerts\":null,c2"})
    void filtersLeaveTheRestOut(String query, String present, String absent) {
        assertThat(api.get(encoded("/api/v1/rules?" + query)).body()).contains(present).doesNotContain(absent);
    }

    @Test
    void groupsWithoutRulesLeftAreLeftOut() {
        assertThat(api.get("/api/v1/rules?rule_name[]=none").body()).isEqualTo(
                "{\"status\":\"success\",\"data\":{\"groups\":[]}}");
    }

    @Test
    void pagesFollowEachOther() {
        String first = api.get("/api/v1/rules?group_limit=1").body();
        Matcher token = Pattern.compile("\"groupNextToken\":\"([0-9a-f]{64})\"").matcher(first);
        assertThat(token.find()).isTrue();
        assertThat(first).contains("\"name\":\"g1\"").doesNotContain("\"name\":\"g2\"");
        String second = api.get("/api/v1/rules?group_limit=1&group_next_token=" + token.group(1)).body();
        assertThat(second).contains("\"name\":\"g2\"").doesNotContain("\"name\":\"g1\"", "groupNextToken");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '\u0001', value = {
            "type=x|invalid parameter \\\"type\\\": not supported value \\\"x\\\"",
            "exclude_alerts=x|invalid parameter \\\"exclude_alerts\\\": error converting exclude_alerts:"
                    + " strconv.ParseBool: parsing \\\"x\\\": invalid syntax",
            "group_limit=x|invalid parameter \\\"group_limit\\\": group_limit needs to be a valid number:"
                    + " strconv.ParseInt: parsing \\\"x\\\": invalid syntax",
            "group_limit=0|invalid parameter \\\"group_limit\\\": group_limit needs to be greater than 0",
            "group_next_token=abc|invalid parameter \\\"group_next_token\\\": group_limit needs to be present in order to"
                    + " paginate over the groups",
            "group_limit=1&group_next_token=abc|invalid parameter \\\"group_next_token\\\": invalid group_next_token"
                    + " 'abc'. were rule groups changed?",
            "match[]=up{|parse error", "match[]={a=\"\"}|match[] must contain at least one non-empty matcher"})
    void badQuestionsAreRefused(String query, String error) {
        HttpAnswer got = api.get(encoded("/api/v1/rules?" + query));
        assertThat(got.status()).isEqualTo(400);
        assertThat(got.body()).contains(error);
    }

    @Test
    void aRestrictedAskerSeesItsOwnAlertsAndNoRulesOfOthers() {
        ReadAccess part = new ReadAccess(List.of(dev.tributary.model.Matcher.equal("cluster", "c2")));
        try (ApiFixture narrowed = ApiFixture.with().rules(new Rules()).access(part).start()) {
            assertThat(narrowed.get("/api/v1/alerts").body()).contains("\"cluster\":\"c2\"").doesNotContain("c1");
            assertThat(narrowed.get("/api/v1/rules").body()).contains("\"state\":\"pending\"", "\"name\":\"Down\"")
                    .doesNotContain("c1", "c3", "job:up:sum", "\"state\":\"firing\"");
        }
    }

    private static String encoded(String address) {
        return address.replace("{", "%7B").replace("}", "%7D").replace("\"", "%22");
    }

    private static final class Rules implements RuleDirectory {
        @Override
        public List<Group> groups() {
            Alert firing = new Alert(Labels.of("alertname", "Down", "cluster", "c1"), Labels.EMPTY, State.FIRING, AT,
                    AT,
                    0);
            Alert pending = new Alert(Labels.of("alertname", "Down", "cluster", "c2"), Labels.EMPTY, State.PENDING, AT,
                    null, 1.5e6);
            Rule down = new Alerting("Down", "up == 0", Duration.ofMinutes(1), Duration.ofMillis(500),
                    Labels.of("severity", "page"), Labels.of("summary", "s"), State.FIRING, List.of(firing, pending),
                    OK);
            Rule sum = new Recording("job:up:sum", "sum by (job) (up)", Labels.of("cluster", "c3"),
                    new Evaluation(Health.ERR, "boom", Duration.ZERO, null));
            Rule other = new Recording("other", "1", Labels.EMPTY, Evaluation.NONE);
            return List.of(
                    new Group("g1", "a.yml", Language.PROMQL, Duration.ofSeconds(15), 0, Duration.ofMillis(4), AT,
                            Map.of("edge", Duration.ofMinutes(7)), List.of(down, sum)),
                    new Group("g2", "b.yml", Language.LOGQL, Duration.ofSeconds(30), 5, Duration.ZERO, null, Map.of(),
                            List.of(other)));
        }

        @Override
        public List<String> alertmanagers() {
            return List.of("http://am:9093/api/v2/alerts");
        }

        @Override
        public List<String> droppedAlertmanagers() {
            return List.of();
        }
    }
}
