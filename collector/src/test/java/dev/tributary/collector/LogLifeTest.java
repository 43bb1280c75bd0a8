package dev.tributary.collector;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

import dev.tributary.collector.config.CollectorConfig;
import dev.tributary.collector.kit.Await;
import dev.tributary.model.ClusterId;
import dev.tributary.model.Labels;
import dev.tributary.model.port.EntryCursor;
import dev.tributary.model.port.LogBatch;
import dev.tributary.model.port.LogDirection;
import dev.tributary.model.port.LogQuery;
import dev.tributary.model.port.LogSelection;
import dev.tributary.model.port.StoredStream;
import dev.tributary.model.port.WriterIdentity;
import dev.tributary.runtime.config.ConfigFile;
import dev.tributary.runtime.telemetry.Telemetry;
import dev.tributary.testkit.InMemoryLogStore;
import dev.tributary.testkit.Seeded;
import dev.tributary.wire.compression.SnappyBlock;
import dev.tributary.wire.lokipush.LokiPushFormat;
import dev.tributary.wire.lokipush.LokiPushReader;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerRequest;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

/** The whole collector between agents that push lines and a receiver that has its moods, over HTTP. */
class LogLifeTest {
    private static final WriterIdentity RECEIVER = new WriterIdentity(new ClusterId("east"), false);

    /** What the receiver does with a request of so many lines: a status, or 0 to take it and cut the connection. */
    private interface Mood {
        int statusFor(int lines);
    }

    private final Vertx vertx = Vertx.vertx();
    private final HttpClient client = HttpClient.newHttpClient();
    private final InMemoryLogStore received = new InMemoryLogStore();
    private volatile Mood mood = _ -> 204;
    private int receiverPort;
    private @Nullable Collector collector;

    @TempDir
    Path data;

    @BeforeEach
    void startReceiver() {
        receiverPort = vertx.createHttpServer()
                .requestHandler(request -> request.body().onSuccess(body -> receive(request, body)))
                .listen(0, "127.0.0.1").await().actualPort();
    }

    @AfterEach
    void stop() {
        close();
        client.close();
        vertx.close().await();
    }

    private void close() {
        if (collector != null) {
            collector.close();
            collector = null;
        }
    }

    private void receive(HttpServerRequest request, Buffer body) {
        try {
            byte[] message = SnappyBlock.decompress(body.getBytes(), 0, body.length(), 16 << 20);
            LogBatch batch = received.begin(RECEIVER);
            new LokiPushReader().read(LokiPushFormat.PROTOBUF, message, 0, message.length, batch);
            int status = mood.statusFor(lines(message));
            if (status / 100 == 2 || status == 0) {
                batch.commit();
            } else {
                batch.discard();
            }
            if (status == 0) {
                request.connection().close();
            } else {
                request.response().setStatusCode(status).end(status == 204 ? "" : "so it is");
            }
        } catch (Exception e) {
            request.response().setStatusCode(418).end(e.toString());
        }
    }

    private static int lines(byte[] message) throws Exception {
        InMemoryLogStore counting = new InMemoryLogStore();
        LogBatch batch = counting.begin(RECEIVER);
        new LokiPushReader().read(LokiPushFormat.PROTOBUF, message, 0, message.length, batch);
        return (int) batch.commit().toCompletableFuture().join().entries();
    }

    private Collector collect() throws Exception {
        String yaml = """
                      cluster: east
                      identity_labels: {region: eu}
                      data_dir: %s
                      http: {listen: "127.0.0.1:0"}
                      self_metrics: {enabled: false}
                      receive: {loki_push: true}
                      loki_push:
                      - name: loki
                        url: http://127.0.0.1:%d/loki/api/v1/push
                        queue_config: {min_backoff: 1ms, max_backoff: 20ms}
                      """.formatted(data, receiverPort);
        CollectorConfig config = ConfigFile.parse(yaml, "collector.yml", data, CollectorConfig.class, _ -> null);
        Collector started = Collector.start(config, vertx, new Telemetry("collector"), Clock.systemUTC());
        collector = started;
        return started;
    }

