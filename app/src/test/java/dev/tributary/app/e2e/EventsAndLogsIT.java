package dev.tributary.app.e2e;

import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.TimeUnit;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tributary.testkit.kubernetes.EventObjects;
import dev.tributary.testkit.kubernetes.FakeEventApi;
import dev.tributary.testkit.kubernetes.FakePodApi;
import dev.tributary.testkit.kubernetes.KubeletLog;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * A cluster whose API forgets, breaks off and repeats, whose containers write files that rotate, and others that can be read
 * through the API alone; a collector and a hub as processes, each killed in the middle. In the end the hub has one record for
 * each event with its last count, each line once and in order, and counts that say what happened.
 */
@Timeout(value = 5, unit = TimeUnit.MINUTES)
class EventsAndLogsIT {
    private static final int STEPS = 300;
    private static final long SEED = Long.getLong("tests.seed", 20260301);
    private static final int ROTATE_BYTES = 24 << 10;
    private static final int PAGE_MAX = 5000;

    @TempDir
    Path folder;

    private final int hubPort = Stage.freePort();
    private final SplittableRandom random = new SplittableRandom(SEED);
    private final Instant started = Instant.now();
    private final Map<String, ObjectNode> events = new LinkedHashMap<>();
    private final Map<String, Long> counts = new LinkedHashMap<>();
    private final Map<String, List<String>> fileLines = new TreeMap<>();
    private final List<String> apiLines = new ArrayList<>();
    private int rotations;
    private int restarts;

    private Process startHub(Stage stage) {
        Path config = stage.file("hub.yml", """
                                            http: {listen: "127.0.0.1:%d"}
                                            data_dir: hub-data
                                            credentials: [{cluster: edge, token: edge-token-0123456789}]
                                            """.formatted(hubPort));
        return stage.tributary("hub", "hub", "--config", config.toString());
    }

    private Process startCollector(Stage stage, FakeEventApi eventApi, FakePodApi podApi) {
        Path config = stage.file("collector.yml", """
                                                  cluster: edge
                                                  data_dir: collector-data
                                                  http: {listen: "127.0.0.1:0"}
                                                  self_metrics: {interval: 1s}
                                                  events:
                                                    enabled: true
                                                    api_server: %s
                                                    owners: {enabled: false}
                                                  container_logs:
                                                  - path: %s
                                                    refresh_interval: 500ms
                                                  pod_logs:
                                                  - api_server: %s
                                                    label_selector: logs=api
                                                    refresh_interval: 500ms
                                                  hub:
                                                    url: http://127.0.0.1:%d
                                                    remote_timeout: 5s
                                                    authorization: {credentials: edge-token-0123456789}
                                                  """.formatted(eventApi.url(), folder.resolve("pods"), podApi.url(),
                hubPort));
        return stage.tributary("collector", "collector", "--config", config.toString());
    }

    @Test
    void theHubHasEverythingOnceWhateverIsKilled() throws Exception {
        try (Stage stage = new Stage(folder);
                FakeEventApi eventApi = new FakeEventApi(random.split());
                FakePodApi podApi = new FakePodApi(random.split());
                KubeletLog cart = new KubeletLog(folder.resolve("pods/shop_cart-1_u1/cart"));
                KubeletLog ledger = new KubeletLog(folder.resolve("pods/shop_ledger-1_u2/ledger"))) {
            podApi.pod("shop", "web-1", "u3", Map.of("logs", "api"));
            podApi.start("shop/web-1", "web");
            podApi.tell("shop/web-1");
            Process hub = startHub(stage);
            Process collector = startCollector(stage, eventApi, podApi);
            stage.eventually("the hub is ready", () -> stage.isReady(hubPort));
            eventApi.faults(FakeEventApi.Faults.MANY);
            podApi.faults(FakePodApi.Faults.MANY);
            for (int step = 0; step < STEPS; step++) {
                happen(eventApi);
                write("cart", cart);
                write("ledger", ledger);
                writeThroughTheApi(podApi, step);
                misfortune(eventApi);
                if (step == STEPS / 3) {
                    Stage.crash(collector);
                    startCollector(stage, eventApi, podApi);
                } else if (step == STEPS * 2 / 3) {
                    Stage.crash(hub);
                    startHub(stage);
                }
                TimeUnit.MILLISECONDS.sleep(random.nextInt(50));
            }
            eventApi.faults(FakeEventApi.Faults.NONE);
            podApi.faults(FakePodApi.Faults.NONE);
            check(stage);
            tell(eventApi, podApi);
        }
    }

