package dev.tributary.app.demo.server;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Set;
import java.util.SplittableRandom;

import dev.tributary.app.demo.world.ClusterEvent;
import dev.tributary.app.demo.world.ClusterSpec;
import dev.tributary.app.demo.world.World;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

final class SimulatedEventApiTest {
    private static final long START = 1_780_000_000_000L;
    private static final long STEP = 5_000;

    @TempDir
    private Path logs;
    private final Vertx vertx = Vertx.vertx();
    private final HttpClient client = HttpClient.newHttpClient();
    private final SimulatedPrometheus cluster = new SimulatedPrometheus(
            new World(ClusterSpec.fleet().getFirst(), new SplittableRandom(5), START));
    private long now = START;
    private int port;

    @BeforeEach
    void start() {
        port = new SimulatedEventApi(vertx, cluster, logs).start().toCompletionStage().toCompletableFuture().join();
        live(1_800_000);
    }

    @AfterEach
    void stop() {
        client.close();
        vertx.close().toCompletionStage().toCompletableFuture().join();
    }

    private void live(long millis) {
        for (long end = now + millis; now < end; now += STEP) {
            cluster.scrape(now);
        }
    }

    private HttpResponse<InputStream> get(String path) throws IOException, InterruptedException {
        return client.send(HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path)).build(),
                BodyHandlers.ofInputStream());
    }

    private JsonObject json(String path) throws IOException, InterruptedException {
        try (InputStream body = get(path).body()) {
            return new JsonObject(new String(body.readAllBytes(), StandardCharsets.UTF_8));
        }
    }

    @Test
    void halfAnHourHasEventsOfAllThatHappens() {
        Set<String> reasons = new HashSet<>();
        cluster.ask(World::events).all().forEach(event -> reasons.add(event.notice().reason()));
        assertThat(reasons).contains("Scheduled", "Pulled", "Started", "BackOff", "Unhealthy", "Killing",
                "SuccessfulCreate", "SuccessfulDelete", "ScalingReplicaSet", "NodeNotReady", "NodeReady", "Rebooted");
        assertThat(cluster.ask(World::events).all()).anyMatch(event -> event.count() > 3)
                .allMatch(event -> event.lastMillis() >= event.firstMillis());
    }

    @Test
    void pagesHoldEachEventOnce() throws Exception {
        Set<String> uids = new HashSet<>();
        String token = "";
        int listed = 0;
        do {
            JsonObject page = json("/api/v1/events?limit=7&continue=" + token);
            for (Object item : page.getJsonArray("items")) {
                JsonObject event = (JsonObject) item;
                uids.add(event.getJsonObject("metadata").getString("uid"));
                listed++;
            }
            token = page.getJsonObject("metadata").getString("continue", "");
        } while (!token.isEmpty());
        assertThat(uids).hasSize(listed)
                .containsExactlyInAnyOrderElementsOf(
                        cluster.ask(World::events).all().stream().map(ClusterEvent::uid).toList());
    }

    @Test
    void aWatchTellsWhatComesLater() throws Exception {
        long version = cluster.ask(World::events).version();
        live(60_000);
        int expected = cluster.ask(World::events).after(version).orElseThrow().size();
        assertThat(expected).isPositive();
        HttpResponse<InputStream> watch = get("/api/v1/events?watch=1&timeoutSeconds=2&resourceVersion=" + version);
        try (InputStream body = watch.body()) {
            String[] lines = new String(body.readAllBytes(), StandardCharsets.UTF_8).split("\n");
            assertThat(lines).hasSize(expected).allSatisfy(line -> assertThat(new JsonObject(line).getString("type"))
                    .isIn("ADDED", "MODIFIED", "DELETED"));
        }
    }

    @Test
    void whatIsForgottenIsGone() throws Exception {
        assertThat(get("/api/v1/events?watch=1&resourceVersion=11").statusCode()).isEqualTo(410);
        HttpResponse<InputStream> stream = get("/api/v1/events?watch=1&resourceVersion=12");
        assertThat(stream.statusCode()).isEqualTo(200);
        try (InputStream body = stream.body()) {
            JsonObject line = new JsonObject(new String(body.readAllBytes(), StandardCharsets.UTF_8));
            assertThat(line.getString("type")).isEqualTo("ERROR");
            assertThat(line.getJsonObject("object").getInteger("code")).isEqualTo(410);
        }
        assertThat(get("/api/v1/events?watch=1&resourceVersion=x").statusCode()).isEqualTo(400);
    }

    @Test
    void podsBelongToSomething() throws Exception {
        String path = cluster.ask(world -> world.pods().stream()
                .filter(pod -> pod.workload().spec().name().equals("coredns")).findFirst()
                .map(pod -> "/api/v1/namespaces/kube-system/pods/" + pod.name()).orElseThrow());
        JsonObject owner = json(path).getJsonObject("metadata").getJsonArray("ownerReferences").getJsonObject(0);
        assertThat(owner.getString("kind")).isEqualTo("ReplicaSet");
        JsonObject top = json("/apis/apps/v1/namespaces/kube-system/replicasets/" + owner.getString("name"))
                .getJsonObject("metadata").getJsonArray("ownerReferences").getJsonObject(0);
        assertThat(top.getString("name")).isEqualTo("coredns");
        assertThat(get("/api/v1/namespaces/kube-system/pods/none").statusCode()).isEqualTo(404);
    }
}
