package dev.tributary.app.demo.server;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.SplittableRandom;

import dev.tributary.app.demo.logs.ClusterLogs;
import dev.tributary.app.demo.world.ClusterSpec;
import dev.tributary.app.demo.world.World;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

class SimulatedPodApiTest {
    private static final long START = 1_770_000_000_000L;
    private static final long STEP = 5_000;

    @TempDir
    private Path logs;
    private final Vertx vertx = Vertx.vertx();
    private final HttpClient client = HttpClient.newHttpClient();
    private final World world = new World(ClusterSpec.fleet().getFirst(), new SplittableRandom(5), START);
    private final SimulatedPrometheus cluster = new SimulatedPrometheus(world);
    private int port;

    @BeforeEach
    void start() throws Exception {
        ClusterLogs written = new ClusterLogs(world, logs, new SplittableRandom(5));
        for (long now = START; now < START + 60_000; now += STEP) {
            cluster.scrape(now);
            written.write();
        }
        port = new SimulatedEventApi(vertx, cluster, logs).start().await();
    }

    @AfterEach
    void stop() {
        client.close();
        vertx.close().await();
    }

    private HttpResponse<String> get(String path) throws Exception {
        return client.send(HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path)).build(),
                BodyHandlers.ofString());
    }

    @Test
    void podsAreListedWithWhatRunsInThem() throws Exception {
        JsonObject list = new JsonObject(get("/api/v1/pods").body());
        assertThat(list.getJsonArray("items")).hasSize(world.pods().size());
        JsonObject frontend = list.getJsonArray("items").stream().map(JsonObject.class::cast)
                .filter(pod -> pod.getJsonObject("metadata").getString("name").startsWith("frontend")).findFirst()
                .orElseThrow();
        assertThat(frontend.getJsonObject("metadata").getJsonObject("labels").getString("app")).isEqualTo("frontend");
        JsonObject status = frontend.getJsonObject("status").getJsonArray("containerStatuses").getJsonObject(0);
        assertThat(status.getString("containerID")).startsWith("containerd://");
        assertThat(status.getJsonObject("state").containsKey("running")).isTrue();
    }

    @Test
    void aLogIsItsFileWithTimesFromASecondOn() throws Exception {
        String pod = world.pods().stream().filter(one -> one.name().startsWith("frontend")).findFirst().orElseThrow()
                .name();
        String path = "/api/v1/namespaces/shop/pods/" + pod + "/log?container=frontend&timestamps=true";
        List<String> all = get(path).body().lines().toList();
        assertThat(all).hasSizeGreaterThan(50).allSatisfy(line -> Instant.parse(line.split(" ", 2)[0]));
        Instant since = Instant.ofEpochMilli(START + 30_000);
        assertThat(get(path + "&sinceTime=" + since).body().lines().toList()).isEqualTo(
                all.stream().filter(line -> !Instant.parse(line.split(" ", 2)[0]).isBefore(since)).toList());
        assertThat(get(path + "&previous=true").statusCode()).isEqualTo(400);
        assertThat(get("/api/v1/namespaces/shop/pods/nobody/log?container=frontend").statusCode()).isEqualTo(404);
    }
}