    private void check(Stage stage) throws Exception {
        stage.eventually("all lines of files are at the hub",
                () -> lines(stage, "{job=~\"shop/(cart|ledger)\"}").values().stream().mapToInt(List::size)
                        .sum() >= fileLines.values().stream().mapToInt(List::size).sum());
        assertThat(lines(stage, "{job=~\"shop/(cart|ledger)\"}")).isEqualTo(fileLines);
        stage.eventually("all lines of the API are at the hub",
                () -> lines(stage, "{job=\"shop/web\"}").getOrDefault("web/", List.of()).size() >= apiLines.size());
        assertThat(lines(stage, "{job=\"shop/web\"}")).isEqualTo(Map.of("web/", apiLines));
        stage.eventually("one record for each event, with its last count", () -> records(stage).equals(expected()));
        stage.eventually("counts say what happened", () -> totals(stage).equals(expectedTotals()));
    }

    private void tell(FakeEventApi eventApi, FakePodApi podApi) {
        System.out.printf(
                "seed %d: %d events of %d occurrences, %d lines of files over %d rotations, %d lines through the API over"
                        + " %d restarts; faults of events %s, of logs %s%n",
                SEED, events.size(), counts.values().stream().mapToLong(Long::longValue).sum(),
                fileLines.values().stream().mapToInt(List::size).sum(), rotations, apiLines.size(), restarts,
                new TreeMap<>(eventApi.seen()), new TreeMap<>(podApi.seen()));
    }

    private void happen(FakeEventApi api) {
        List<String> known = new ArrayList<>(events.keySet());
        boolean isNew = known.isEmpty() || random.nextInt(3) == 0;
        String uid = isNew
                ? new UUID(random.nextLong(), random.nextLong()).toString()
                : known.get(random.nextInt(known.size()));
        long count = isNew ? 1 : counts.getOrDefault(uid, 0L) + 1 + (random.nextInt(4) == 0 ? random.nextInt(50) : 0);
        SplittableRandom its = new SplittableRandom(uid.hashCode());
        boolean ofNode = its.nextInt(5) == 0;
        String kind = ofNode ? "Node" : "Pod";
        String namespace = ofNode ? "" : its.nextBoolean() ? "shop" : "payments";
        String name = kind.toLowerCase(Locale.ROOT) + "-" + its.nextInt(20);
        String reason = List.of("BackOff", "FailedScheduling", "Pulled", "NodeNotReady").get(its.nextInt(4));
        Instant now = Instant.now();
        ObjectNode event = its.nextBoolean()
                ? EventObjects.modern(uid, namespace, kind, name, reason, count, started, now)
                : EventObjects.legacy(uid, namespace, kind, name, reason, count, started, now);
        events.put(uid, event);
        counts.put(uid, count);
        api.put(event);
    }

    private void misfortune(FakeEventApi api) {
        switch (random.nextInt(60)) {
            case 0 -> api.forgetHistory();
            case 1 -> api.restart(false);
            case 2 -> api.restart(true);
            default -> {
            }
        }
    }

    private void write(String container, KubeletLog log) throws IOException {
        for (int i = random.nextInt(8); i >= 0; i--) {
            String stream = random.nextInt(4) == 0 ? "stderr" : "stdout";
            List<String> lines = fileLines.computeIfAbsent(container + "/" + stream, _ -> new ArrayList<>());
            String text = "line " + lines.size() + " " + "x".repeat(random.nextInt(200));
            if (random.nextInt(10) == 0) {
                log.write(Instant.now(), stream, "P", text);
                log.write(Instant.now(), stream, "F", "end");
                text += "end";
            } else {
                log.write(Instant.now(), stream, "F", text);
            }
            lines.add(text);
        }
        if (Files.size(log.path()) > ROTATE_BYTES) {
            log.rename();
            log.reopen();
            rotations++;
        }
    }

