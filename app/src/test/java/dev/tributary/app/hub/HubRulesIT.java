package dev.tributary.app.hub;

import java.net.InetAddress;
import java.net.Socket;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.tributary.model.Labels;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

/** Rules as a hub runs them: from its configuration to its API and its store. */
@Timeout(120)
class HubRulesIT {
    private static final String EAST = "east-token-0123456789";
    private static final String CONFIG = """
                                         http: {listen: "127.0.0.1:0"}
                                         self_metrics: {interval: 1s}
                                         credentials:
                                           - {cluster: east, token: east-token-0123456789}
                                           - {cluster: west, token: west-token-0123456789}
                                         global:
                                           evaluation_interval: 1s
                                           external_labels: {hub: main}
                                         external_url: https://hub.example.com/t/
                                         rule_files: [rules/*.yml]
                                         alerting:
                                           alertmanagers:
                                             - static_configs: [{targets: ["127.0.0.1:1"]}]
                                         """;
    private static final String RULES = """
                                        groups:
                                          - name: fleet
                                            rules:
                                              - record: cluster:up:sum
                                                expr: sum by (cluster) (up{job="node"})
                                              - record: fleet:up:sum
                                                expr: sum(up{job='node'})by()
                                              - alert: NodeDown
                                                expr: up{job="node"} == 0
                                                labels: {severity: page}
                                                annotations: {summary: "{{ $labels.cluster }} by {{ $externalLabels.hub }}"}
                                              - alert: Slow
                                                expr: up{job="node"} == 0
                                                for: 1h
                                        """;
    private static final Labels UP = Labels.of("__name__", "up", "job", "node");

    @TempDir
    Path folder;

    private RunningHub start(String rules) throws Exception {
        Files.createDirectories(folder.resolve("rules"));
        Files.writeString(folder.resolve("rules/fleet.yml"), rules);
        return RunningHub.start(folder, CONFIG);
    }

    private static JsonNode data(RunningHub hub, String path) throws Exception {
        return new ObjectMapper().readTree(hub.get(path).body()).path("data");
    }

    private static void eventually(Callable<Boolean> condition) throws Exception {
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(60);
        while (!condition.call()) {
            assertThat(System.nanoTime()).as("gave up waiting").isLessThan(deadline);
            TimeUnit.MILLISECONDS.sleep(50);
        }
    }

    @Test
    void resultsBelongToTheirClusterOrToTheHub() throws Exception {
        try (RunningHub hub = start(RULES)) {
            hub.write(EAST, UP, System.currentTimeMillis(), 1);
            hub.awaitValue("cluster:up:sum{cluster=\"east\"}", 1);
            hub.awaitValue("fleet:up:sum{cluster=\"_hub\"}", 1);
            assertThat(data(hub, "/api/v1/rules").findValuesAsText("query")).contains("sum(up{job=\"node\"})");
            hub.write(EAST, UP, System.currentTimeMillis(), 0);
            hub.awaitValue("ALERTS{alertname=\"NodeDown\", alertstate=\"firing\", cluster=\"east\"}", 1);
            hub.awaitValue("ALERTS_FOR_STATE{alertname=\"Slow\", cluster=\"east\"} > bool 0", 1);
            // A result of a rule is no sign of life of the cluster it is about
            hub.awaitValue("tributary_cluster_up{cluster=\"west\"}", 0);
        }
    }

    @Test
    void whoMayNotEditIsRefusedBeforeTheBodyComes() throws Exception {
        try (RunningHub hub = start(RULES); Socket socket = new Socket(InetAddress.getLoopbackAddress(), hub.port())) {
            socket.setSoTimeout((int) TimeUnit.SECONDS.toMillis(30));
            socket.getOutputStream()
                    .write("POST /config/v1/rules/team HTTP/1.1\r\nHost: h\r\nContent-Length: 2000000\r\n\r\n"
                            .getBytes(StandardCharsets.US_ASCII));
            byte[] status = socket.getInputStream().readNBytes(12);
            assertThat(new String(status, StandardCharsets.US_ASCII)).isEqualTo("HTTP/1.1 404");
        }
    }

