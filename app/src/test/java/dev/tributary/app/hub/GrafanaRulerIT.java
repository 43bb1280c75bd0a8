package dev.tributary.app.hub;

import java.net.URLEncoder;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.tributary.model.Labels;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.yaml.snakeyaml.Yaml;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

/**
 * The requests by which Grafana 10 to 13 edit rules on a data source, as its browser and server parts send them, and the
 * answers they understand: the server part refuses an answer that is not YAML or that has a key it does not know.
 */
@Timeout(120)
class GrafanaRulerIT {
    /** What Grafana knows of a group and of a rule. */
    private static final Set<String> GROUP_KEYS = Set.of("name", "interval", "rules", "source_tenants",
            "evaluation_delay", "query_offset", "align_evaluation_time_on_interval", "limit");
    private static final Set<String> RULE_KEYS = Set.of("record", "alert", "expr", "for", "keep_firing_for", "labels",
            "annotations");
    private static final String CONFIG = """
                                         http: {listen: "127.0.0.1:0"}
                                         self_metrics: {interval: 0s}
                                         global: {evaluation_interval: 1s}
                                         rule_files: [rules/*.yml]
                                         rule_editing: true
                                         """;
    private static final String READERS = """
                                          read_credentials:
                                            - {name: all, token: all-token-0123456789}
                                            - {name: part, token: part-token-0123456789, clusters: [east]}
                                          """;
    /** As Go writes it. */
    private static final String GROUP = """
                                        name: g
                                        interval: 1s
                                        rules:
                                            - alert: Down
                                              expr: down == 1
                                              for: 1h
                                              keep_firing_for: 5m
                                              labels:
                                                severity: "yes"
                                              annotations:
                                                summary: '{{ $labels.instance }} is down'
                                            - record: answer
                                              expr: "42"
                                        query_offset: 0s
                                        limit: 100
                                        """;

    @TempDir
    Path folder;

    private RunningHub start(String yaml) throws Exception {
        Files.createDirectories(folder.resolve("rules"));
        return RunningHub.start(folder, yaml);
    }

    private static HttpResponse<String> send(RunningHub hub, String method, String path, String body)
            throws Exception {
        return hub.send(hub.request(path).method(method, BodyPublishers.ofString(body))
                .header("User-Agent", "Grafana/12.1.0").build());
    }

    private static HttpResponse<String> get(RunningHub hub, String path) throws Exception {
        return send(hub, "GET", path, "");
    }

    private static void assertAnswer(HttpResponse<String> answer, int status, String text) {
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
        assertThat(answer.body()).contains(text);
    }

    private static void assertAccepted(HttpResponse<String> answer) {
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(202);
        assertThat(answer.headers().firstValue("Content-Type").orElse("")).contains("json");
    }

    /** The groups of each namespace, read as strictly as Grafana does. */
    private static Map<String, List<Map<String, Object>>> namespaces(HttpResponse<String> answer) {
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        assertThat(answer.headers().firstValue("Content-Type").orElse("")).contains("yaml");
        Map<String, List<Map<String, Object>>> namespaces = new Yaml().load(answer.body());
        namespaces.values().forEach(groups -> groups.forEach(GrafanaRulerIT::assertKnown));
        return namespaces;
    }

    @SuppressWarnings("unchecked")
    private static void assertKnown(Map<String, Object> group) {
        assertThat(GROUP_KEYS).containsAll(group.keySet());
        for (Map<String, Object> rule : (List<Map<String, Object>>) requireNonNull(group.get("rules"))) {
            assertThat(RULE_KEYS).containsAll(rule.keySet());
        }
    }

    private static JsonNode data(RunningHub hub, String path) throws Exception {
        return new ObjectMapper().readTree(hub.get(path).body()).path("data");
    }

    @Test
    void theServerIsFoundToBeAMimirWhoseRulesCanBeEdited() throws Exception {
        try (RunningHub hub = start(CONFIG)) {
            JsonNode build = data(hub, "/api/v1/status/buildinfo");
            assertThat(build.path("application").asText()).isEqualTo("Grafana Mimir");
            assertThat(build.path("features").path("ruler_config_api").asText()).isEqualTo("true");
        }
    }

