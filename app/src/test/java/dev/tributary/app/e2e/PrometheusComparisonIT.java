package dev.tributary.app.e2e;

import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.tributary.model.LabelSlices;
import dev.tributary.model.Labels;
import dev.tributary.wire.compression.SnappyBlock;
import dev.tributary.wire.remotewrite.RemoteWriteVersion;
import dev.tributary.wire.remotewrite.RemoteWriteWriter;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * A real Prometheus and the hub get the same samples by remote write and answer the same queries over HTTP, at instants and
 * over a range: equal results, equal kinds of errors. Prometheus 2.42 still counts a sample on the left border of a window,
 * so samples are never there: they are at 7.3 seconds behind multiples of 15, queries at 3 seconds behind multiples of 10.
 */
@Timeout(value = 5, unit = TimeUnit.MINUTES)
class PrometheusComparisonIT {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int QUERIES_MIN = 200;
    private static final long SCRAPES = 200;
    /** The first scrape; queries name times behind it, so it does not move with the clock. */
    private static final long FIRST_MILLIS = 1_700_000_107_300L;
    private static final long[] INSTANTS = {1_700_000_123, 1_700_001_003, 1_700_002_413, 1_700_003_303};
    private static final double TOLERANCE = 1e-9;

    @TempDir
    Path folder;

    private final int hubPort = Stage.freePort();
    private final int prometheusPort = Stage.freePort();
    private final HttpClient http = HttpClient.newHttpClient();
    private final Random random = new Random(42);
    private final Map<Labels, Double> counters = new TreeMap<>();

    @Test
    void theHubAnswersAsPrometheusDoes() throws Exception {
        Stage.needs("/usr/bin/prometheus", "prometheus");
        List<String> queries = Files.readAllLines(Path.of("src/test/resources/comparison-queries.txt")).stream()
                .filter(line -> !line.isBlank() && !line.startsWith("#")).toList();
        assertThat(queries).hasSizeGreaterThan(QUERIES_MIN);
        try (Stage stage = new Stage(folder)) {
            start(stage);
            load();
            List<String> differences = new ArrayList<>();
            for (String query : queries) {
                for (long time : INSTANTS) {
                    compare("query?time=" + time, query, differences);
                }
                compare("query_range?start=1700000603&end=1700002703&step=50", query, differences);
            }
            assertThat(differences).isEmpty();
        }
    }

    private void start(Stage stage) throws Exception {
        Path hub = stage.file("hub.yml", """
                                         http: {listen: "127.0.0.1:%d"}
                                         data_dir: hub-data
                                         storage: {retention: 20y}
                                         """.formatted(hubPort));
        stage.tributary("hub", "hub", "--config", hub.toString());
        Path config = stage.file("prometheus.yml", "global: {scrape_interval: 1m, evaluation_interval: 1m}\n");
        stage.start("prometheus", List.of("/usr/bin/prometheus", "--config.file=" + config,
                "--web.enable-remote-write-receiver", "--storage.tsdb.retention.time=20y",
                "--storage.tsdb.path=" + stage.path("tsdb"), "--web.listen-address=127.0.0.1:" + prometheusPort));
        stage.eventually("the hub is ready", () -> stage.isReady(hubPort));
        stage.eventually("Prometheus is ready", () -> stage.isReady(prometheusPort));
    }

    private void load() throws IOException, InterruptedException {
        for (long scrape = 0; scrape < SCRAPES; scrape++) {
            RemoteWriteWriter writer = new RemoteWriteWriter(RemoteWriteVersion.V1);
            page(writer, scrape, FIRST_MILLIS + scrape * 15_000);
            byte[] body = SnappyBlock.compress(writer.toMessage());
            for (int port : new int[]{hubPort, prometheusPort}) {
                HttpRequest request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/api/v1/write"))
                        .header("Content-Type", RemoteWriteVersion.V1.contentType())
                        .header("Content-Encoding", "snappy").header("X-Prometheus-Remote-Write-Version", "0.1.0")
                        .POST(BodyPublishers.ofByteArray(body)).build();
                HttpResponse<String> response = http.send(request, BodyHandlers.ofString());
                assertThat(response.statusCode()).as(response.body()).isBetween(200, 204);
            }
        }
    }

    /** All series of one scrape. Floats are quarters, so that sums do not depend on how they are added up. */
    private void page(RemoteWriteWriter writer, long scrape, long time) {
        for (int room = 1; room <= 4; room++) {
            String name = "r" + room;
            String floor = "f" + (room + 1) / 2;
            add(writer, time, 15 + random.nextInt(60) / 4.0 + room / 64.0, "temp", "room", name, "floor", floor);
            add(writer, time, room, "owned", "room", name, "owner", room % 2 == 0 ? "Ada" : "Bo");
            for (String page : List.of("a", "b")) {
                count(writer, time, random.nextInt(40) / 4.0, "hits_total", "room", name, "floor", floor, "page", page);
            }
            took(writer, time, name);
        }
        if (scrape % 40 < 13) {
            add(writer, time, (double) (scrape % 3), "gappy", "room", "r1");
        }
        add(writer, time, (scrape % 31 + 100) * 2.5, "resetting_total", "room", "r2");
    }