    @Test
    void groupsOfTypeLokiAskTheLogs() throws Exception {
        String rules = """
                       groups:
                         - name: errors
                           type: loki
                           rules:
                             - record: app:errors:count10m
                               expr: sum by (cluster, app) (count_over_time({app="web"} |= "error" [10m]))
                             - alert: ManyErrors
                               expr: sum by (cluster, app) (count_over_time({app="web"} |= "error" [10m])) > 2
                               annotations: {summary: "{{ $value }} errors in {{ $labels.cluster }}"}
                       """;
        try (RunningHub hub = start(rules)) {
            String entry = "[\"" + System.currentTimeMillis() + "00000%d\", \"level=error request %d\"]";
            String body = "{\"streams\": [{\"stream\": {\"app\": \"web\"}, \"values\": [" + entry.formatted(1, 1) + ","
                    + entry.formatted(2, 2) + "," + entry.formatted(3, 3) + "]}]}";
            HttpResponse<String> pushed = hub.send(hub.request("/loki/api/v1/push").POST(BodyPublishers.ofString(body))
                    .header("Content-Type", "application/json").header("Authorization", "Bearer " + EAST).build());
            assertThat(pushed.statusCode()).as(pushed.body()).isEqualTo(204);
            hub.awaitValue("app:errors:count10m{app=\"web\", cluster=\"east\"}", 3);
            eventually(() -> data(hub, "/api/v1/alerts").path("alerts").size() == 1);
            JsonNode alert = data(hub, "/api/v1/alerts").path("alerts").get(0);
            assertThat(alert.at("/annotations/summary").asText()).isEqualTo("3 errors in east");
            assertThat(alert.path("state").asText()).isEqualTo("firing");
        }
    }

    @Test
    void rulesAlertsAndAlertmanagersAreShown() throws Exception {
        try (RunningHub hub = start(RULES)) {
            hub.write(EAST, UP, System.currentTimeMillis(), 0);
            eventually(() -> data(hub, "/api/v1/alerts").path("alerts").size() == 2);
            JsonNode group = data(hub, "/api/v1/rules?type=alert&rule_name[]=NodeDown").path("groups").get(0);
            assertThat(group.path("name").asText()).isEqualTo("fleet");
            assertThat(group.path("file").asText()).isEqualTo(folder.resolve("rules/fleet.yml").toString());
            JsonNode rule = group.path("rules").get(0);
            assertThat(group.path("rules")).hasSize(1);
            assertThat(rule.path("state").asText()).isEqualTo("firing");
            assertThat(rule.path("health").asText()).isEqualTo("ok");
            assertThat(rule.at("/alerts/0/annotations/summary").asText()).isEqualTo("east by main");
            assertThat(rule.at("/alerts/0/labels/severity").asText()).isEqualTo("page");
            eventually(() -> data(hub, "/api/v1/alertmanagers").path("activeAlertmanagers").size() == 1);
            assertThat(hub.get("/metrics").body())
                    .contains("prometheus_rule_group_iterations_missed_total{rule_group=")
                    .contains("prometheus_notifications_queue_capacity 10000")
                    .contains("tributary_cluster_watermark_timestamp_seconds{cluster=\"west\"} 0.0");
        }
    }

    @Test
    void reloadTakesChangedRulesAllOrNothing() throws Exception {
        try (RunningHub hub = start(RULES)) {
            hub.write(EAST, UP, System.currentTimeMillis(), 1);
            hub.awaitValue("fleet:up:sum", 1);
            Files.writeString(folder.resolve("rules/bad.yml"),
                    "groups:\n- name: b\n  rules: [{record: x, expr: 'sum('}]\n");
            HttpResponse<String> refused = hub.send(hub.request("/-/reload").POST(BodyPublishers.noBody()).build());
            assertThat(refused.statusCode()).isEqualTo(400);
            assertThat(refused.body()).contains("rules/bad.yml:3:", "could not parse expression");
            assertThat(data(hub, "/api/v1/rules").path("groups")).hasSize(1);
            Files.writeString(folder.resolve("rules/bad.yml"),
                    "groups:\n- name: b\n  rules: [{record: x, expr: '42'}]\n");
            assertThat(hub.send(hub.request("/-/reload").POST(BodyPublishers.noBody()).build()).statusCode())
                    .isEqualTo(200);
            hub.awaitValue("x", 42);
            Files.delete(folder.resolve("rules/bad.yml"));
            assertThat(hub.send(hub.request("/-/reload").POST(BodyPublishers.noBody()).build()).statusCode())
                    .isEqualTo(200);
            hub.awaitValue("count(x) or vector(0)", 0);
        }
    }

