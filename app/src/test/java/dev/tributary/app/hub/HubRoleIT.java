package dev.tributary.app.hub;

import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tributary.model.Labels;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

class HubRoleIT {
    private static final String EAST = "east-token-0123456789";
    private static final String WEST = "west-token-0123456789";
    private static final String READER = "Bearer reader-token-0123456789";
    private static final Labels UP = Labels.of("__name__", "up", "job", "node");

    private static final String TWO_CLUSTERS = """
                                               http: {listen: "127.0.0.1:0"}
                                               data_dir: data
                                               self_metrics: {interval: 1s}
                                               credentials:
                                                 - {cluster: east, token: %s}
                                                 - {cluster: west, token_file: west.token}
                                               """.formatted(EAST);

    @TempDir
    Path folder;

    private RunningHub start(String yaml) throws Exception {
        Files.writeString(folder.resolve("west.token"), WEST + "\n");
        return RunningHub.start(folder, yaml);
    }

    @Test
    void whatIsWrittenIsReadUnderTheCredentialsClusterAndSurvivesARestart() throws Exception {
        long now = System.currentTimeMillis();
        try (RunningHub hub = start(TWO_CLUSTERS)) {
            assertThat(hub.write(EAST, UP, now, 1).statusCode()).isEqualTo(204);
            assertThat(hub.write(WEST, UP.with("cluster", "east"), now, 2).statusCode()).isEqualTo(204);
            assertThat(hub.value("up{cluster=\"east\", job=\"node\"}")).isEqualTo(1);
            assertThat(hub.value("up{cluster=\"west\", exported_cluster=\"east\"}")).isEqualTo(2);
        }
        try (RunningHub hub = start(TWO_CLUSTERS)) {
            assertThat(hub.value("up{cluster=\"east\", job=\"node\"}")).isEqualTo(1);
            assertThat(hub.value("up{cluster=\"west\", exported_cluster=\"east\"}")).isEqualTo(2);
        }
    }

    @Test
    void aSilentClusterIsAFactAlsoOneThatNeverReported() throws Exception {
        try (RunningHub hub = start(TWO_CLUSTERS)) {
            hub.awaitValue("tributary_cluster_up{cluster=\"west\"}", 0);
            hub.awaitValue("tributary_cluster_last_sample_age_seconds{cluster=\"west\"}", Double.POSITIVE_INFINITY);
            hub.write(EAST, UP, System.currentTimeMillis(), 1);
            hub.awaitValue("tributary_cluster_up{cluster=\"east\"}", 1);
            hub.awaitValue("tributary_cluster_last_sample_age_seconds{cluster=\"east\"} < bool 60", 1);
            hub.awaitValue("tributary_cluster_last_received_timestamp_seconds{cluster=\"east\"} > bool 0", 1);
        }
        try (RunningHub hub = start(TWO_CLUSTERS)) {
            // The port differs from that of the first run, so the series of both are seen
            hub.awaitValue("max(tributary_cluster_last_received_timestamp_seconds{cluster=\"west\"})", 0);
            assertThat(hub.get("/metrics").body()).containsPattern(
                    "tributary_cluster_last_received_timestamp_seconds\\{cluster=\"east\"} 1\\.\\d+E9");
        }
    }

    @Test
    void theHubStoresItsOwnMetricsUnderItsReservedCluster() throws Exception {
        try (RunningHub hub = start(TWO_CLUSTERS)) {
            hub.awaitValue("tributary_storage_ready{cluster=\"_hub\", job=\"tributary-hub\"}", 1);
            hub.awaitValue("count(jvm_memory_used_bytes{cluster=\"_hub\", area=\"heap\"})", 1);
            hub.awaitValue("count({cluster=\"_hub\", job!=\"tributary-hub\"}) or vector(0)", 0);
        }
    }

    @Test
    void readersSeeWhatTheirCredentialAllows() throws Exception {
        String yaml = TWO_CLUSTERS
                + """
                  read_credentials:
                    - {name: east-team, token: reader-token-0123456789, clusters: [east], matchers: ['job="node"']}
                    - {name: operators, token: operator-token-0123456789}
                  """;
        try (RunningHub hub = start(yaml)) {
            long now = System.currentTimeMillis();
            hub.write(EAST, UP, now, 1);
            hub.write(EAST, UP.with("job", "secret"), now, 1);
            hub.write(WEST, UP, now, 1);
            JsonNode seen = hub.query("up", "Authorization", READER);
            assertThat(seen.size()).isEqualTo(1);
            assertThat(seen.get(0).path("metric").path("cluster").asText()).isEqualTo("east");
            assertThat(hub.query("up", "Authorization", "Bearer operator-token-0123456789").size()).isEqualTo(3);
            assertThat(hub.get("/api/v1/query?query=up").statusCode()).isEqualTo(401);
            assertThat(hub.send(hub.request("/metrics").header("Authorization", READER).build()).statusCode())
                    .isEqualTo(403);
            assertThat(hub.get("/-/ready").statusCode()).isEqualTo(200);
        }
    }

    @Test
    void credentialsAreReplacedByReloadAllOrNothing() throws Exception {
        try (RunningHub hub = start(TWO_CLUSTERS)) {
            Files.writeString(folder.resolve("hub.yml"), TWO_CLUSTERS.replace(EAST, "new-token-0123456789"));
            assertThat(reload(hub).statusCode()).isEqualTo(200);
            long now = System.currentTimeMillis();
            assertThat(hub.write(EAST, UP, now, 1).statusCode()).isEqualTo(401);
            assertThat(hub.write("new-token-0123456789", UP, now, 1).statusCode()).isEqualTo(204);

            Files.writeString(folder.resolve("hub.yml"), TWO_CLUSTERS.replace("cluster: west", "clustre: west"));
            HttpResponse<String> refused = reload(hub);
            assertThat(refused.statusCode()).isEqualTo(400);
            assertThat(refused.body())
                    .contains("hub.yml:6:6: credentials[1].clustre: unknown key; did you mean 'cluster'?");
            assertThat(hub.write("new-token-0123456789", UP, now, 1).statusCode()).isEqualTo(204);
            assertThat(hub.get("/metrics").body()).contains("tributary_config_last_reload_successful 0.0");
        }
    }

    private static HttpResponse<String> reload(RunningHub hub) throws Exception {
        return hub.send(hub.request("/-/reload").POST(BodyPublishers.noBody()).build());
    }

    @Test
    void withoutCredentialsTheDataNamesItsCluster() throws Exception {
        try (RunningHub hub = start("http: {listen: '127.0.0.1:0'}\nself_metrics: {interval: 1s}")) {
            hub.write("any", UP.with("cluster", "north"), System.currentTimeMillis(), 1);
            hub.awaitValue("tributary_cluster_up{cluster=\"north\"}", 1);
            assertThat(hub.value("up{cluster=\"north\"}")).isEqualTo(1);
        }
    }
}