    private int push(Collector to, String stream, int first, int count) throws Exception {
        StringBuilder values = new StringBuilder();
        for (int i = first; i < first + count; i++) {
            values.append(i > first ? "," : "").append("[\"").append(i + 1).append("\",\"line ").append(i)
                    .append("\"]");
        }
        String body = "{\"streams\":[{\"stream\":{\"app\":\"" + stream + "\"},\"values\":[" + values + "]}]}";
        HttpRequest request = request(to, "/loki/api/v1/push").header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(body)).build();
        return client.send(request, BodyHandlers.ofString()).statusCode();
    }

    private static HttpRequest.Builder request(Collector to, String path) {
        return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + to.port() + path));
    }

    private String get(Collector from, String path) throws Exception {
        HttpResponse<String> answer = client.send(request(from, path).build(), BodyHandlers.ofString());
        return answer.body();
    }

    private List<String> linesOf(String stream) {
        Labels labels = Labels.of("app", stream, "cluster", "east", "region", "eu");
        List<String> lines = new ArrayList<>();
        try (LogSelection found = received.select(new LogQuery(List.of(), Long.MIN_VALUE, Long.MAX_VALUE, 0))) {
            for (StoredStream one : found.streams()) {
                try (EntryCursor cursor = one.entries(LogDirection.FORWARD)) {
                    while (one.labels().equals(labels) && cursor.next()) {
                        lines.add(cursor.line());
                    }
                }
            }
        }
        return lines;
    }

    private static List<String> lines(int count) {
        List<String> lines = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            lines.add("line " + i);
        }
        return lines;
    }

    @Seeded(runs = 2)
    void everyLineArrivesOnceAndInOrderWhateverTheReceiverDoes(Random random) throws Exception {
        int[] moods = {204, 204, 204, 500, 429, 503, 0};
        mood = lines -> lines > 40 ? 413 : moods[random.nextInt(moods.length)];
        Collector running = collect();
        for (int i = 0; i < 8; i++) {
            assertThat(push(running, "a", i * 50, 50)).isEqualTo(204);
            assertThat(push(running, "b", i * 10, 10)).isEqualTo(204);
            if (i == 4) {
                close();
                running = collect();
            }
        }
        Await.until("the collector and the receiver agree",
                () -> linesOf("a").size() >= 400 && linesOf("b").size() >= 80);
        assertThat(linesOf("a")).isEqualTo(lines(400));
        assertThat(linesOf("b")).isEqualTo(lines(80));
    }

    @Test
    void whatTheReceiverRefusesForGoodIsSetAsideAndCanBeSentAgain() throws Exception {
        mood = _ -> 400;
        Collector running = collect();
        assertThat(push(running, "a", 0, 3)).isEqualTo(204);
        Await.until("the collector and the receiver agree",
                () -> get(running, "/api/v1/quarantine").contains("\"samples\":3"));
        assertThat(get(running, "/api/v1/quarantine")).contains("\"loki\":[", "\"status\":400", "so it is");
        assertThat(get(running, "/metrics"))
                .contains("tributary_collector_quarantined_log_lines_total{destination=\"loki\"} 3");
        mood = _ -> 204;
        HttpRequest replay = request(running, "/api/v1/quarantine/loki/all/replay").POST(BodyPublishers.noBody())
                .build();
        assertThat(client.send(replay, BodyHandlers.ofString()).statusCode()).isEqualTo(200);
        Await.until("the collector and the receiver agree", () -> linesOf("a").size() == 3);
    }

    @Test
    void statusAndMetricsCountLines() throws Exception {
        mood = _ -> 503;
        Collector running = collect();
        push(running, "a", 0, 7);
        Await.until("the collector and the receiver agree",
                () -> get(running, "/api/v1/status").contains("HTTP 503: so it is"));
        assertThat(get(running, "/api/v1/status")).contains("\"takes\":\"lines\"", "\"protocol\":\"Loki push\"",
                "\"pendingSamples\":7");
        assertThat(get(running, "/")).contains("<td>lines", "Loki push");
        assertThat(get(running, "/metrics")).contains(
                "tributary_collector_spool_pending_log_lines{destination=\"loki\"} 7",
                "tributary_collector_log_lines_total{source=\"receive\"} 7",
                "tributary_collector_received_log_lines_total{outcome=\"spooled\"} 7",
                "tributary_collector_received_log_requests_total{status=\"204\"} 1")
                .doesNotContain("spool_pending_samples{destination=\"loki\"");
        mood = _ -> 204;
        Await.until("the collector and the receiver agree", () -> get(running, "/metrics").contains(
                "tributary_collector_shipped_log_lines_total{destination=\"loki\",lane=\"fresh\"} 7"));
    }
}
