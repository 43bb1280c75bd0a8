package dev.tributary.app.e2e;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.concurrent.TimeUnit;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

/** Two real Prometheus servers with a real node_exporter, two collectors and a hub, each a process of its own. */
@Timeout(value = 5, unit = TimeUnit.MINUTES)
class FleetIT {
    private static final List<String> CLUSTERS = List.of("eu", "us");
    private static final String COMPARED = "{__name__=~\"node_cpu_seconds_total|node_memory_.*|up\",job=\"node\"}";

    @TempDir
    Path folder;

    /** One cluster: its Prometheus and its collector. */
    private record Cluster(String name, int prometheusPort, int collectorPort) {
    }

    private final int hubPort = Stage.freePort();
    private final int exporterPort = Stage.freePort();

    @Test
    void theHubAnswersAsEachPrometheusDoesAndKeepsEverySampleThroughCrashes() throws Exception {
        Stage.needs("/usr/bin/prometheus", "prometheus");
        Stage.needs("/usr/bin/prometheus-node-exporter", "prometheus-node-exporter");
        try (Stage stage = new Stage(folder)) {
            stage.start("exporter", List.of("/usr/bin/prometheus-node-exporter", "--collector.disable-defaults",
                    "--collector.cpu", "--collector.meminfo", "--web.listen-address=127.0.0.1:" + exporterPort));
            List<Cluster> clusters = CLUSTERS.stream()
                    .map(name -> new Cluster(name, Stage.freePort(), Stage.freePort())).toList();
            clusters.forEach(cluster -> startPrometheus(stage, cluster));
            Process hub = startHub(stage);
            stage.eventually("the hub is ready", () -> stage.isReady(hubPort));
            Process collector = startCollector(stage, clusters.getFirst());
            startCollector(stage, clusters.getLast());
            PromAnswers answers = new PromAnswers(stage, hubPort);

            stage.eventually("both clusters are seen", () -> upByCluster(answers) == 2);
            // A rate over a minute is compared only when a minute of samples is there.
            double first = now();
            stage.eventually("a minute of samples has arrived", () -> newest(answers) > first + 70);
            for (Cluster cluster : clusters) {
                assertSameAnswers(stage, answers, cluster, now() - 8);
            }

            double crash = now();
            Map<String, NavigableMap<Long, String>> before = answers.samples(COMPARED + "[5m]", crash);
            Stage.crash(hub);
            Stage.crash(collector);
            TimeUnit.SECONDS.sleep(6);
            startHub(stage);
            startCollector(stage, clusters.getFirst());
            stage.eventually("the hub is ready again", () -> stage.isReady(hubPort));
            double restarted = now();
            stage.eventually("samples arrive again", () -> newest(answers) > restarted + 10);

            Map<String, NavigableMap<Long, String>> after = answers.samples(COMPARED + "[5m]", crash);
            before.forEach((series, samples) -> assertThat(after.get(series)).as(series).containsAllEntriesOf(samples));
            // The collector of "us" never stopped: the hub's outage must have cost it nothing.
            assertEverySampleArrived(stage, answers, clusters.getLast(), first, restarted + 5);
        }
    }

    private void startPrometheus(Stage stage, Cluster cluster) {
        Path config = stage.file(cluster.name() + "-prometheus.yml",
                """
                global: {scrape_interval: 2s, external_labels: {replica: "%s-0"}}
                scrape_configs:
                - {job_name: node, static_configs: [{targets: ["127.0.0.1:%d"]}]}
                - {job_name: prometheus, static_configs: [{targets: ["127.0.0.1:%d"]}]}
                """.formatted(cluster.name(), exporterPort, cluster.prometheusPort()));
        stage.start(cluster.name() + "-prometheus", List.of("/usr/bin/prometheus", "--config.file=" + config,
                "--storage.tsdb.path=" + stage.path(cluster.name() + "-tsdb"),
                "--web.listen-address=127.0.0.1:" + cluster.prometheusPort()));
    }

