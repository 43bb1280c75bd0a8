package dev.tributary.collector;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Clock;
import java.util.function.BiConsumer;

import dev.tributary.collector.config.CollectorConfig;
import dev.tributary.collector.kit.Await;
import dev.tributary.collector.kit.FakePrometheus;
import dev.tributary.collector.kit.ReceivingHub;
import dev.tributary.model.SampleColumns;
import dev.tributary.model.StaleMarker;
import dev.tributary.runtime.config.ConfigFile;
import dev.tributary.runtime.telemetry.Telemetry;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerRequest;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

/** The whole collector between a fake Prometheus and a fake hub, over HTTP, in short intervals. */
class CollectorTest {
    private final Vertx vertx = Vertx.vertx();
    private FakePrometheus prometheus;
    private ReceivingHub hub;
    private @Nullable Collector collector;

    @TempDir
    Path data;

    @BeforeEach
    void start() {
        prometheus = new FakePrometheus(vertx);
        hub = new ReceivingHub(vertx);
        prometheus.page(CollectorTest::page);
    }

    @AfterEach
    void stop() {
        if (collector != null) {
            collector.close();
        }
        vertx.close().await();
    }

    private static String page() {
        long now = System.currentTimeMillis();
        return "# TYPE a untyped\na{job=\"x\",instance=\"i\"} 1 " + now + "\nb{job=\"x\",instance=\"i\"} 2 " + now
                + "\nc{job=\"x\",instance=\"i\"} 3 " + now + "\n";
    }

    private Collector collect(String... more) throws Exception {
        return collectSharded(50_000, more);
    }

    private Collector collectSharded(int shardSamples, String... more) throws Exception {
        return collect("url: " + prometheus.url(), shardSamples, more);
    }

    private Collector collect(String server, int shardSamples, String... more) throws Exception {
        String yaml = """
                      cluster: east
                      identity_labels: {region: eu}
                      data_dir: %s
                      http: {listen: "127.0.0.1:0"}
                      global: {scrape_interval: 100ms, scrape_timeout: 100ms}
                      self_metrics: {interval: 200ms}
                      federate_configs:
                      - job_name: federate
                        %s
                        match[]: ['{job="x"}']
                        shard_samples: %d
                      remote_write:
                      - url: %s
                        queue_config: {min_backoff: 10ms, max_backoff: 50ms}
                      """.formatted(data, server, shardSamples, hub.url()) + String.join("\n", more);
        CollectorConfig config = ConfigFile.parse(yaml, "collector.yml", data, CollectorConfig.class, _ -> null);
        Collector started = Collector.start(config, vertx, new Telemetry("collector"), Clock.systemUTC());
        collector = started;
        return started;
    }

    private int samplesOf(String name) {
        return hub.samples("__name__", name).size();
    }

    private String get(String path) throws Exception {
        return request("GET", path).body();
    }

    private HttpResponse<String> request(String method, String path) throws Exception {
        Collector running = collector;
        if (running == null) {
            throw new IllegalStateException("no collector runs");
        }
        URI uri = URI.create("http://127.0.0.1:" + running.port() + path);
        // An upgrade to HTTP/2 would be one more thing that can go wrong here
        try (HttpClient client = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build()) {
            return client.send(HttpRequest.newBuilder(uri).method(method, HttpRequest.BodyPublishers.noBody()).build(),
                    HttpResponse.BodyHandlers.ofString());
        }
    }

    @Test
    void samplesTravelTheWholeWay() throws Exception {
        collect();
        Await.until("samples at the hub", () -> samplesOf("a") >= 3);
        assertThat(hub.series("a")).singleElement().satisfies(labels -> assertThat(labels.toString())
                .isEqualTo("a{cluster=\"east\", instance=\"i\", job=\"x\", region=\"eu\"}"));
        SampleColumns up = hub.samples("__name__", "up", "job", "federate");
        assertThat(up.value(0)).isEqualTo(1);
        assertThat(hub.problems()).isEmpty();
        assertThat(prometheus.requests()).allSatisfy(
                uri -> assertThat(uri).isEqualTo("/federate?match%5B%5D=%7Bjob%3D%22x%22%7D"));
    }

    @Test
    void ownMetricsTravelAsOneMoreJob() throws Exception {
        collect();
        Await.until("own metrics at the hub", () -> !hub.series("tributary_collector_pulls_total").isEmpty());
        assertThat(hub.series("jvm_memory_used_bytes")).isNotEmpty()
                .allSatisfy(labels -> assertThat(labels.get("job")).isEqualTo("tributary-collector"));
    }

