package dev.tributary.app.api;

import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

import dev.tributary.app.e2e.Stage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

/** What becomes of long queries: the client leaves, the hub is killed, many come at once. The hub is a process of its own. */
@Timeout(value = 5, unit = TimeUnit.MINUTES)
class QueryLifeIT {
    /** Half a minute of work on one series, that is to say: no end of a series comes soon. */
    private static final String LONG = "/api/v1/query_range?start=1700000000&end=1700010900&step=1&query="
            + URLEncoder.encode("quantile_over_time(0.5, vector(1)[3d:1s])", StandardCharsets.UTF_8);

    @TempDir
    Path folder;
    private final int port = Stage.freePort();
    private final List<CompletableFuture<?>> begun = new ArrayList<>();

    private Process start(Stage stage) throws Exception {
        Path config = stage.file("hub.yml", """
                                            http: {listen: "127.0.0.1:%d"}
                                            data_dir: data
                                            query: {max_concurrency: 1, max_queued: 1, max_points: 20000}
                                            """.formatted(port));
        Process hub = stage.tributary("hub", "hub", "--config", config.toString());
        stage.eventually("the hub is ready", () -> stage.isReady(port));
        return hub;
    }

    private HttpRequest request(String path) {
        return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path)).timeout(Duration.ofMinutes(3))
                .build();
    }

    /** Sends a request whose answer nobody waits for. */
    private void begin(HttpClient client, String path) {
        begun.add(client.sendAsync(request(path), BodyHandlers.discarding()));
    }

    private boolean metricIs(Stage stage, String line) throws Exception {
        return List.of(stage.get("http://127.0.0.1:" + port + "/metrics").split("\n")).contains(line);
    }

    @Test
    void aQueryWhoseClientHasGoneEndsAndTakesNoProcessorTime() throws Exception {
        try (Stage stage = new Stage(folder)) {
            Process hub = start(stage);
            try (HttpClient client = HttpClient.newHttpClient()) {
                begin(client, LONG);
                stage.eventually("the query runs",
                        () -> metricIs(stage, "tributary_query_in_flight{kind=\"query\"} 1.0"));
                client.shutdownNow();
            }
            stage.eventually("it is cancelled", () -> metricIs(stage, "tributary_query_cancelled_total 1.0"));
            stage.eventually("nothing runs", () -> metricIs(stage, "tributary_query_in_flight{kind=\"query\"} 0.0"));
            stage.eventually("the processor rests", () -> {
                Duration before = hub.info().totalCpuDuration().orElseThrow();
                TimeUnit.SECONDS.sleep(1);
                return hub.info().totalCpuDuration().orElseThrow().minus(before).toMillis() < 300;
            });
        }
    }

    @Test
    void aQueryThatWasRunningWhenTheHubDiedIsNamedAtTheNextStart() throws Exception {
        try (Stage stage = new Stage(folder); HttpClient client = HttpClient.newHttpClient()) {
            Process hub = start(stage);
            begin(client, LONG);
            stage.eventually("the query runs", () -> metricIs(stage, "tributary_query_in_flight{kind=\"query\"} 1.0"));
            Stage.crash(hub);
            start(stage);
            assertThat(Files.readString(stage.path("hub.log")))
                    .contains("unfinished when the process ended last time",
                            "quantile_over_time(0.5, vector(1)[3d:1s])");
        }
    }

    @Test
    void aCrowdOfQueriesWaitsInLineOrIsTurnedAway() throws Exception {
        try (Stage stage = new Stage(folder)) {
            start(stage);
            try (HttpClient client = HttpClient.newHttpClient()) {
                begin(client, LONG);
                stage.eventually("one runs", () -> metricIs(stage, "tributary_query_in_flight{kind=\"query\"} 1.0"));
                CompletableFuture<HttpResponse<String>> waiting = client
                        .sendAsync(request("/api/v1/query?query=1&timeout=1s"), BodyHandlers.ofString());
                stage.eventually("one waits", () -> metricIs(stage, "tributary_query_queued{kind=\"query\"} 1.0")
                        || waiting.isDone());
                HttpResponse<String> waited = waiting.get(60, TimeUnit.SECONDS);
                assertThat(waited.statusCode()).isEqualTo(503);
                assertThat(waited.body()).contains("\"errorType\":\"timeout\"", "query timed out in query queue");

                begin(client, "/api/v1/query?query=1");
                stage.eventually("one waits", () -> metricIs(stage, "tributary_query_queued{kind=\"query\"} 1.0"));
                HttpResponse<String> refused = client.send(request("/api/v1/query?query=1"), BodyHandlers.ofString());
                assertThat(refused.statusCode()).isEqualTo(429);
                assertThat(refused.headers().firstValue("Retry-After")).isPresent();
                // Lookups have a gate of their own.
                assertThat(client.send(request("/api/v1/labels"), BodyHandlers.ofString()).statusCode()).isEqualTo(200);
                client.shutdownNow();
            }
        }
    }
}
