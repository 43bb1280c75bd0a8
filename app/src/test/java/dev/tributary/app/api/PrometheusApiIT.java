package dev.tributary.app.api;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.zip.GZIPInputStream;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.tributary.app.e2e.Stage;
import dev.tributary.app.hub.RunningHub;
import dev.tributary.wire.compression.SnappyBlock;
import dev.tributary.wire.remotewrite.RemoteWriteVersion;
import org.assertj.core.api.SoftAssertions;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The routes of the API beside those of a real Prometheus that was sent the same remote write message, and the commands of
 * promtool against both.
 */
@Timeout(value = 5, unit = TimeUnit.MINUTES)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class PrometheusApiIT {
    private static final String PROMETHEUS = "/usr/bin/prometheus";
    private static final String PROMTOOL = "/usr/bin/promtool";

    private final HttpClient client = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final long time = System.currentTimeMillis() / 1000 - 30;
    private final int prometheusPort = Stage.freePort();
    private final Path folder;
    private final Stage stage;
    private RunningHub hub;

    PrometheusApiIT(@TempDir Path folder) throws Exception {
        this.folder = folder;
        stage = new Stage(folder);
        hub = RunningHub.start(folder, """
                                       http: {listen: '127.0.0.1:0'}
                                       data_dir: hub
                                       self_metrics: {interval: 0s}
                                       query: {features: [promql-per-step-stats]}
                                       """);
    }

    @BeforeAll
    void sendTheSameToBoth() throws Exception {
        Stage.needs(PROMETHEUS, "prometheus");
        Path config = stage.file("prometheus.yml", "global: {scrape_interval: 15s}\n");
        stage.start("prometheus", List.of(PROMETHEUS, "--config.file=" + config,
                "--storage.tsdb.path=" + stage.path("tsdb"), "--web.listen-address=127.0.0.1:" + prometheusPort,
                "--web.enable-remote-write-receiver",
                "--enable-feature=exemplar-storage,native-histograms,promql-per-step-stats"));
        stage.eventually("Prometheus is ready", () -> stage.isReady(prometheusPort));
        byte[] message = SharedData.message(time);
        assertThat(hub.writeMessage(RemoteWriteVersion.V1, message).body()).isEmpty();
        HttpResponse<String> taken = client.send(HttpRequest
                .newBuilder(URI.create("http://127.0.0.1:" + prometheusPort + "/api/v1/write"))
                .header("Content-Type", "application/x-protobuf").header("Content-Encoding", "snappy")
                .POST(BodyPublishers.ofByteArray(SnappyBlock.compress(message))).build(), BodyHandlers.ofString());
        assertThat(taken.body()).isEmpty();
        assertThat(taken.statusCode()).isEqualTo(204);
    }

    @AfterAll
    void stop() {
        stage.close();
        hub.close();
        client.close();
    }

    @Test
    void theAnswersAreThoseOfPrometheus() {
        SoftAssertions soft = new SoftAssertions();
        for (ApiRequests.Line line : ApiRequests.all(time)) {
            soft.assertThatCode(() -> compare(line)).as("%s", line).doesNotThrowAnyException();
        }
        soft.assertAll();
    }

    private void compare(ApiRequests.Line line) throws IOException, InterruptedException {
        HttpResponse<String> theirs = client.send(line.at(prometheusPort), BodyHandlers.ofString());
        HttpResponse<String> ours = client.send(line.at(hub.port()), BodyHandlers.ofString());
        assertSame(theirs.body(), ours.body());
        assertThat(ours.statusCode()).isEqualTo(theirs.statusCode());
        for (String name : List.of("Content-Type", "Allow")) {
            assertSame(theirs.headers().firstValue(name).orElse(""), ours.headers().firstValue(name).orElse(""));
        }
    }

    private static void assertSame(String prometheus, String hub) {
        if (!Since242.agree(prometheus, hub)) {
            assertThat(hub).isEqualTo(prometheus);
        }
    }

    @Test
    void samplesAreCountedAsInPrometheusAlsoForEveryStep() throws Exception {
        ObjectMapper json = new ObjectMapper();
        for (String query : List.of("up", "sum(up)", "count_over_time(up[3m])",
                "up + on(cluster, job) http_requests_total", "nothing",
                "sum by (job) (rate(http_requests_total[4m]))")) {
            String path = "/api/v1/query_range?query=" + URLEncoder.encode(query, StandardCharsets.UTF_8) + "&start="
                    + (time - 300) + "&end=" + time + "&step=45&stats=all";
            JsonNode ours = json.readTree(hub.get(path).body()).at("/data/stats/samples");
            JsonNode theirs = json.readTree(stage.get("http://127.0.0.1:" + prometheusPort + path))
                    .at("/data/stats/samples");
            for (String field : List.of("totalQueryableSamples", "totalQueryableSamplesPerStep")) {
                assertThat(ours.get(field)).as("%s of %s", field, query).isEqualTo(theirs.get(field));
            }
            assertThat(ours.get("samplesReadPerStep")).hasSize(7);
        }
    }

    @Test
    void aPrometheusThatReadsFromTheHubAnswersLikeTheOneThatHasTheSamples() throws Exception {
        int port = startPrometheus("reader", """
                                             remote_read:
                                             - {url: "http://127.0.0.1:%d/api/v1/read", read_recent: true}
                                             """.formatted(hub.port()));
        for (String query : List.of("http_requests_total", "rate(http_requests_total{cluster=\"east\"}[5m])",
                "odd", "sum by (le) (latency_bucket)")) {
            String path = "/api/v1/query_range?query=" + URLEncoder.encode(query, StandardCharsets.UTF_8) + "&start="
                    + (time - 900) + "&end=" + time + "&step=30";
            String theirs = stage.get("http://127.0.0.1:" + prometheusPort + path);
            assertThat(theirs).contains("\"metric\"");
            assertThat(stage.get("http://127.0.0.1:" + port + path)).as(query).isEqualTo(theirs);
        }
    }

    @Test
    void aPrometheusThatFederatesTheHubHasItsNewestSamples() throws Exception {
        int port = startPrometheus("federating",
                """
                scrape_configs:
                - {job_name: federate, honor_labels: true, metrics_path: /federate, scrape_interval: 1s,
                   params: {"match[]": ["http_requests_total"]}, static_configs: [{targets: ["127.0.0.1:%d"]}]}
                """.formatted(hub.port()));
        String path = "/api/v1/query?query=http_requests_total";
        stage.eventually("it has them", () -> stage.get("http://127.0.0.1:" + port + path).contains("\"west\""));
        ObjectMapper json = new ObjectMapper();
        for (String labels : List.of("{cluster=\"east\",job=\"api\"}", "{cluster=\"west\",job=\"node\"}")) {
            String newest = "/api/v1/query?query="
                    + URLEncoder.encode("http_requests_total" + labels + "[5m]", StandardCharsets.UTF_8);
            JsonNode theirs = json.readTree(stage.get("http://127.0.0.1:" + port + newest)).at("/data/result/0");
            JsonNode ours = json.readTree(hub.get(newest).body()).at("/data/result/0");
            assertThat(theirs.get("metric")).isEqualTo(ours.get("metric"));
            assertThat(theirs.at("/values/0")).isEqualTo(ours.get("values").get(ours.get("values").size() - 1));
        }
    }

    private int startPrometheus(String name, String yaml) throws Exception {
        int port = Stage.freePort();
        stage.start(name, List.of(PROMETHEUS, "--config.file=" + stage.file(name + ".yml", yaml),
                "--storage.tsdb.path=" + stage.path(name + "-tsdb"), "--web.listen-address=127.0.0.1:" + port,
                "--enable-feature=native-histograms"));
        stage.eventually(name + " is ready", () -> stage.isReady(port));
        return port;
    }

    @Test
    void answersAreCompressedForThoseWhoTakeIt() throws Exception {
        String path = "/api/v1/series?match%5B%5D=%7B__name__%3D~%22.%2B%22%7D";
        HttpResponse<byte[]> packed = client.send(hub.request(path).header("Accept-Encoding", "gzip").build(),
                BodyHandlers.ofByteArray());
        assertThat(packed.headers().firstValue("Content-Encoding")).hasValue("gzip");
        try (GZIPInputStream unpacked = new GZIPInputStream(new ByteArrayInputStream(packed.body()))) {
            assertThat(new String(unpacked.readAllBytes(), StandardCharsets.UTF_8)).isEqualTo(hub.get(path).body());
        }
    }

    @Test
    void pagesOfOtherOriginsMayRead() throws Exception {
        for (int port : new int[]{prometheusPort, hub.port()}) {
            HttpResponse<String> answer = client.send(HttpRequest
                    .newBuilder(URI.create("http://127.0.0.1:" + port + "/api/v1/query?query=1"))
                    .header("Origin", "http://grafana.example").build(), BodyHandlers.ofString());
            assertThat(answer.headers().firstValue("Access-Control-Allow-Origin")).hasValue("*");
            assertThat(answer.headers().firstValue("Access-Control-Allow-Methods")).hasValue("GET, POST, OPTIONS");
            assertThat(answer.headers().firstValue("Access-Control-Allow-Headers"))
                    .hasValue("Accept, Authorization, Content-Type, Origin");
        }
    }

    @Test
    void promtoolSaysTheSameOfBoth() throws Exception {
        Stage.needs(PROMTOOL, "prometheus");
        String start = Long.toString(time - 600);
        String end = Long.toString(time);
        assertSameOutput("query", "instant", "--time=" + end, "SERVER", "sort(http_requests_total{cluster=\"east\"})");
        assertSameOutput("query", "instant", "--time=" + end, "--format=json", "SERVER", "sizes");
        assertSameOutput("query", "instant", "--time=" + end, "SERVER", "sum(");
        assertSameOutput("query", "instant", "--time=" + end, "SERVER",
                "up + on(cluster) group_left(nope) up{job=~\"(\"}");
        assertSameOutput("query", "range", "--start=" + start, "--end=" + end, "--step=30s", "SERVER",
                "rate(http_requests_total[5m])");
        assertSameOutput("query", "range", "--start=" + start, "--end=" + end, "--step=30s", "--format=json", "SERVER",
                "up");
        assertSameOutput("query", "range", "--header=X-Any=1", "--start=" + start, "--end=" + end, "SERVER", "up");
        assertSameOutput("query", "series", "--match=up", "--match=odd", "--start=" + start, "--end=" + end, "SERVER");
        assertSameOutput("query", "series", "--match=up{", "SERVER");
        assertSameOutput("query", "labels", "--start=" + start, "--end=" + end, "SERVER", "job");
        assertSameOutput("query", "labels", "--match=odd", "SERVER", "__name__");
        assertSameOutput("query", "labels", "SERVER", "no_such");
    }

    /** Newer releases of promtool have these commands; what they ask is asked in any case. */
    @Test
    void promtoolFindsTheHubHealthyAndReady() throws Exception {
        for (String page : List.of("healthy", "ready")) {
            assertThat(hub.get("/-/" + page).statusCode()).isEqualTo(200);
        }
        Stage.needs(PROMTOOL, "prometheus");
        if (run(List.of(PROMTOOL, "--help")).contains("check healthy")) {
            for (String page : List.of("healthy", "ready")) {
                assertThat(run(List.of(PROMTOOL, "check", page, "--url=http://127.0.0.1:" + hub.port())))
                        .contains("SUCCESS").endsWith("exit 0");
            }
        }
        assertThat(run(List.of(PROMTOOL, "debug", "metrics", "http://127.0.0.1:" + hub.port()))).endsWith("exit 0");
    }

    private void assertSameOutput(String... arguments) throws Exception {
        String theirs = promtool(prometheusPort, arguments);
        String ours = promtool(hub.port(), arguments);
        if (!Since242.agree(theirs, ours)) {
            assertThat(ours).as("promtool %s", String.join(" ", arguments)).isEqualTo(theirs);
        }
    }

    private String promtool(int port, String... arguments) throws Exception {
        List<String> command = new ArrayList<>(List.of(PROMTOOL));
        for (String argument : arguments) {
            command.add(argument.equals("SERVER") ? "http://127.0.0.1:" + port : argument);
        }
        return run(command).replace(":" + port, ":PORT");
    }

    private String run(List<String> command) throws Exception {
        Process process = new ProcessBuilder(command).directory(folder.toFile()).redirectErrorStream(true).start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        return output + "exit " + process.waitFor();
    }
}
