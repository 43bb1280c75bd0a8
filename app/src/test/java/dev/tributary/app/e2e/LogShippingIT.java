package dev.tributary.app.e2e;

import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Agents push log lines to a collector, which ships them to a hub through a line that loses requests and answers, while both
 * processes are killed in turn: every line is at the hub once.
 */
@Timeout(value = 5, unit = TimeUnit.MINUTES)
class LogShippingIT {
    private static final int STREAMS = 4;
    private static final int PUSHES = 120;
    private static final int LINES_OF_A_PUSH = 10;

    @TempDir
    Path folder;

    private final int hubPort = Stage.freePort();
    private final int proxyPort = Stage.freePort();
    private final int collectorPort = Stage.freePort();
    private final HttpClient http = HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(5)).build();
    private final AtomicInteger pushed = new AtomicInteger();
    private final long startNanos = System.currentTimeMillis() * 1_000_000 - 60_000_000_000L;

    private Process startHub(Stage stage) {
        Path config = stage.file("hub.yml", """
                                            http: {listen: "127.0.0.1:%d"}
                                            data_dir: hub-data
                                            credentials: [{cluster: edge, token: edge-token-0123456789}]
                                            """.formatted(hubPort));
        return stage.tributary("hub", "hub", "--config", config.toString());
    }

    private Process startCollector(Stage stage) {
        Path config = stage.file("collector.yml", """
                                                  cluster: edge
                                                  identity_labels: {region: eu}
                                                  data_dir: collector-data
                                                  http: {listen: "127.0.0.1:%d"}
                                                  self_metrics: {enabled: false}
                                                  receive: {loki_push: true, tokens: [{token: agents-only}]}
                                                  hub:
                                                    url: http://127.0.0.1:%d
                                                    remote_timeout: 5s
                                                    authorization: {credentials: edge-token-0123456789}
                                                  """.formatted(collectorPort, proxyPort));
        return stage.tributary("collector", "collector", "--config", config.toString());
    }

    @Test
    void everyLineIsAtTheHubOnceWhateverIsKilled() throws Exception {
        try (Stage stage = new Stage(folder);
                DroppingProxy proxy = new DroppingProxy(proxyPort, hubPort, 7);
                ExecutorService agents = Executors.newVirtualThreadPerTaskExecutor()) {
            Process hub = startHub(stage);
            Process collector = startCollector(stage);
            stage.eventually("hub and collector are ready",
                    () -> stage.isReady(hubPort) && stage.isReady(collectorPort));
            List<Future<?>> running = new ArrayList<>();
            for (int i = 0; i < STREAMS; i++) {
                int stream = i;
                running.add(agents.submit(() -> push(stream)));
            }
            awaitPushed(stage, 25);
            Stage.crash(collector);
            collector = startCollector(stage);
            awaitPushed(stage, 50);
            Stage.crash(hub);
            hub = startHub(stage);
            awaitPushed(stage, 75);
            Stage.crash(hub);
            Stage.crash(collector);
            startHub(stage);
            startCollector(stage);
            for (Future<?> one : running) {
                one.get();
            }
            for (int i = 0; i < STREAMS; i++) {
                int stream = i;
                stage.eventually("all lines of stream " + stream + " are at the hub",
                        () -> linesAtTheHub(stage, stream).size() >= PUSHES * LINES_OF_A_PUSH);
                assertThat(linesAtTheHub(stage, stream)).isEqualTo(expected(stream));
            }
            assertThat(proxy.unanswered()).as("requests that were sent twice").isPositive();
        }
    }

    private void awaitPushed(Stage stage, int percent) throws Exception {
        stage.eventually(percent + " % are pushed", () -> pushed.get() * 100 >= STREAMS * PUSHES * percent);
    }

    private static String line(int stream, int number) {
        return "stream " + stream + " line " + number;
    }

    private long nanos(int stream, int number) {
        return startNanos + stream + number * 1_000_000L;
    }

    private List<String> expected(int stream) {
        List<String> lines = new ArrayList<>();
        for (int i = 0; i < PUSHES * LINES_OF_A_PUSH; i++) {
            lines.add(nanos(stream, i) + " " + line(stream, i));
        }
        return lines;
    }

    /** Pushes in order, each request until it is taken, as agents do. */
    private Void push(int stream) throws InterruptedException {
        for (int first = 0; first < PUSHES * LINES_OF_A_PUSH; first += LINES_OF_A_PUSH) {
            StringBuilder values = new StringBuilder();
            for (int i = first; i < first + LINES_OF_A_PUSH; i++) {
                values.append(i > first ? "," : "").append("[\"").append(nanos(stream, i)).append("\",\"")
                        .append(line(stream, i)).append("\"]");
            }
            String body = "{\"streams\":[{\"stream\":{\"app\":\"s%d\",\"cluster\":\"forged\"},\"values\":[%s]}]}"
                    .formatted(stream, values);
            while (!isTaken(body)) {
                TimeUnit.MILLISECONDS.sleep(100);
            }
            pushed.incrementAndGet();
        }
        return null;
    }

    private boolean isTaken(String body) throws InterruptedException {
        HttpRequest request = HttpRequest
                .newBuilder(URI.create("http://127.0.0.1:" + collectorPort + "/loki/api/v1/push"))
                .timeout(Duration.ofSeconds(10)).header("Authorization", "Bearer agents-only")
                .header("Content-Type", "application/json").POST(BodyPublishers.ofString(body)).build();
        try {
            int status = http.send(request, BodyHandlers.discarding()).statusCode();
            assertThat(status).isIn(204, 429, 503);
            return status == 204;
        } catch (IOException e) {
            // Killed, or not up again yet.
            return false;
        }
    }

    /** The lines of one stream by time. A time that is there twice would show as one entry more. */
    private List<String> linesAtTheHub(Stage stage, int stream) throws Exception {
        String query = "{app=\"s" + stream + "\",cluster=\"edge\",region=\"eu\",exported_cluster=\"forged\"}";
        JsonNode answer = new ObjectMapper().readTree(stage.get("http://127.0.0.1:%d/loki/api/v1/query_range?query=%s"
                .formatted(hubPort, URLEncoder.encode(query, StandardCharsets.UTF_8))
                + "&direction=forward&limit=5000&start=" + (startNanos - 1) + "&end=" + nanos(0, 1_000_000)));
        List<String> lines = new ArrayList<>();
        TreeMap<Long, List<String>> byTime = new TreeMap<>();
        for (JsonNode result : answer.at("/data/result")) {
            for (JsonNode value : result.get("values")) {
                byTime.computeIfAbsent(value.get(0).asLong(), _ -> new ArrayList<>()).add(value.get(1).asText());
            }
        }
        byTime.forEach((time, texts) -> texts.forEach(text -> lines.add(time + " " + text)));
        return lines;
    }
}
