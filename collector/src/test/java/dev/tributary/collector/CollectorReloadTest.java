package dev.tributary.collector;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.function.Supplier;
import java.util.stream.Stream;

import dev.tributary.collector.config.CollectorConfig;
import dev.tributary.collector.federate.TargetStatus;
import dev.tributary.collector.kit.Await;
import dev.tributary.collector.kit.FakePrometheus;
import dev.tributary.collector.kit.ReceivingHub;
import dev.tributary.collector.ship.Destination;
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
        return "# TYPE a untyped\na{instance=\"i\"} 1\nb{instance=\"i\"} 2\n";
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

    /** Nothing of a configuration is in force of which one part cannot be. */
    private void assertRefusedAsAWhole(Collector running, String reason) throws Exception {
        assertThatThrownBy(running::reload).isInstanceOf(ConfigException.class).hasMessageContaining(reason);
        assertThat(running.targets()).extracting(TargetStatus::job).containsExactly("prom", "leaving");
        assertThat(running.destinations()).extracting(Destination::name).containsExactly("hub");
        awaitMore("b");
        assertNeverEnded("a");
        assertNeverEnded("b");
        assertThat(hub.samples("__name__", "up", "job", "leaving").size()).isPositive();
        SampleColumns leaving = hub.samples("__name__", "up", "job", "leaving");
        for (int i = 0; i < leaving.size(); i++) {
            assertThat(StaleMarker.is(leaving.value(i))).isFalse();
        }
        assertThat(second.requests()).isZero();
    }

    private String leaving() {
        return "- job_name: leaving\n  url: " + server(() -> "# TYPE c untyped\nc 1\n").url() + "\n";
    }

    private void awaitSecondJob() throws Exception {
        Await.until("the second job", () -> hub.samples("__name__", "up", "job", "leaving").size() > 0);
    }

    private String coming() {
        return "- job_name: coming\n  url: " + prometheus.url() + "\n";
    }

    @Test
    void whereADestinationCannotBeTheJobsStayAsTheyWere() throws Exception {
        Collector running = collect(base(federate("") + leaving()));
        awaitSecondJob();
        Files.writeString(data.resolve("spool").resolve("more"), "no folder");
        yaml = base("- {name: more, url: \"" + second.url() + "\"}\n" + federate(DROP_B) + coming());
        assertRefusedAsAWhole(running, "more");
    }

    @Test
    void whereAJobCannotBeTheDestinationsStayAsTheyWere() throws Exception {
        Collector running = collect(base(federate("") + leaving()));
        awaitSecondJob();
        Path known;
        try (Stream<Path> files = Files.list(data.resolve("gaps"))) {
            known = files.filter(file -> file.getFileName().toString().startsWith("prom-")).findFirst().orElseThrow();
        }
        Files.createDirectory(known.resolveSibling(known.getFileName().toString().replace("prom-", "coming-")));
        yaml = base("- {name: more, url: \"" + second.url() + "\"}\n" + federate(DROP_B) + coming());
        assertRefusedAsAWhole(running, "coming");
    }

    private static String replicas(FakePrometheus... servers) {
        return "federate_configs:\n- job_name: prom\n  replicas: "
                + Stream.of(servers).map(FakePrometheus::url).toList() + "\n";
    }

    @Test
    void replicasMayComeGoAndChangeTheirOrder() throws Exception {
        FakePrometheus other = server(CollectorReloadTest::page);
        String onlyA = "# TYPE a untyped\na{instance=\"i\"} 1\n";
        FakePrometheus third = server(() -> onlyA);
        Collector running = collect(base(replicas(prometheus, other)));
        for (FakePrometheus[] servers : new FakePrometheus[][]{{other, prometheus}, {other, third}, {third, other}}) {
            yaml = base(replicas(servers));
            running.reload();
            awaitMore("a");
            awaitMore("b");
            assertNeverEnded("a");
            assertNeverEnded("b");
        }
        yaml = base(replicas(third, server(() -> onlyA)));
        running.reload();
        Await.until("what none of them has, has ended", () -> hasEnded("b"));
        awaitMore("a");
        assertNeverEnded("a");
        assertThat(hub.series("a")).as("one series, whichever replica it is from").hasSize(1);
    }

    private FakePrometheus server(Supplier<String> page) {
        FakePrometheus server = new FakePrometheus(vertx);
        server.page(page);
        return server;
    }

    @Test
    void whatNeedsARestartIsSaid() throws Exception {
        Collector running = collect(base(scrape("")));
        yaml = base(scrape("")).replace("http: {", "http: {access_log: true, ");
        running.reload();
        assertThat(request("GET", "/api/v1/status").body()).contains("\"waiting\":[\"http\"]");
    }
}