    private void writeThroughTheApi(FakePodApi api, int step) {
        for (int i = random.nextInt(8); i >= 0; i--) {
            String text = "line " + apiLines.size();
            api.write("shop/web-1", "web", Instant.now(), text, true);
            apiLines.add(text);
        }
        // A kubelet keeps one former instance, however long the collector is away
        if (step == STEPS / 2) {
            api.start("shop/web-1", "web");
            api.tell("shop/web-1");
            restarts++;
        }
    }

    private JsonNode get(Stage stage, String path, String query) throws Exception {
        return new ObjectMapper().readTree(stage.get("http://127.0.0.1:%d%s?query=%s".formatted(hubPort, path,
                URLEncoder.encode(query, StandardCharsets.UTF_8)) + range()));
    }

    private String range() {
        return "&direction=forward&limit=" + PAGE_MAX + "&start=" + nanos(started.minus(Duration.ofMinutes(1)))
                + "&end=" + nanos(Instant.now().plusSeconds(60));
    }

    private static long nanos(Instant time) {
        return time.getEpochSecond() * 1_000_000_000L + time.getNano();
    }

    /** In order of time, by container and stream. */
    private Map<String, List<String>> lines(Stage stage, String query) throws Exception {
        Map<String, TreeMap<Long, List<String>>> byTime = new TreeMap<>();
        for (JsonNode result : get(stage, "/loki/api/v1/query_range", query).at("/data/result")) {
            JsonNode labels = result.get("stream");
            String stream = labels.path("container").asText() + "/" + labels.path("stream").asText();
            for (JsonNode value : result.get("values")) {
                byTime.computeIfAbsent(stream, _ -> new TreeMap<>())
                        .computeIfAbsent(value.get(0).asLong(), _ -> new ArrayList<>()).add(value.get(1).asText());
            }
        }
        Map<String, List<String>> lines = new TreeMap<>();
        byTime.forEach((stream, times) -> lines.put(stream,
                times.values().stream().flatMap(List::stream).toList()));
        return lines;
    }

    /** The counts of the records by the events' UIDs; a UID that is there twice has both. */
    private Map<String, String> records(Stage stage) throws Exception {
        Map<String, String> records = new TreeMap<>();
        for (JsonNode result : get(stage, "/loki/api/v1/query_range", "{job=\"kubernetes-events\"}")
                .at("/data/result")) {
            JsonNode labels = result.get("stream");
            for (int i = 0; i < result.get("values").size(); i++) {
                records.merge(labels.path("tributary_record").asText(), labels.path("count").asText(),
                        (a, b) -> a + " and " + b);
            }
        }
        return records;
    }

    private Map<String, String> expected() {
        Map<String, String> expected = new TreeMap<>();
        counts.forEach((uid, count) -> expected.put(uid, Long.toString(count)));
        return expected;
    }

    private Map<String, Double> totals(Stage stage) throws Exception {
        Map<String, Double> totals = new TreeMap<>();
        JsonNode answer = new ObjectMapper().readTree(stage.get("http://127.0.0.1:%d/api/v1/query?query=%s".formatted(
                hubPort,
                URLEncoder.encode("sum by (namespace, kind, reason, type) (tributary_events_total{cluster=\"edge\"})",
                        StandardCharsets.UTF_8))));
        for (JsonNode result : answer.at("/data/result")) {
            JsonNode labels = result.get("metric");
            totals.put(series(labels.path("namespace").asText(), labels.path("kind").asText(),
                    labels.path("reason").asText(), labels.path("type").asText()), result.at("/value/1").asDouble());
        }
        return totals;
    }

    private static String series(String namespace, String kind, String reason, String type) {
        return namespace + " " + kind + " " + reason + " " + type;
    }

    private Map<String, Double> expectedTotals() {
        Map<String, Double> totals = new TreeMap<>();
        events.forEach((uid, event) -> totals.merge(
                series(event.at("/involvedObject/namespace").asText(), event.at("/involvedObject/kind").asText(),
                        event.path("reason").asText(), event.path("type").asText()),
                (double) counts.getOrDefault(uid, 0L), Double::sum));
        return totals;
    }
}
