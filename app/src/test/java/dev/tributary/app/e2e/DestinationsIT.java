package dev.tributary.app.e2e;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * One collector ships to three destinations: a hub, a real Prometheus with its remote-write receiver on that gets a part, and
 * one that is not there. A reload by signal then adds a label for all.
 */
@Timeout(value = 4, unit = TimeUnit.MINUTES)
class DestinationsIT {
    /** The hub has an up of its own, under another cluster. */
    private static final String UP = "up{cluster=\"edge\"}";
    private static final String UP_EU = "up{cluster=\"edge\",region=\"eu\"}";

    @TempDir
    Path folder;

    private final int hubPort = Stage.freePort();
    private final int prometheusPort = Stage.freePort();
    private final int nodePort = Stage.freePort();
    private final int collectorPort = Stage.freePort();
    private final int nobody = Stage.freePort();

    private String config(String more) {
        return """
               cluster: edge
               data_dir: collector-data
               http: {listen: "127.0.0.1:%d"}
               self_metrics: {enabled: false}
               scrape_configs:
               - job_name: node
                 scrape_interval: 1s
                 scrape_timeout: 1s
                 static_configs: [{targets: ["127.0.0.1:%d"]}]
               remote_write:
               - {name: hub, url: "http://127.0.0.1:%d/api/v1/write", authorization: {credentials: edge-token-0123456789}}
               - name: prometheus
                 url: http://127.0.0.1:%d/api/v1/write
                 send_order: oldest_first
                 write_relabel_configs:
                 - {source_labels: [__name__], regex: "up|node_cpu_.*", action: keep}
               - {name: nobody, url: "http://127.0.0.1:%d/api/v1/write"}
               """
                .formatted(collectorPort, nodePort, hubPort, prometheusPort, nobody) + more;
    }

    @Test
    void eachDestinationGetsItsPartWhateverBecomesOfTheOthers() throws Exception {
        Stage.needs("/usr/bin/prometheus", "prometheus");
        Stage.needs("/usr/bin/prometheus-node-exporter", "prometheus-node-exporter");
        try (Stage stage = new Stage(folder)) {
            stage.start("node", List.of("/usr/bin/prometheus-node-exporter",
                    "--web.listen-address=127.0.0.1:" + nodePort));
            stage.tributary("hub", "hub", "--config",
                    stage.file("hub.yml", """
                                          http: {listen: "127.0.0.1:%d"}
                                          data_dir: hub-data
                                          credentials: [{cluster: edge, token: edge-token-0123456789}]
                                          """.formatted(hubPort)).toString());
            stage.start("prometheus", List.of("/usr/bin/prometheus",
                    "--config.file=" + stage.file("prometheus.yml", "scrape_configs: []\n"),
                    "--storage.tsdb.path=" + stage.path("tsdb"), "--web.enable-remote-write-receiver",
                    "--web.listen-address=127.0.0.1:" + prometheusPort));
            stage.eventually("the hub is ready", () -> stage.isReady(hubPort));
            Path file = stage.file("collector.yml", config(""));
            Process collector = stage.tributary("collector", "collector", "--config", file.toString());
            PromAnswers hub = new PromAnswers(stage, hubPort);
            PromAnswers prometheus = new PromAnswers(stage, prometheusPort);
            stage.eventually("ten samples of up are at both",
                    () -> ups(hub, UP) >= 10 && ups(prometheus, UP) >= 10);
            assertSameSamples(hub, prometheus);
            String status = stage.get("http://127.0.0.1:" + collectorPort + "/api/v1/status");
            assertThat(status).contains("\"name\":\"nobody\"", "Connection refused");

            Files.writeString(file, config("identity_labels: {region: eu}\n"));
            hangUp(collector);
            stage.eventually("the label is on the samples",
                    () -> ups(hub, UP_EU) >= 3 && ups(prometheus, UP_EU) >= 3);
            assertThat(hub.instant("up{cluster=\"edge\",region=\"\"}", now())).as("ended when the labels changed")
                    .isEmpty();
        }
    }

    private static void hangUp(Process process) throws Exception {
        assertThat(new ProcessBuilder("kill", "-HUP", Long.toString(process.pid())).start().waitFor()).isZero();
    }

    private static double now() {
        return System.currentTimeMillis() / 1000.0;
    }

    private static int ups(PromAnswers answers, String selector) throws Exception {
        return answers.instant("count_over_time(" + selector + "[5m])", now()).values().stream()
                .mapToInt(Integer::parseInt).sum();
    }

    private static void assertSameSamples(PromAnswers hub, PromAnswers prometheus) throws Exception {
        double time = now() - 3;
        assertThat(new TreeSet<>(prometheus.instant("count by (__name__) ({__name__=~\".+\"})", time).keySet()))
                .containsExactly("{__name__=node_cpu_guest_seconds_total}", "{__name__=node_cpu_seconds_total}",
                        "{__name__=up}");
        for (String selector : List.of(UP + "[1m]", "node_cpu_seconds_total[1m]")) {
            Map<String, NavigableMap<Long, String>> sent = hub.samples(selector, time);
            assertThat(sent).isNotEmpty().isEqualTo(prometheus.samples(selector, time));
        }
    }
}