    @Test
    void whenTheHubIsAwayNothingIsLost() throws Exception {
        collect();
        Await.until("samples at the hub", () -> samplesOf("a") >= 2);
        hub.refuseWith(503);
        int asked = hub.requests();
        int pulled = prometheus.requests().size();
        Await.until("some failed attempts", () -> hub.requests() > asked + 5
                && prometheus.requests().size() > pulled + 5);
        assertThat(get("/api/v1/status")).contains("HTTP 503: refused as told");
        hub.refuseWith(0);
        int before = prometheus.requests().size();
        Await.until("all pages of the outage", () -> samplesOf("a") >= before);
    }

    @Test
    void aRestartShipsWhatTheLastRunDidNot() throws Exception {
        hub.refuseWith(503);
        Collector first = collect();
        Await.until("some pages", () -> prometheus.requests().size() > 5);
        first.close();
        int pulled = prometheus.requests().size();
        hub.refuseWith(0);
        prometheus.page(() -> "");
        collect();
        Await.until("the pages of the first run", () -> samplesOf("a") >= pulled - 1);
    }

    @Test
    void aSeriesThatVanishesIsGoneAtTheHub() throws Exception {
        collect();
        Await.until("samples at the hub", () -> samplesOf("c") >= 1);
        prometheus.page(() -> page().replaceAll("c\\{.*\n", ""));
        Await.until("a marker at the end of c", () -> {
            SampleColumns c = hub.samples("__name__", "c");
            return StaleMarker.is(c.value(c.size() - 1));
        });
        SampleColumns a = hub.samples("__name__", "a");
        for (int i = 0; i < a.size(); i++) {
            assertThat(StaleMarker.is(a.value(i))).isFalse();
        }
    }

    @Test
    void whatTheHubRefusesIsSetAsideAndCanBeReplayed() throws Exception {
        collect();
        Await.until("samples at the hub", () -> samplesOf("a") >= 1);
        hub.refuseWith(422);
        Await.until("a quarantined batch", () -> get("/api/v1/quarantine").contains("HTTP 422: refused as told"));
        hub.refuseWith(0);
        String name = URI.create(hub.url()).getHost() + "_" + URI.create(hub.url()).getPort();
        assertThat(request("POST", "/api/v1/quarantine/" + name + "/1/replay").statusCode()).isEqualTo(404);
        assertThat(request("POST", "/api/v1/quarantine/" + name + "/x/replay").statusCode()).isEqualTo(400);
        assertThat(request("POST", "/api/v1/quarantine/nowhere/all/replay").statusCode()).isEqualTo(404);
        assertThat(request("POST", "/api/v1/quarantine/" + name + "/all/replay").statusCode()).isEqualTo(200);
        int pulled = prometheus.requests().size();
        Await.until("every page at the hub", () -> samplesOf("a") >= pulled);
        assertThat(get("/api/v1/quarantine")).isEqualTo("{\"" + name + "\":[]}");
    }

    private void assertFaultIsVisibleAndMarksNothing(BiConsumer<HttpServerRequest, Buffer> manner, String kind)
            throws Exception {
        collect();
        Await.until("samples at the hub", () -> samplesOf("c") >= 2);
        prometheus.manner(manner);
        Await.until("the fault in the metrics", () -> get("/metrics").lines().anyMatch(line -> line
                .startsWith("tributary_collector_page_faults_total") && line.contains("kind=\"" + kind + "\"")
                && !line.endsWith(" 0.0")));
        Await.until("an incomplete page at the hub", () -> {
            SampleColumns complete = hub.samples("__name__", "tributary_page_complete", "job", "federate");
            return complete.value(complete.size() - 1) == 0;
        });
        prometheus.manner(FakePrometheus::asItShould);
        Await.until("complete pages again", () -> {
            SampleColumns complete = hub.samples("__name__", "tributary_page_complete", "job", "federate");
            return complete.value(complete.size() - 1) == 1;
        });
        assertNothingEnded("a", "b", "c");
        assertThat(hub.problems()).isEmpty();
    }

    @Test
    void aCutConnectionIsVisibleAndMarksNothing() throws Exception {
        assertFaultIsVisibleAndMarksNothing(FakePrometheus::cut, "cut");
    }

