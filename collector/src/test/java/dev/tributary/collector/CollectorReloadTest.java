package dev.tributary.collector;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Clock;

import dev.tributary.collector.config.CollectorConfig;
import dev.tributary.collector.kit.Await;
import dev.tributary.collector.kit.FakePrometheus;
import dev.tributary.collector.kit.ReceivingHub;
import dev.tributary.model.SampleColumns;
import dev.tributary.model.StaleMarker;
import dev.tributary.runtime.config.ConfigException;
import dev.tributary.runtime.config.ConfigFile;
import dev.tributary.runtime.telemetry.Telemetry;
import io.vertx.core.Vertx;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** A running collector is given other configurations; over HTTP, in short intervals. */
class CollectorReloadTest {
    private static final String DROP_B = "  metric_relabel_configs: [{source_labels: [__name__], regex: b, action: drop}]\n";

    private final Vertx vertx = Vertx.vertx();
    private final FakePrometheus prometheus = new FakePrometheus(vertx);
    private final ReceivingHub hub = new ReceivingHub(vertx);
    private final ReceivingHub second = new ReceivingHub(vertx);
    private volatile String yaml = "";
    private @Nullable Collector collector;

    @TempDir
    Path data;

    @AfterEach
    void stop() {
        if (collector != null) {
            collector.close();
        }
        vertx.close().await();
    }

    private Collector collect(String text) throws Exception {
        prometheus.page(CollectorReloadTest::page);
        yaml = text;
        Collector started = Collector.start(parse(), this::parse, vertx, new Telemetry("collector"),
                Clock.systemUTC());
        collector = started;
        Await.until("samples at the hub", () -> samples("a").size() >= 2);
        return started;
    }

    private CollectorConfig parse() {
        return ConfigFile.parse(yaml, "collector.yml", data, CollectorConfig.class, _ -> null);
    }

    private static String page() {
        return "# TYPE a untyped\na 1\nb 2\n";
    }

    private String base(String jobs) {
        return """
               cluster: east
               data_dir: %s
               http: {listen: "127.0.0.1:0"}
               global: {scrape_interval: 200ms, scrape_timeout: 200ms}
               self_metrics: {enabled: false}
               remote_write:
               - {name: hub, url: "%s", queue_config: {min_backoff: 10ms, max_backoff: 50ms}}
               """.formatted(data, hub.url()) + jobs;
    }

    private String scrape(String more) {
        return "scrape_configs:\n- job_name: app\n  static_configs: [{targets: ['"
                + prometheus.url().replace("http://", "") + "']}]\n" + more;
    }

    private String federate(String more) {
        return "federate_configs:\n- job_name: prom\n  url: " + prometheus.url() + "\n" + more;
    }

    private SampleColumns samples(String name) {
        return hub.samples("__name__", name);
    }

    private boolean hasEnded(String name) {
        SampleColumns samples = samples(name);
        return samples.size() > 0 && StaleMarker.is(samples.value(samples.size() - 1));
    }

    private void assertNeverEnded(String name) {
        SampleColumns samples = samples(name);
        for (int i = 0; i < samples.size(); i++) {
            assertThat(StaleMarker.is(samples.value(i))).as(name).isFalse();
        }
    }

    private void awaitMore(String name) throws Exception {
        int before = samples(name).size();
        Await.until("more samples of " + name, () -> samples(name).size() >= before + 3);
    }

    private HttpResponse<String> request(String method, String path) throws Exception {
        Collector running = collector;
        if (running == null) {
            throw new IllegalStateException("no collector runs");
        }
        URI uri = URI.create("http://127.0.0.1:" + running.port() + path);
        try (HttpClient client = HttpClient.newHttpClient()) {
            return client.send(HttpRequest.newBuilder(uri).method(method, HttpRequest.BodyPublishers.noBody()).build(),
                    HttpResponse.BodyHandlers.ofString());
        }
    }

    /** Series are added once; a job that was disturbed would add them anew. */
    private void assertUndisturbed(String jobs) throws Exception {
        Collector running = collect(base(jobs));
        yaml = base(jobs) + "receive: {remote_write: true}\nlog: {level: debug}\n";
        running.reload();
        awaitMore("a");
        SampleColumns added = samples("scrape_series_added");
        for (int i = 1; i < added.size(); i++) {
            assertThat(added.value(i)).isZero();
        }
        assertNeverEnded("a");
        assertThat(request("POST", "/api/v1/write").statusCode()).as("receiving is on: an empty body is none")
                .isEqualTo(400);
    }

