package dev.tributary.app.e2e;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpServer;
import dev.tributary.model.LabelSlices;
import dev.tributary.model.Labels;
import dev.tributary.wire.compression.SnappyBlock;
import dev.tributary.wire.remotewrite.RemoteWriteVersion;
import dev.tributary.wire.remotewrite.RemoteWriteWriter;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The whole life of alerts from a hub process to two real Alertmanagers and what people get from them: pending, firing,
 * resent, hub killed and restarted, an Alertmanager down for a while, resolved.
 */
@Timeout(300)
class AlertmanagerIT {
    private static final String BINARY = "/usr/bin/prometheus-alertmanager";
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String RULES = """
                                        groups:
                                          - name: fleet
                                            rules:
                                              - alert: NodeDown
                                                expr: up{job="node"} == 0
                                                labels: {severity: page}
                                                annotations: {summary: "{{ $labels.cluster }} is down"}
                                              - alert: NodeDownLong
                                                expr: up{job="node", cluster="east"} == 0
                                                for: 4s
                                        """;

    @TempDir
    Path folder;

    private final HttpClient http = HttpClient.newHttpClient();
    private final List<JsonNode> notified = new CopyOnWriteArrayList<>();
    private Stage stage;
    private HttpServer webhook;
    private int hubPort;

    @BeforeEach
    void setTheStage() throws IOException {
        Stage.needs(BINARY, "prometheus-alertmanager");
        stage = new Stage(folder);
        webhook = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        webhook.createContext("/", exchange -> {
            JSON.readTree(exchange.getRequestBody()).path("alerts").forEach(notified::add);
            exchange.sendResponseHeaders(200, -1);
            exchange.close();
        });
        webhook.start();
        hubPort = Stage.freePort();
    }

    @AfterEach
    void clear() throws Exception {
        if (stage != null) {
            stage.close();
        }
        if (webhook != null) {
            webhook.stop(0);
        }
    }

    private Process alertmanager(int port) throws Exception {
        Path config = stage.file("am-" + port + ".yml", """
                                                        route: {receiver: people, group_by: [alertname],
                                                                group_wait: 100ms, group_interval: 500ms}
                                                        receivers:
                                                          - name: people
                                                            webhook_configs: [{url: 'http://127.0.0.1:%d/'}]
                                                        """.formatted(webhook.getAddress().getPort()));
        Process process = stage.start("am-" + port, List.of(BINARY, "--config.file=" + config,
                "--storage.path=" + stage.path("am-data-" + port), "--web.listen-address=127.0.0.1:" + port,
                "--cluster.listen-address="));
        stage.eventually("Alertmanager is ready", () -> stage.isReady(port));
        return process;
    }

    private Process hub() throws Exception {
        Process hub = stage.tributary("hub", "hub", "--config", stage.path("hub.yml").toString());
        stage.eventually("hub is ready", () -> stage.isReady(hubPort));
        return hub;
    }