    /** Where Grafana looks for a group that is not there, to learn whether rules can be edited. */
    @ParameterizedTest
    @CsvSource({"/config/v1/rules/test/test?subtype=mimir, group does not exist", // a Mimir
            "/rules/test/test, group does not exist", // taken for a Thanos or Cortex
            "/rules/test/test?subtype=cortex, group does not exist", "/api/prom/rules/test/test, group does not exist", // Loki
            "/config/v1/rules?subtype=mimir, no rule groups found", "/rules?subtype=cortex, no rule groups found",
            "/api/prom/rules, no rule groups found", "/config/v1/rules/none?subtype=mimir, no rule groups found"})
    void whatIsNotThereIsSaidInTheWordsGrafanaLooksFor(String path, String words) throws Exception {
        try (RunningHub hub = start(CONFIG)) {
            assertAnswer(get(hub, path), 404, words);
        }
    }

    @ParameterizedTest
    @CsvSource({"/config/v1/rules, ?subtype=mimir", "/rules, ?subtype=cortex", "/prometheus/config/v1/rules, ''",
            "/api/v1/rules, ''"})
    void aGroupIsWrittenReadChangedAndDeleted(String root, String query) throws Exception {
        try (RunningHub hub = start(CONFIG)) {
            assertAccepted(send(hub, "POST", root + "/team" + query, GROUP));
            hub.awaitValue("answer", 42);
            Map<String, Object> read = new Yaml().load(get(hub, root + "/team/g" + query).body());
            assertThat(read).containsEntry("limit", 100).containsEntry("query_offset", "0s");
            assertThat(namespaces(get(hub, root + "/team" + query))).containsOnlyKeys("team").containsEntry("team",
                    List.of(read));
            assertAccepted(send(hub, "POST", root + "/team" + query, GROUP.replace("42", "43")));
            hub.awaitValue("answer", 43);
            assertAccepted(send(hub, "DELETE", root + "/team/g" + query, ""));
            assertAnswer(get(hub, root + "/team/g" + query), 404, "group does not exist");
            assertAnswer(send(hub, "DELETE", root + "/team/g" + query, ""), 404, "group does not exist");
            assertAccepted(send(hub, "POST", root + "/team" + query, GROUP));
            assertAccepted(send(hub, "DELETE", root + "/team" + query, ""));
            assertThat(data(hub, "/api/v1/rules").path("groups")).isEmpty();
        }
    }

    @ParameterizedTest
    @CsvSource({"a/b, c/d", "a b, c+d", "100%, q?x=1&y", "ünï, 漢字", "QUERY_NAMESPACE, QUERY_GROUP"})
    void anyNameCanBeUsed(String namespace, String group) throws Exception {
        String path = "/config/v1/rules/" + escaped(namespace);
        String named = GROUP.replace("name: g", "name: '" + group + "'");
        try (RunningHub hub = start(CONFIG)) {
            assertAccepted(send(hub, "POST", path + "?subtype=mimir", named));
            assertThat(namespaces(get(hub, "/config/v1/rules?subtype=mimir"))).containsOnlyKeys(namespace);
            assertThat(get(hub, path + "/" + escaped(group) + "?subtype=mimir").statusCode()).isEqualTo(200);
            JsonNode shown = data(hub, "/api/v1/rules").at("/groups/0");
            assertThat(shown.path("file").asText()).isEqualTo(namespace);
            assertThat(shown.path("name").asText()).isEqualTo(group);
            assertAccepted(send(hub, "DELETE", path + "/" + escaped(group) + "?subtype=mimir", ""));
        }
    }

    /** One segment of a path as Go escapes it. */
    private static String escaped(String segment) {
        return URLEncoder.encode(segment, StandardCharsets.UTF_8).replace("+", "%20");
    }