    @Test
    void alertsGoOnAfterARestartWhereTheyWere() throws Exception {
        JsonNode before;
        try (RunningHub hub = start(RULES)) {
            hub.write(EAST, UP, System.currentTimeMillis(), 0);
            eventually(() -> data(hub, "/api/v1/alerts").path("alerts").size() == 2);
            before = data(hub, "/api/v1/alerts?x=1").path("alerts");
        }
        try (RunningHub hub = start(RULES)) {
            eventually(() -> data(hub, "/api/v1/alerts").path("alerts").size() == 2);
            JsonNode after = data(hub, "/api/v1/alerts").path("alerts");
            for (JsonNode alert : before) {
                if (alert.path("state").asText().equals("firing")) {
                    assertThat(after).anySatisfy(other -> {
                        assertThat(other.path("labels")).isEqualTo(alert.path("labels"));
                        assertThat(other.path("activeAt")).isEqualTo(alert.path("activeAt"));
                    });
                }
            }
        }
    }

    private HttpResponse<String> send(RunningHub hub, String method, String path, String body) throws Exception {
        return hub.send(hub.request(path).method(method, BodyPublishers.ofString(body)).build());
    }

    @Test
    void rulesAreEditedAsOnAMimirAndSurviveARestart() throws Exception {
        String yaml = CONFIG + "rule_editing: true\n";
        Files.createDirectories(folder.resolve("rules"));
        String group = "name: mine\ninterval: 1s\nrules:\n- record: answer\n  expr: vector(42)\n";
        try (RunningHub hub = RunningHub.start(folder, yaml)) {
            assertThat(hub.get("/config/v1/rules").statusCode()).isEqualTo(404);
            assertThat(send(hub, "POST", "/config/v1/rules/team%20a", group).statusCode()).isEqualTo(202);
            hub.awaitValue("answer", 42);
            assertThat(hub.get("/config/v1/rules/team%20a/mine").body()).contains("record: answer");
            assertThat(hub.get("/config/v1/rules").body()).startsWith("team a:\n- name: mine\n");
            HttpResponse<String> refused = send(hub, "POST", "/config/v1/rules/team%20a", group.replace("(42)", "("));
            assertThat(refused.statusCode()).isEqualTo(400);
            assertThat(refused.body()).contains("could not parse expression");
            assertThat(data(hub, "/api/v1/rules").at("/groups/0/file").asText()).isEqualTo("team a");
            assertThat(hub.get("/api/v1/status/buildinfo").body()).contains("\"ruler_config_api\":\"true\"");
        }
        try (RunningHub hub = RunningHub.start(folder, yaml)) {
            assertThat(data(hub, "/api/v1/rules").path("groups")).hasSize(1);
            assertThat(send(hub, "DELETE", "/config/v1/rules/team%20a/mine", "").statusCode()).isEqualTo(202);
            assertThat(data(hub, "/api/v1/rules").path("groups")).isEmpty();
            assertThat(hub.get("/config/v1/rules/team%20a/mine/versions").body()).contains("version: 2");
        }
        try (RunningHub hub = RunningHub.start(folder, CONFIG)) {
            assertThat(send(hub, "POST", "/config/v1/rules/a", group).statusCode()).isEqualTo(404);
            assertThat(hub.get("/api/v1/status/buildinfo").body()).doesNotContain("features");
        }
    }
}
