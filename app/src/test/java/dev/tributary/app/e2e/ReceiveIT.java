package dev.tributary.app.e2e;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.concurrent.TimeUnit;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

/** A real Prometheus pushes to a collector inside its cluster, which spools and forwards to the hub; the hub crashes. */
@Timeout(value = 4, unit = TimeUnit.MINUTES)
class ReceiveIT {
    @TempDir
    Path folder;

    private final int hubPort = Stage.freePort();
    private final int prometheusPort = Stage.freePort();
    private final int collectorPort = Stage.freePort();

    @Test
    void whatAPrometheusPushesToTheCollectorIsInTheHubUnderTheCollectorsCluster() throws Exception {
        Stage.needs("/usr/bin/prometheus", "prometheus");
        try (Stage stage = new Stage(folder)) {
            Path hub = stage.file("hub.yml", """
                                             http: {listen: "127.0.0.1:%d"}
                                             data_dir: hub-data
                                             credentials: [{cluster: edge, token: edge-token-0123456789}]
                                             """.formatted(hubPort));
            Process firstHub = stage.tributary("hub", "hub", "--config", hub.toString());
            stage.tributary("collector", "collector", "--config",
                    stage.file("collector.yml", """
                                                cluster: edge
                                                identity_labels: {region: eu}
                                                data_dir: collector-data
                                                http: {listen: "127.0.0.1:%d"}
                                                receive: {remote_write: true, tokens: [{token: agents-only}]}
                                                remote_write:
                                                - url: http://127.0.0.1:%d/api/v1/write
                                                  authorization: {credentials: edge-token-0123456789}
                                                """.formatted(collectorPort, hubPort)).toString());
            stage.eventually("hub and collector are ready",
                    () -> stage.isReady(hubPort) && stage.isReady(collectorPort));
            startPrometheus(stage);
            PromAnswers ours = new PromAnswers(stage, hubPort);
            stage.eventually("samples are at the hub", () -> ups(ours) >= 5);
            Stage.crash(firstHub);
            TimeUnit.SECONDS.sleep(5);
            stage.tributary("hub", "hub", "--config", hub.toString());
            stage.eventually("samples from before, during and after the outage are at the hub",
                    () -> ups(ours) >= 20);
            assertSameSamples(ours, new PromAnswers(stage, prometheusPort));
        }
    }

    private void startPrometheus(Stage stage) {
        Path config = stage.file("prometheus.yml",
                """
                global: {scrape_interval: 1s, external_labels: {cluster: forged}}
                scrape_configs:
                - {job_name: prometheus, static_configs: [{targets: ["127.0.0.1:%d"]}]}
                remote_write:
                - url: http://127.0.0.1:%d/api/v1/write
                  authorization: {credentials: agents-only}
                  queue_config: {batch_send_deadline: 1s}
                """.formatted(prometheusPort, collectorPort));
        stage.start("prometheus", List.of("/usr/bin/prometheus", "--config.file=" + config,
                "--storage.tsdb.path=" + stage.path("tsdb"), "--web.listen-address=127.0.0.1:" + prometheusPort));
    }

    private static double now() {
        return System.currentTimeMillis() / 1000.0;
    }

    private static int ups(PromAnswers ours) throws Exception {
        return ours.instant("count_over_time(up{cluster=\"edge\",job=\"prometheus\"}[5m])", now()).values().stream()
                .mapToInt(Integer::parseInt).sum();
    }

    private static void assertSameSamples(PromAnswers ours, PromAnswers theirs) throws Exception {
        double time = now() - 5;
        for (String selector : List.of("up[5m]", "prometheus_http_requests_total[5m]", "go_goroutines[5m]")) {
            Map<String, NavigableMap<Long, String>> stored = ours.samples(
                    selector.replace("[", "{region=\"eu\",exported_cluster=\"forged\"}["), time);
            Map<String, NavigableMap<Long, String>> source = theirs.samples(selector, time);
            assertThat(source).isNotEmpty();
            source.forEach((series, samples) -> assertThat(stored.entrySet().stream()
                    .filter(entry -> entry.getKey().replace("exported_cluster=forged, ", "")
                            .replace(", region=eu", "").equals(series))
                    .map(Map.Entry::getValue).findFirst()).as(series).hasValue(samples));
        }
    }
}