    @Test
    void keysGrafanaDoesNotKnowAreHiddenFromItAndKept() throws Exception {
        try (RunningHub hub = start(CONFIG)) {
            String whole = GROUP + "watermark: record\nlabels: {team: blue}\n";
            assertThat(hub.send(hub.request("/config/v1/rules/team").POST(BodyPublishers.ofString(whole)).build())
                    .statusCode()).isEqualTo(202);
            HttpResponse<String> read = get(hub, "/config/v1/rules?subtype=mimir");
            assertThat(namespaces(read)).containsOnlyKeys("team");
            assertAccepted(send(hub, "POST", "/config/v1/rules/team?subtype=mimir",
                    GROUP.replace("1h", "2h") + "source_tenants: []\nalign_evaluation_time_on_interval: false\n"));
            assertThat(hub.get("/config/v1/rules/team/g").body()).contains("for: 2h", "watermark: record",
                    "team: blue");
            assertAnswer(send(hub, "POST", "/config/v1/rules/team?subtype=mimir", GROUP + "source_tenants: [a]\n"), 400,
                    "source_tenants");
        }
    }

    @Test
    void aRenamedOrMovedGroupKeepsItsAlerts() throws Exception {
        String east = "east";
        try (RunningHub hub = start(CONFIG)) {
            hub.write("", Labels.of("__name__", "down", "instance", "a", "cluster", east), System.currentTimeMillis(),
                    1);
            assertAccepted(send(hub, "POST", "/config/v1/rules/team?subtype=mimir", GROUP));
            String before = activeAt(hub, "team", "g");
            hub.awaitValue("count_over_time(ALERTS_FOR_STATE[1m]) > bool 2", 1);
            // Grafana writes the group under its new name, then deletes the old one.
            assertAccepted(
                    send(hub, "POST", "/config/v1/rules/other?subtype=mimir", GROUP.replace("name: g", "name: h")));
            activeAt(hub, "other", "h");
            assertAccepted(send(hub, "DELETE", "/config/v1/rules/team/g?subtype=mimir", ""));
            assertThat(activeAt(hub, "other", "h")).isEqualTo(before);
        }
    }

    /** When the group's alert became pending. */
    private static String activeAt(RunningHub hub, String namespace, String group) throws Exception {
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(60);
        String path = "/api/v1/rules?type=alert&file[]=" + namespace + "&rule_group[]=" + group;
        while (data(hub, path).at("/groups/0/rules/0/alerts/0/activeAt").asText().isEmpty()) {
            assertThat(System.nanoTime()).as("no alert of " + group).isLessThan(deadline);
            TimeUnit.MILLISECONDS.sleep(50);
        }
        return data(hub, path).at("/groups/0/rules/0/alerts/0/activeAt").asText();
    }

    @Test
    void whatIsWrongIsSaidInPlainText() throws Exception {
        try (RunningHub hub = start(CONFIG)) {
            HttpResponse<String> refused = send(hub, "POST", "/config/v1/rules/team?subtype=mimir",
                    GROUP.replace("down == 1", "down =="));
            assertAnswer(refused, 400, "could not parse expression");
            assertThat(refused.headers().firstValue("Content-Type").orElse("")).startsWith("text/plain");
            assertAnswer(send(hub, "POST", "/config/v1/rules/team?subtype=mimir", "name: g\nrules: ["), 400, "yaml");
            assertAnswer(send(hub, "POST", "/config/v1/rules/team?subtype=mimir", ""), 400, "a rule group is expected");
        }
    }

    @Test
    void groupsOfRuleFilesAreShownAndNotEdited() throws Exception {
        Files.createDirectories(folder.resolve("rules"));
        Path file = Files.writeString(folder.resolve("rules/own.yml"), "groups:\n- " + GROUP.indent(2).strip() + "\n");
        try (RunningHub hub = start(CONFIG)) {
            assertThat(data(hub, "/api/v1/rules").path("groups")).hasSize(1);
            assertAnswer(send(hub, "POST", "/config/v1/rules/" + escaped(file.toString()) + "?subtype=mimir", GROUP),
                    400, "this is a rule file of the hub");
        }
    }