    private Process startHub(Stage stage) {
        Path config = stage.file("hub.yml", """
                                            http: {listen: "127.0.0.1:%d"}
                                            data_dir: hub-data
                                            credentials:
                                            - {cluster: eu, token: eu-token-0123456789}
                                            - {cluster: us, token: us-token-0123456789}
                                            """.formatted(hubPort));
        return stage.tributary("hub", "hub", "--config", config.toString());
    }

    private Process startCollector(Stage stage, Cluster cluster) {
        Path config = stage.file(cluster.name() + "-collector.yml",
                """
                cluster: %s
                data_dir: %s-collector
                http: {listen: "127.0.0.1:%d"}
                federate_configs:
                - {job_name: federate, url: "http://127.0.0.1:%d", scrape_interval: 500ms}
                remote_write:
                - url: http://127.0.0.1:%d/api/v1/write
                  authorization: {credentials: %s-token-0123456789}
                """.formatted(cluster.name(), cluster.name(), cluster.collectorPort(), cluster.prometheusPort(),
                        hubPort,
                        cluster.name()));
        return stage.tributary(cluster.name() + "-collector", "collector", "--config", config.toString());
    }

    private static double now() {
        return System.currentTimeMillis() / 1000.0;
    }

    private static int upByCluster(PromAnswers answers) throws IOException, InterruptedException {
        String byCluster = "count(sum by (cluster) (up{job=\"node\"}) == 1)";
        return answers.instant(byCluster, now()).values().stream().mapToInt(Integer::parseInt).sum();
    }

    /** Time of the sample that arrived last, of the cluster that is furthest behind. */
    private static double newest(PromAnswers answers) throws IOException, InterruptedException {
        return answers.instant("min(timestamp(up{job=\"node\"}))", now()).values().stream()
                .mapToDouble(Double::parseDouble).min().orElse(0);
    }

    private static void assertSameAnswers(Stage stage, PromAnswers hub, Cluster cluster, double time)
            throws IOException, InterruptedException {
        PromAnswers prometheus = new PromAnswers(stage, cluster.prometheusPort());
        assertThat(hub.instant("sum(up{cluster=\"" + cluster.name() + "\",job=~\"node|prometheus\"})", time))
                .isEqualTo(prometheus.instant("sum(up{job=~\"node|prometheus\"})", time));
        Map<String, String> ours = hub.instant(
                "rate(node_cpu_seconds_total{cluster=\"" + cluster.name() + "\"}[1m])", time);
        Map<String, String> theirs = prometheus.instant("rate(node_cpu_seconds_total[1m])", time);
        assertThat(theirs).isNotEmpty();
        theirs.forEach((series, value) -> assertThat(Double.parseDouble(withoutReplica(ours, series))).as(series)
                .isCloseTo(Double.parseDouble(value), within(1e-9)));
        assertThat(ours).hasSameSizeAs(theirs);
    }

    /** Federation adds the source's external labels, which its own answers do not show. */
    private static <T> T withoutReplica(Map<String, T> ours, String series) {
        return ours.entrySet().stream()
                .filter(entry -> entry.getKey().replaceAll(", replica=[^,}]*", "").equals(series))
                .map(Map.Entry::getValue).findFirst()
                .orElseThrow(() -> new AssertionError("the hub lacks " + series + ", it has " + ours.keySet()));
    }

    private static void assertEverySampleArrived(Stage stage, PromAnswers hub, Cluster cluster, double from, double to)
            throws IOException, InterruptedException {
        PromAnswers prometheus = new PromAnswers(stage, cluster.prometheusPort());
        Map<String, NavigableMap<Long, String>> source = prometheus.samples(COMPARED + "[5m]", to);
        String ofCluster = COMPARED.replace("{", "{cluster=\"" + cluster.name() + "\",");
        Map<String, NavigableMap<Long, String>> stored = hub.samples(ofCluster + "[5m]", to);
        assertThat(source).isNotEmpty();
        source.forEach((series, samples) -> assertThat(withoutReplica(stored, series)).as(series)
                .containsAllEntriesOf(samples.tailMap(Math.round(from * 1000))));
    }
}