    @Test
    void aScrapeJobThatStaysTheSameIsNotDisturbed() throws Exception {
        assertUndisturbed(scrape(""));
    }

    @Test
    void aFederationThatStaysTheSameIsNotDisturbed() throws Exception {
        assertUndisturbed(federate(""));
    }

    private void assertOnlyWhatIsNoMoreEnds(String before, String after) throws Exception {
        Collector running = collect(base(before));
        yaml = base(after);
        running.reload();
        Await.until("b has ended", () -> hasEnded("b"));
        awaitMore("a");
        assertNeverEnded("a");
        assertNeverEnded("up");
    }

    @Test
    void aScrapeJobThatChangesEndsOnlyWhatItHasNoMore() throws Exception {
        assertOnlyWhatIsNoMoreEnds(scrape(""), scrape(DROP_B));
    }

    @Test
    void aFederationThatChangesEndsOnlyWhatItHasNoMore() throws Exception {
        assertOnlyWhatIsNoMoreEnds(federate(""), federate(DROP_B));
    }

    @Test
    void jobsThatAreRemovedEnd() throws Exception {
        Collector running = collect(base(federate("") + scrape("  honor_labels: true\n")));
        yaml = base("");
        running.reload();
        Await.until("everything has ended", () -> hub.series("up").stream().allMatch(labels -> {
            SampleColumns up = hub.samples("__name__", "up", "job", labels.get("job"));
            return StaleMarker.is(up.value(up.size() - 1));
        }));
        assertThat(hub.series("up")).hasSize(2);
        assertThat(running.targets()).isEmpty();
        assertThat(running.scrapeJobs()).isEmpty();
    }

    @Test
    void destinationsComeAndGoAndChangeWithoutLosingASample() throws Exception {
        Collector running = collect(base(scrape("")));
        hub.refuseWith(503);
        int scraped = prometheus.requests().size();
        Await.until("some scrapes during the outage", () -> prometheus.requests().size() > scraped + 3);
        yaml = base("- {name: more, url: \"" + second.url() + "\"}\n" + scrape(""))
                .replace("max_backoff: 50ms", "max_backoff: 60ms");
        running.reload();
        assertThat(running.destinations()).extracting(one -> one.name()).containsExactly("hub", "more");
        Await.until("samples at the new destination", () -> !second.series("a").isEmpty());
        hub.refuseWith(0);
        int before = prometheus.requests().size();
        Await.until("every scrape at the hub", () -> samples("a").size() >= before);

        yaml = base(scrape(""));
        running.reload();
        assertThat(running.destinations()).extracting(one -> one.name()).containsExactly("hub");
        awaitMore("a");
    }

    @Test
    void aBrokenFileLeavesEverythingAsItIsAndIsVisible() throws Exception {
        Collector running = collect(base(scrape("")));
        yaml = base(scrape("  scrape_intervall: 1s\n"));
        assertThatThrownBy(running::reload).isInstanceOf(ConfigException.class)
                .hasMessageContaining("did you mean 'scrape_interval'?");
        awaitMore("a");
        assertThat(request("GET", "/metrics").body()).contains("tributary_config_last_reload_successful 0.0");
        assertThat(request("GET", "/api/v1/status").body()).contains("scrape_intervall");
        HttpResponse<String> refused = request("POST", "/-/reload");
        assertThat(refused.statusCode()).isEqualTo(500);
        assertThat(refused.body()).contains("collector.yml:").contains("the former stays in force");

        yaml = base(scrape(""));
        assertThat(request("POST", "/-/reload").body()).isEqualTo("configuration reloaded\n");
        assertThat(request("GET", "/metrics").body()).contains("tributary_config_last_reload_successful 1.0");
        assertThat(request("GET", "/api/v1/status/config").body()).contains("cluster: east").contains("job_name: app");
    }

    @Test
    void whatNeedsARestartIsSaid() throws Exception {
        Collector running = collect(base(scrape("")));
        yaml = base(scrape("")).replace("http: {", "http: {access_log: true, ");
        running.reload();
        assertThat(request("GET", "/api/v1/status").body()).contains("\"waiting\":[\"http\"]");
    }
}