    @Test
    void readersOfAPartSeeRulesWithoutAnEditor() throws Exception {
        try (RunningHub hub = start(CONFIG + READERS)) {
            HttpResponse<String> build = as(hub, "part", "GET", "/api/v1/status/buildinfo");
            assertThat(build.statusCode()).isEqualTo(200);
            assertThat(build.body()).doesNotContain("features");
            assertAnswer(as(hub, "part", "GET", "/api/prom/rules/test/test"), 404, "not edited by this reader");
            assertThat(as(hub, "part", "POST", "/config/v1/rules/team").statusCode()).isEqualTo(403);
            assertThat(as(hub, "none", "GET", "/config/v1/rules").statusCode()).isEqualTo(401);
            assertThat(as(hub, "all", "GET", "/api/v1/status/buildinfo").body()).contains("ruler_config_api");
            assertAnswer(as(hub, "all", "GET", "/api/prom/rules/test/test"), 404, "group does not exist");
        }
    }

    private static HttpResponse<String> as(RunningHub hub, String reader, String method, String path)
            throws Exception {
        return hub.send(hub.request(path).method(method, BodyPublishers.ofString(GROUP))
                .header("Authorization", "Bearer " + reader + "-token-0123456789").build());
    }

    @ParameterizedTest
    @CsvSource({"/api/prom/rules", "/loki/api/v1/rules"})
    void rulesOverLogsAreEditedOnADataSourceOfLoki(String root) throws Exception {
        String group = """
                       name: logs
                       interval: 1s
                       rules:
                           - alert: Errors
                             expr: sum(count_over_time({app="web"} |= "error" [5m])) > 0
                             for: 1m
                       """;
        try (RunningHub hub = start(CONFIG)) {
            assertThat(data(hub, "/prometheus/api/v1/rules").path("groups")).isEmpty();
            assertAccepted(send(hub, "POST", root + "/team", group));
            assertAccepted(send(hub, "POST", "/config/v1/rules/team?subtype=mimir", GROUP));
            assertThat(namespaces(get(hub, root)).get("team")).singleElement()
                    .satisfies(one -> assertThat(one).containsEntry("name", "logs"));
            assertThat(namespaces(get(hub, "/config/v1/rules?subtype=mimir")).get("team")).singleElement()
                    .satisfies(one -> assertThat(one).containsEntry("name", "g"));
            JsonNode shown = data(hub, "/prometheus/api/v1/rules").path("groups");
            assertThat(shown).hasSize(1);
            assertThat(shown.at("/0/rules/0/name").asText()).isEqualTo("Errors");
            assertThat(data(hub, "/prometheus/api/v1/alerts").path("alerts")).isEmpty();
            assertAnswer(send(hub, "POST", root + "/team", group.replace("sum(", "sum((")), 400, "parse");
            assertAnswer(send(hub, "POST", root + "/team", group.replace("name: logs", "name: g")), 400,
                    "another language");
            assertAnswer(send(hub, "DELETE", root + "/team/g", ""), 404, "group does not exist");
            assertAccepted(send(hub, "DELETE", root + "/team/logs", ""));
            assertAnswer(get(hub, root), 404, "no rule groups found");
        }
    }

    @Test
    void withoutEditingGrafanaFindsNothingToEdit() throws Exception {
        try (RunningHub hub = start(CONFIG.replace("rule_editing: true", "rule_editing: false"))) {
            assertThat(hub.get("/api/v1/status/buildinfo").body()).doesNotContain("features");
            HttpResponse<String> probe = get(hub, "/api/prom/rules/test/test");
            assertThat(probe.statusCode()).isEqualTo(404);
            assertThat(probe.body()).doesNotContain("group does not exist", "no rule groups found");
            assertThat(data(hub, "/prometheus/api/v1/rules").path("groups")).isEmpty();
        }
    }
}