    private void write(String cluster, double up) throws Exception {
        RemoteWriteWriter writer = new RemoteWriteWriter(RemoteWriteVersion.V2);
        LabelSlices slices = new LabelSlices();
        slices.set(Labels.of("__name__", "up", "job", "node", "cluster", cluster));
        writer.series(slices);
        writer.sample(System.currentTimeMillis(), up, 0);
        HttpRequest request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + hubPort + "/api/v1/write"))
                .header("Content-Type", RemoteWriteVersion.V2.contentType()).header("Content-Encoding", "snappy")
                .POST(BodyPublishers.ofByteArray(SnappyBlock.compress(writer.toMessage()))).build();
        assertThat(http.send(request, BodyHandlers.ofString()).statusCode()).isEqualTo(204);
    }

    private List<JsonNode> alerts(int port, String name) throws Exception {
        List<JsonNode> found = new ArrayList<>();
        JSON.readTree(stage.get("http://127.0.0.1:" + port + "/api/v2/alerts?filter=alertname=" + name))
                .forEach(found::add);
        return found;
    }

    private String stateInHub(String name) throws Exception {
        for (JsonNode alert : JSON.readTree(stage.get("http://127.0.0.1:" + hubPort + "/api/v1/alerts"))
                .at("/data/alerts")) {
            if (alert.at("/labels/alertname").asText().equals(name)) {
                return alert.path("state").asText();
            }
        }
        return "";
    }

    private static Instant time(JsonNode alert, String field) {
        return Instant.parse(alert.path(field).asText());
    }

    private boolean wasNotified(String status, String name, String cluster) {
        return notified.stream().anyMatch(alert -> alert.path("status").asText().equals(status)
                && alert.at("/labels/alertname").asText().equals(name)
                && alert.at("/labels/cluster").asText().equals(cluster));
    }

    @Test
    void alertsReachPeopleWhateverHappensOnTheWay() throws Exception {
        int one = Stage.freePort();
        alertmanager(one);
        int two = Stage.freePort();
        Process second = alertmanager(two);
        stage.file("rules.yml", RULES);
        stage.file("hub.yml", """
                              http: {listen: "127.0.0.1:%d"}
                              data_dir: hub-data
                              global: {evaluation_interval: 1s, resend_delay: 5s, external_labels: {hub: main}}
                              rule_files: [rules.yml]
                              alerting:
                                alertmanagers:
                                  - static_configs: [{targets: ["127.0.0.1:%d", "127.0.0.1:%d"]}]
                              """.formatted(hubPort, one, two));
        Process hub = hub();
        write("east", 0);
        write("west", 0);

        // Pending alerts are not sent: the Alertmanager is asked before the hub, so it had none at that moment either
        stage.eventually("the alert is pending", () -> {
            boolean sent = !alerts(one, "NodeDownLong").isEmpty();
            boolean pending = stateInHub("NodeDownLong").equals("pending");
            assertThat(sent && pending).isFalse();
            return pending;
        });
        for (int port : new int[]{one, two}) {
            stage.eventually("everything fires at " + port,
                    () -> alerts(port, "NodeDown").size() == 2 && alerts(port, "NodeDownLong").size() == 1);
        }
        JsonNode first = alerts(one, "NodeDownLong").getFirst();
        assertThat(first.at("/labels/hub").asText()).isEqualTo("main");
        assertThat(alerts(one, "NodeDown").getFirst().at("/annotations/summary").asText()).endsWith(" is down");
        assertThat(first.path("generatorURL").asText()).startsWith("http://127.0.0.1:" + hubPort + "/graph?g0.expr=up");
        JsonNode groups = JSON.readTree(stage.get("http://127.0.0.1:" + one + "/api/v2/alerts/groups"));
        assertThat(groups).hasSize(2).anySatisfy(group -> assertThat(group.path("alerts")).hasSize(2));

        stage.eventually("it is resent", () -> time(alerts(one, "NodeDownLong").getFirst(), "endsAt")
                .isAfter(time(first, "endsAt")));

        // The second Alertmanager goes, then the hub, hard
        Stage.crash(second);
        Stage.crash(hub);
        Instant crashed = Instant.now();
        hub();
        stage.eventually("the restarted hub goes on with it", () -> {
            List<JsonNode> now = alerts(one, "NodeDownLong");
            return now.size() == 1 && time(now.getFirst(), "updatedAt").isAfter(crashed.plusSeconds(1));
        });
        Duration away = Duration.between(crashed, Instant.now());
        JsonNode after = alerts(one, "NodeDownLong").getFirst();
        assertThat(time(after, "startsAt")).isEqualTo(time(first, "startsAt"));
        assertThat(stateInHub("NodeDownLong")).isEqualTo("firing");

        alertmanager(two);
        stage.eventually("the second Alertmanager learns of it again",
                () -> alerts(two, "NodeDownLong").size() == 1 && alerts(two, "NodeDown").size() == 2);

        write("east", 1);
        for (int port : new int[]{one, two}) {
            stage.eventually("east is resolved at " + port,
                    () -> alerts(port, "NodeDown").size() == 1 && alerts(port, "NodeDownLong").isEmpty());
            assertThat(alerts(port, "NodeDown").getFirst().at("/labels/cluster").asText()).isEqualTo("west");
        }
        stage.eventually("people have heard of it all",
                () -> wasNotified("firing", "NodeDown", "east") && wasNotified("firing", "NodeDown", "west")
                        && wasNotified("resolved", "NodeDown", "east")
                        && wasNotified("resolved", "NodeDownLong", "east"));
        // What the hub last said held for four resend delays: a restart within them is not noticed by anybody
        if (away.compareTo(Duration.ofSeconds(15)) < 0) {
            assertThat(wasNotified("resolved", "NodeDown", "west")).isFalse();
        }
    }
}