    private void took(RemoteWriteWriter writer, long time, String room) {
        int quick = random.nextInt(5);
        int slow = random.nextInt(3);
        count(writer, time, quick, "took_seconds_bucket", "room", room, "le", "0.1");
        count(writer, time, quick + slow, "took_seconds_bucket", "room", room, "le", "1");
        count(writer, time, quick + slow + 1, "took_seconds_bucket", "room", room, "le", "+Inf");
        count(writer, time, quick + slow + 1, "took_seconds_count", "room", room);
        count(writer, time, quick * 0.25 + slow, "took_seconds_sum", "room", room);
    }

    private void count(RemoteWriteWriter writer, long time, double more, String name, String... labels) {
        Labels series = labels(name, labels);
        add(writer, time, counters.merge(series, 1000 + more, (known, _) -> known + more), name, labels);
    }

    private static void add(RemoteWriteWriter writer, long time, double value, String name, String... labels) {
        LabelSlices slices = new LabelSlices();
        slices.set(labels(name, labels));
        writer.series(slices);
        writer.sample(time, value, 0);
    }

    private static Labels labels(String name, String... labels) {
        Labels.Builder builder = Labels.builder().set(Labels.NAME, name).set("cluster", "edge");
        for (int i = 0; i < labels.length; i += 2) {
            builder.set(labels[i], labels[i + 1]);
        }
        return builder.build();
    }

    private void compare(String route, String query, List<String> differences)
            throws IOException, InterruptedException {
        HttpResponse<String> ours = ask(hubPort, route, query);
        HttpResponse<String> theirs = ask(prometheusPort, route, query);
        JsonNode our = JSON.readTree(ours.body());
        JsonNode their = JSON.readTree(theirs.body());
        boolean same = ours.statusCode() == theirs.statusCode()
                && our.path("errorType").equals(their.path("errorType"))
                && our.at("/data/resultType").equals(their.at("/data/resultType"))
                && sameResults(our.at("/data/result"), their.at("/data/result"));
        if (!same) {
            differences
                    .add(route + " " + query + "\n  hub:        " + ours.body() + "\n  Prometheus: " + theirs.body());
        }
    }

    private HttpResponse<String> ask(int port, String route, String query) throws IOException, InterruptedException {
        URI uri = URI.create("http://127.0.0.1:" + port + "/api/v1/" + route + "&query="
                + URLEncoder.encode(query, StandardCharsets.UTF_8));
        return http.send(HttpRequest.newBuilder(uri).build(), BodyHandlers.ofString());
    }

    private static boolean sameResults(JsonNode our, JsonNode their) {
        if (!our.isArray() || our.isEmpty() || !our.get(0).isObject()) {
            return samePoints(our, their);
        }
        Map<String, JsonNode> ours = bySeries(our);
        Map<String, JsonNode> theirs = bySeries(their);
        return ours.keySet().equals(theirs.keySet())
                && ours.entrySet().stream().allMatch(each -> sameElements(each.getValue(), theirs.get(each.getKey())));
    }

    private static boolean sameElements(JsonNode our, @Nullable JsonNode their) {
        if (their == null) {
            return false;
        }
        return our.has("value")
                ? samePoints(our.get("value"), their.path("value"))
                : our.path("values").size() == their.path("values").size() && allSame(our.path("values"),
                        their.path("values"));
    }

    private static boolean allSame(JsonNode our, JsonNode their) {
        for (int i = 0; i < our.size(); i++) {
            if (!samePoints(our.get(i), their.get(i))) {
                return false;
            }
        }
        return true;
    }

    private static Map<String, JsonNode> bySeries(JsonNode result) {
        Map<String, JsonNode> series = new TreeMap<>();
        for (JsonNode element : result) {
            Map<String, String> labels = new TreeMap<>();
            element.path("metric").properties().forEach(each -> labels.put(each.getKey(), each.getValue().asText()));
            series.put(labels.toString(), element);
        }
        return series;
    }

    /** Time and value; values may differ in the last digits, as sums are added up with care since Prometheus 3. */
    private static boolean samePoints(JsonNode our, JsonNode their) {
        if (our.size() != 2 || their.size() != 2 || our.get(0).asDouble() != their.get(0).asDouble()) {
            return our.equals(their);
        }
        String ourText = our.get(1).asText();
        String theirText = their.get(1).asText();
        if (ourText.equals(theirText)) {
            return true;
        }
        try {
            double a = Double.parseDouble(ourText);
            double b = Double.parseDouble(theirText);
            return Math.abs(a - b) <= TOLERANCE * (1 + Math.abs(a) + Math.abs(b));
        } catch (NumberFormatException e) {
            return false;
        }
    }
}
