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

/** A real Prometheus sends its samples into the hub by its own remote write. */
@Timeout(value = 3, unit = TimeUnit.MINUTES)
class PrometheusRemoteWriteIT {
    @TempDir
    Path folder;

    private final int hubPort = Stage.freePort();
    private final int prometheusPort = Stage.freePort();

    @Test
    void whatPrometheusStoresIsInTheHubUnderTheCredentialsCluster() throws Exception {
        Stage.needs("/usr/bin/prometheus", "prometheus");
        try (Stage stage = new Stage(folder)) {
            Path hub = stage.file("hub.yml", """
                                             http: {listen: "127.0.0.1:%d"}
                                             data_dir: hub-data
                                             credentials: [{cluster: edge, token: edge-token-0123456789}]
                                             """.formatted(hubPort));
            stage.tributary("hub", "hub", "--config", hub.toString());
            stage.eventually("the hub is ready", () -> stage.isReady(hubPort));
            Path config = stage.file("prometheus.yml",
                    """
                    global: {scrape_interval: 1s, external_labels: {cluster: forged}}
                    scrape_configs:
                    - {job_name: prometheus, static_configs: [{targets: ["127.0.0.1:%d"]}]}
                    remote_write:
                    - url: http://127.0.0.1:%d/api/v1/write
                      authorization: {credentials: edge-token-0123456789}
                    """.formatted(prometheusPort, hubPort));
            stage.start("prometheus", List.of("/usr/bin/prometheus", "--config.file=" + config,
                    "--storage.tsdb.path=" + stage.path("tsdb"), "--web.listen-address=127.0.0.1:" + prometheusPort));
            PromAnswers ours = new PromAnswers(stage, hubPort);
            PromAnswers theirs = new PromAnswers(stage, prometheusPort);
            stage.eventually("15 samples of up have arrived", () -> ours
                    .instant("count_over_time(up{cluster=\"edge\"}[5m])", now()).values().stream()
                    .anyMatch(count -> Integer.parseInt(count) >= 15));

            double time = now() - 5;
            for (String selector : List.of("up[5m]", "prometheus_http_requests_total[5m]", "go_goroutines[5m]")) {
                Map<String, NavigableMap<Long, String>> stored = ours.samples(selector, time);
                Map<String, NavigableMap<Long, String>> source = theirs.samples(selector, time);
                assertThat(source).isNotEmpty();
                source.forEach((series, samples) -> assertThat(forged(stored, series)).as(series).isEqualTo(samples));
            }
        }
    }

    private static double now() {
        return System.currentTimeMillis() / 1000.0;
    }

    /** The cluster that Prometheus claimed to be has moved aside. */
    private static NavigableMap<Long, String> forged(Map<String, NavigableMap<Long, String>> stored, String series) {
        return stored.entrySet().stream()
                .filter(entry -> entry.getKey().contains("exported_cluster=forged")
                        && entry.getKey().replace("exported_cluster=forged, ", "").equals(series))
                .map(Map.Entry::getValue).findFirst()
                .orElseThrow(() -> new AssertionError("the hub lacks " + series + ", it has " + stored.keySet()));
    }
}
