package dev.tributary.app.api;

import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.WebSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.tributary.app.hub.HubConfig;
import dev.tributary.app.hub.HubRole;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

/** Lines pushed into a hub come out of every route of Loki's API, as Grafana's data source and Logs Drilldown ask. */
@Timeout(value = 180, unit = TimeUnit.SECONDS)
class LokiApiIT {
    private static final ObjectMapper JSON = new ObjectMapper();
    private final HttpClient client = HttpClient.newHttpClient();
    private final long now = System.currentTimeMillis() * 1_000_000;
    @TempDir
    Path folder;
    private @Nullable HubRole hub;

    @BeforeEach
    void start() throws Exception {
        Path file = folder.resolve("hub.yml");
        Files.writeString(file, "http: {listen: '127.0.0.1:0'}\ndata_dir: " + folder.resolve("data")
                + "\nself_metrics: {interval: 0s}\nadmin: {enabled: true}\n");
        HubConfig config = HubConfig.load(file);
        HubRole role = HubRole.start(config, () -> config);
        role.ready().toCompletableFuture().get(60, TimeUnit.SECONDS);
        hub = role;
        StringBuilder values = new StringBuilder();
        for (int i = 0; i < 50; i++) {
            values.append(i == 0 ? "" : ",").append("[\"").append(now - (60L - i) * 1_000_000_000)
                    .append("\",\"level=").append(i % 10 == 0 ? "error" : "info").append(" user=").append(i)
                    .append(" took=").append(i).append("ms\",{\"trace_id\":\"t").append(i).append("\"}]");
        }
        push("{\"streams\":[{\"stream\":{\"app\":\"web\",\"cluster\":\"east\"},\"values\":[" + values + "]},"
                + "{\"stream\":{\"app\":\"db\",\"cluster\":\"west\"},\"values\":[[\"" + (now - 5_000_000_000L)
                + "\",\"{\\\"query\\\":\\\"select\\\"}\"]]}]}");
    }

    @AfterEach
    void stop() {
        client.close();
        if (hub != null) {
            hub.close();
        }
    }

    private String base() {
        return "http://127.0.0.1:" + Objects.requireNonNull(hub).port();
    }

    private void push(String body) throws Exception {
        HttpResponse<String> taken = client.send(HttpRequest.newBuilder(URI.create(base() + "/loki/api/v1/push"))
                .header("Content-Type", "application/json").POST(BodyPublishers.ofString(body)).build(),
                HttpResponse.BodyHandlers.ofString());
        assertThat(taken.statusCode()).as(taken.body()).isEqualTo(204);
    }

    private HttpResponse<String> send(String method, String path, String... namesAndValues) throws Exception {
        StringBuilder address = new StringBuilder(base()).append(path);
        for (int i = 0; i < namesAndValues.length; i += 2) {
            address.append(i == 0 ? '?' : '&').append(namesAndValues[i]).append('=')
                    .append(URLEncoder.encode(namesAndValues[i + 1], StandardCharsets.UTF_8));
        }
        return client.send(HttpRequest.newBuilder(URI.create(address.toString()))
                .header("X-Loki-Response-Encoding-Flags", "categorize-labels")
                .method(method, BodyPublishers.noBody()).build(), HttpResponse.BodyHandlers.ofString());
    }

    private JsonNode ask(String path, String... namesAndValues) throws Exception {
        HttpResponse<String> answer = send("GET", "/loki/api/v1/" + path, namesAndValues);
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        return JSON.readTree(answer.body());
    }

    private static List<String> texts(JsonNode array) {
        return JSON.convertValue(array, JSON.getTypeFactory().constructCollectionType(List.class, String.class));
    }

    @Test
    void grafanasDataSourceFindsWhatWasPushed() throws Exception {
        assertThat(ask("query", "query", "vector(1)+vector(1)").at("/data/result/0/value/1").asText()).isEqualTo("2");
        JsonNode lines = ask("query_range", "query", "{app=\"web\"} |= ``", "limit", "5", "start",
                String.valueOf(now - 3_600_000_000_000L), "end", String.valueOf(now), "step", "15000ms", "direction",
                "backward").at("/data/result/0");
        assertThat(lines.path("values")).hasSize(5);
        assertThat(lines.at("/values/0/1").asText()).startsWith("level=info user=49");
        assertThat(lines.at("/values/0/2/structuredMetadata/trace_id").asText()).isEqualTo("t49");
        assertThat(lines.at("/stream/cluster").asText()).isEqualTo("east");
        JsonNode volume = ask("query_range", "query",
                "sum by (level, detected_level) (count_over_time({app=\"web\"} |= "
                        + "`` | drop __error__[2m]))",
                "step", "120000ms").at("/data/result");
        assertThat(volume.findValuesAsText("detected_level")).contains("error", "info");
        assertThat(ask("index/stats", "query", "{app=\"web\"}").path("entries").asLong()).isEqualTo(50);
        assertThat(texts(ask("labels").path("data"))).contains("app", "cluster", "service_name");
        assertThat(texts(ask("label/app/values", "query", "{cluster=\"west\"}").path("data"))).containsExactly("db");
        assertThat(ask("series", "match[]", "{app=\"db\"}").at("/data/0/app").asText()).isEqualTo("db");
    }