    @Test
    void aStalledAnswerIsVisibleAndMarksNothing() throws Exception {
        assertFaultIsVisibleAndMarksNothing(FakePrometheus::stall, "timeout");
    }

    @Test
    void aCorruptAnswerIsVisibleAndMarksNothing() throws Exception {
        assertFaultIsVisibleAndMarksNothing(FakePrometheus::corrupt, "compression");
    }

    @Test
    void aBodyThatEndsEarlyIsVisibleAndMarksNothing() throws Exception {
        assertFaultIsVisibleAndMarksNothing(FakePrometheus::endEarly, "compression");
    }

    @Test
    void aPageThatLacksItsLastFamiliesIsVisibleAndMarksNothing() throws Exception {
        collect();
        Await.until("samples at the hub", () -> samplesOf("c") >= 2);
        prometheus.defect(FakePrometheus::withoutLastFamilies);
        Await.until("the fault in the status",
                () -> get("/api/v1/status").contains("truncated: the page ends before c, which is still there"));
        prometheus.defect(text -> text);
        int before = samplesOf("c");
        Await.until("whole pages again", () -> samplesOf("c") > before);
        assertNothingEnded("a", "b", "c");
    }

    @Test
    void aLargePageIsPulledInShardsFromTheFirstOn() throws Exception {
        collectSharded(1);
        Await.until("samples at the hub",
                () -> samplesOf("a") >= 3 && samplesOf("b") >= 3 && samplesOf("c") >= 3);
        assertThat(prometheus.requests()).allSatisfy(uri -> assertThat(uri).contains("__name__%3D%7E"));
        assertThat(get("/api/v1/status")).contains("\"range\":{\"from\":\"\",\"to\":\"b\"").contains("\"from\":\"c\"");
        prometheus.page(() -> page().replaceAll("b\\{.*\n", ""));
        Await.until("a marker at the end of b", () -> {
            SampleColumns b = hub.samples("__name__", "b");
            return StaleMarker.is(b.value(b.size() - 1));
        });
        assertNothingEnded("a", "c");
        assertThat(hub.problems()).isEmpty();
    }

    @Test
    void twoReplicasAreOneTargetAndEitherIsEnough() throws Exception {
        try (FakePrometheus other = new FakePrometheus(vertx)) {
            prometheus.page(() -> page().replace("instance=", "prometheus_replica=\"0\",instance="));
            other.page(() -> page().replace("instance=", "prometheus_replica=\"1\",instance="));
            collect("replicas: ['" + prometheus.url() + "', '" + other.url() + "']", 50_000);
            Await.until("samples at the hub", () -> samplesOf("a") >= 3);
            assertThat(hub.series("a")).singleElement()
                    .satisfies(labels -> assertThat(labels.has("prometheus_replica")).isFalse());
            prometheus.manner(FakePrometheus::fail);
            int before = samplesOf("a");
            Await.until("the other goes on", () -> samplesOf("a") >= before + 3);
            assertThat(get("/metrics")).contains("tributary_collector_replica_series{job=\"federate\",replica=\""
                    + other.address() + "\"} 3");
            assertNothingEnded("a", "b", "c");
            assertThat(hub.problems()).isEmpty();
        }
    }

    private void assertNothingEnded(String... names) {
        for (String name : names) {
            SampleColumns samples = hub.samples("__name__", name);
            for (int i = 0; i < samples.size(); i++) {
                assertThat(StaleMarker.is(samples.value(i))).as(name).isFalse();
            }
        }
    }

    @Test
    void anErrorStatusIsVisibleAndMarksNothing() throws Exception {
        assertFaultIsVisibleAndMarksNothing(FakePrometheus::fail, "status");
    }

    @Test
    void readinessTellsTheTruth() throws Exception {
        prometheus.manner((_, _) -> {
        });
        collect();
        assertThat(get("/-/healthy")).contains("healthy");
        HttpResponse<String> early = request("GET", "/-/ready");
        if (early.statusCode() == 503) {
            assertThat(early.body()).contains("not pulled yet: job federate");
        }
        Await.until("ready after the first pull, even a failed one",
                () -> request("GET", "/-/ready").statusCode() == 200);
        assertThat(get("/")).contains("Tributary collector").contains("timeout: not done after 100 ms");
        assertThat(get("/api/v1/status")).contains("\"job\":\"federate\"").contains("\"cluster\":\"east\"");
    }
}
