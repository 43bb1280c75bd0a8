package dev.tributary.app.e2e;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

/** A collector scrapes a real node_exporter itself, beside a real Prometheus that scrapes the same one in the same way. */
@Timeout(value = 4, unit = TimeUnit.MINUTES)
class ScrapeIT {
    /** What changes from scrape to scrape differs between two scrapers; these hold still for as long as the host is up. */
    private static final List<String> STILL = List.of("node_boot_time_seconds", "node_uname_info",
            "node_memory_MemTotal_bytes", "node_exporter_build_info");

    @TempDir
    Path folder;

    private final int hubPort = Stage.freePort();
    private final int prometheusPort = Stage.freePort();
    private final int nodePort = Stage.freePort();
    private final int collectorPort = Stage.freePort();

    private String job() {
        return """
               - job_name: node
                 scrape_interval: 1s
                 scrape_timeout: 1s
                 static_configs: [{targets: ["127.0.0.1:%d"], labels: {rack: r7}}]
                 relabel_configs:
                 - {source_labels: [rack], regex: r(.*), target_label: rack_number}
                 metric_relabel_configs:
                 - {source_labels: [__name__], regex: node_scrape_.*, action: drop}
               """.formatted(nodePort);
    }

    @Test
    void theHubAnswersAsAPrometheusThatScrapesTheSameTarget() throws Exception {
        Stage.needs("/usr/bin/prometheus", "prometheus");
        Stage.needs("/usr/bin/prometheus-node-exporter", "prometheus-node-exporter");
        try (Stage stage = new Stage(folder)) {
            Process node = stage.start("node", List.of("/usr/bin/prometheus-node-exporter",
                    "--web.listen-address=127.0.0.1:" + nodePort));
            startHub(stage);
            stage.tributary("collector", "collector", "--config",
                    stage.file("collector.yml", """
                                                cluster: edge
                                                data_dir: collector-data
                                                http: {listen: "127.0.0.1:%d"}
                                                scrape_configs:
                                                %s
                                                remote_write:
                                                - url: http://127.0.0.1:%d/api/v1/write
                                                  authorization: {credentials: edge-token-0123456789}
                                                """.formatted(collectorPort, job(), hubPort)).toString());
            Path config = stage.file("prometheus.yml", "scrape_configs:\n" + job());
            stage.start("prometheus", List.of("/usr/bin/prometheus", "--config.file=" + config,
                    "--storage.tsdb.path=" + stage.path("tsdb"), "--web.listen-address=127.0.0.1:" + prometheusPort));
            PromAnswers ours = new PromAnswers(stage, hubPort);
            PromAnswers theirs = new PromAnswers(stage, prometheusPort);
            stage.eventually("both have scraped ten times", () -> scrapes(ours) >= 10 && scrapes(theirs) >= 10);
            stage.eventually("the collector is ready", () -> stage.isReady(collectorPort));

            assertSameSeries(ours, theirs);
            assertEvenlySpaced(ours);
            Stage.crash(node);
            stage.eventually("the target is down at both", () -> isDown(ours) && isDown(theirs));
            assertThat(ours.instant("{job=\"node\",__name__=~\"node_.*\"}", now())).as("ended with the target")
                    .isEmpty();
        }
    }

    private void startHub(Stage stage) throws Exception {
        stage.tributary("hub", "hub", "--config",
                stage.file("hub.yml", """
                                      http: {listen: "127.0.0.1:%d"}
                                      data_dir: hub-data
                                      credentials: [{cluster: edge, token: edge-token-0123456789}]
                                      """.formatted(hubPort)).toString());
        stage.eventually("the hub is ready", () -> stage.isReady(hubPort));
    }

    private static double now() {
        return System.currentTimeMillis() / 1000.0;
    }

    private static int scrapes(PromAnswers answers) throws Exception {
        return answers.instant("count_over_time(up{job=\"node\"}[5m])", now()).values().stream()
                .mapToInt(Integer::parseInt).sum();
    }

    private static boolean isDown(PromAnswers answers) throws Exception {
        return answers.instant("up{job=\"node\"}", now()).containsValue("0");
    }

    /** Names with labels of everything the target has; values of what holds still. */
    private static void assertSameSeries(PromAnswers ours, PromAnswers theirs) throws Exception {
        double time = now() - 2;
        String all = "{job=\"node\"}";
        Set<String> stored = new TreeSet<>(ours.instant(all, time).keySet());
        Set<String> expected = new TreeSet<>();
        // A Prometheus 2 keeps what stands on the page, 3 and the collector write bounds and quantiles as floats.
        theirs.instant(all, time).keySet()
                .forEach(series -> expected.add(series.replaceAll("\\b(le|quantile)=(\\d+)([,}])", "$1=$2.0$3")));
        assertThat(stored).hasSizeGreaterThan(300).isEqualTo(expected);
        assertThat(stored).allMatch(series -> series.contains("rack=r7") && series.contains("rack_number=7"));
        for (String name : STILL) {
            assertThat(ours.instant(name, time)).as(name).isNotEmpty().isEqualTo(theirs.instant(name, time));
        }
        for (String name : List.of("scrape_samples_scraped", "scrape_samples_post_metric_relabeling")) {
            assertThat(ours.instant(name + all, time)).as(name).isEqualTo(theirs.instant(name + all, time));
        }
    }

    private static void assertEvenlySpaced(PromAnswers ours) throws Exception {
        Map<String, NavigableMap<Long, String>> up = ours.samples("up{job=\"node\"}[30s]", now());
        NavigableMap<Long, String> samples = up.values().iterator().next();
        Long before = null;
        for (Long time : samples.keySet()) {
            if (before != null) {
                assertThat(time - before).isBetween(900L, 2100L);
            }
            before = time;
        }
    }
}