    @Test
    void logsDrilldownFindsWhatItAsksFor() throws Exception {
        assertThat(ask("status/buildinfo").path("version").asText()).startsWith("3.");
        assertThat(ask("drilldown-limits").path("pattern_ingester_enabled").asBoolean()).isTrue();
        assertThat(ask("index/volume", "query", "{service_name=~\".+\"}", "targetLabels", "app")
                .at("/data/result/0/metric/app").asText()).isEqualTo("web");
        assertThat(ask("index/volume_range", "query", "{app=\"web\"}", "step", "30s").at("/data/result/0/metric/app")
                .asText()).isEqualTo("web");
        assertThat(ask("detected_labels", "query", "").path("detectedLabels").findValuesAsText("label"))
                .contains("app", "cluster");
        assertThat(ask("detected_fields", "query", "{app=\"web\"}").path("fields").findValuesAsText("label"))
                .contains("user", "took", "trace_id", "detected_level");
        assertThat(texts(ask("detected_field/level/values", "query", "{app=\"web\"}").path("values")))
                .containsExactly("error", "info");
        assertThat(ask("patterns", "query", "{app=\"web\"}").path("data").findValuesAsText("pattern"))
                .isNotEmpty().allMatch(pattern -> pattern.contains("<_>"));
        assertThat(ask("format_query", "query", "{app=\"web\"}|json").path("status").asText()).isEqualTo("success");
    }

    @Test
    void aFollowerGetsWhatIsPushed() throws Exception {
        LinkedBlockingQueue<String> messages = new LinkedBlockingQueue<>();
        WebSocket socket = client.newWebSocketBuilder().buildAsync(URI.create(base().replace("http", "ws")
                + "/loki/api/v1/tail?limit=1&query=%7Bapp%3D%22web%22%7D"), new WebSocket.Listener() {
                    @Override
                    public @Nullable CompletionStage<?> onText(WebSocket from, CharSequence data, boolean last) {
                        messages.add(data.toString());
                        from.request(1);
                        return null;
                    }
                }).get(30, TimeUnit.SECONDS);
        assertThat(messages.poll(30, TimeUnit.SECONDS)).contains("user=49");
        push("{\"streams\":[{\"stream\":{\"app\":\"web\",\"cluster\":\"east\"},\"values\":[[\"" + now
                + "\",\"level=info fresh\"]]}]}");
        assertThat(messages.poll(30, TimeUnit.SECONDS)).contains("level=info fresh");
        socket.abort();
    }

    @Test
    void linesOfAFilterAreDeletedAndTheOthersFound() throws Exception {
        String start = String.valueOf(now / 1_000_000_000 - 3600);
        HttpResponse<String> deleted = send("POST", "/loki/api/v1/delete", "query",
                "{app=\"web\"} |= \"level=error\" | logfmt | user >= 20 | trace_id != \"t30\"", "start", start);
        assertThat(deleted.statusCode()).as(deleted.body()).isEqualTo(204);
        JsonNode left = ask("query_range", "query", "{app=\"web\"} |= `error`", "limit", "100")
                .at("/data/result/0/values");
        assertThat(left).hasSize(3);
        assertThat(left.toString()).contains("user=0 ", "user=10 ", "user=30 ");
        assertThat(ask("query_range", "query", "{app=\"web\"}", "limit", "100").at("/data/result/0/values"))
                .hasSize(48);
        assertThat(ask("delete").at("/0/query").asText()).isEqualTo("{app=\"web\"} |= \"level=error\" | logfmt"
                + " | user>=20 | trace_id!=\"t30\"");
    }

    @Test
    void whatIsDeletedIsNotFound() throws Exception {
        String start = String.valueOf(now / 1_000_000_000 - 3600);
        HttpResponse<String> deleted = send("POST", "/loki/api/v1/delete", "query", "{app=\"web\"}", "start", start);
        assertThat(deleted.statusCode()).as(deleted.body()).isEqualTo(204);
        String id = deleted.headers().firstValue("X-Delete-Request-ID").orElseThrow();
        assertThat(ask("query_range", "query", "{app=\"web\"}").at("/data/result")).isEmpty();
        assertThat(ask("query_range", "query", "{app=\"db\"}").at("/data/result")).hasSize(1);
        assertThat(ask("delete").findValuesAsText("request_id")).containsExactly(id);
        assertThat(send("DELETE", "/loki/api/v1/delete", "request_id", id).statusCode()).isEqualTo(204);
        assertThat(ask("query_range", "query", "{app=\"web\"}", "limit", "100").at("/data/result/0/values"))
                .hasSize(50);
    }
}
