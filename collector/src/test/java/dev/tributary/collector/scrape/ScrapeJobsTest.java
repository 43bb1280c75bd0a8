package dev.tributary.collector.scrape;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;

import dev.tributary.collector.Collector;
import dev.tributary.collector.config.CollectorConfig;
import dev.tributary.collector.kit.Await;
import dev.tributary.collector.kit.FakePrometheus;
import dev.tributary.collector.kit.ReceivingHub;
import dev.tributary.model.SampleColumns;
import dev.tributary.model.StaleMarker;
import dev.tributary.runtime.config.ConfigFile;
import dev.tributary.runtime.telemetry.Telemetry;
import io.vertx.core.Vertx;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

/** Scrape jobs inside a whole collector, between fake targets and a fake hub, over HTTP, in short intervals. */
class ScrapeJobsTest {
    private final Vertx vertx = Vertx.vertx();
    private final FakePrometheus target = new FakePrometheus(vertx);
    private final ReceivingHub hub = new ReceivingHub(vertx);
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

    private Collector collect(String job) throws Exception {
        String yaml = """
                      cluster: east
                      data_dir: %s
                      http: {listen: "127.0.0.1:0"}
                      global: {scrape_interval: 200ms, scrape_timeout: 200ms}
                      self_metrics: {enabled: false}
                      remote_write: [{url: "%s"}]
                      scrape_configs:
                      - job_name: app
                      %s
                      """.formatted(data, hub.url(), job.indent(2));
        CollectorConfig config = ConfigFile.parse(yaml, "collector.yml", data, CollectorConfig.class, _ -> null);
        Collector started = Collector.start(config, vertx, new Telemetry("collector"), Clock.systemUTC());
        collector = started;
        return started;
    }

    private String address() {
        return target.url().replace("http://", "");
    }

    private double last(String name) {
        return last(name, address());
    }

    private double last(String name, String instance) {
        SampleColumns samples = hub.samples("__name__", name, "instance", instance);
        return samples.size() == 0 ? 0 : samples.value(samples.size() - 1);
    }

    @Test
    void aTargetsSeriesTravelWithItsLabels() throws Exception {
        target.page(() -> "# TYPE requests counter\nrequests{path=\"/\",job=\"own\"} 5\n");
        collect("static_configs: [{targets: ['%s'], labels: {rack: '7'}}]".formatted(address()));
        Await.until("samples at the hub", () -> hub.samples("__name__", "requests").size() >= 2);
        assertThat(hub.series("requests")).singleElement().satisfies(labels -> assertThat(labels).hasToString(
                "requests{cluster=\"east\", exported_job=\"own\", instance=\"%s\", job=\"app\", path=\"/\", rack=\"7\"}"
                        .formatted(address())));
        assertThat(last("up")).isEqualTo(1);
        assertThat(last("scrape_samples_scraped")).isEqualTo(1);
        assertThat(target.requests()).allMatch("/metrics"::equals);
        assertThat(hub.problems()).isEmpty();
    }

    @Test
    void aTargetThatFailsIsDownAndItsSeriesEnd() throws Exception {
        target.page(() -> "requests 5\n");
        Collector running = collect("static_configs: [{targets: ['%s']}]".formatted(address()));
        Await.until("samples at the hub", () -> !hub.series("requests").isEmpty());
        target.manner(FakePrometheus::fail);
        Await.until("the series has ended", () -> StaleMarker.is(last("requests")));
        Await.until("the target is down", () -> last("up") == 0);
        assertThat(running.scrapeJobs()).singleElement().satisfies(job -> assertThat(job.targets()).singleElement()
                .satisfies(health -> assertThat(health.fault()).startsWith("status: HTTP 503")));
        target.manner(FakePrometheus::asItShould);
        Await.until("it is back", () -> last("requests") == 5);
    }

    @Test
    void targetsFollowTheFileThatListsThem() throws Exception {
        target.page(() -> "requests 5\n");
        Path list = data.resolve("targets.json");
        Files.writeString(list, "[{\"targets\":[\"%s\"]}]".formatted(address()));
        Collector running = collect("file_sd_configs: [{files: ['%s'], refresh_interval: 100ms}]".formatted(list));
        Await.until("samples at the hub", () -> !hub.series("requests").isEmpty());
        Files.writeString(list, "[]");
        Await.until("the series has ended", () -> StaleMarker.is(last("requests")));
        Await.until("the series about the target have ended", () -> StaleMarker.is(last("up")));
        assertThat(running.scrapeJobs().getFirst().targets()).isEmpty();
    }

    @Test
    void beyondTheTargetLimitNothingIsScraped() throws Exception {
        collect("""
                target_limit: 1
                static_configs: [{targets: ['%s', 'localhost:1']}]
                """.formatted(address()));
        Await.until("both are down",
                () -> hub.series("up").size() == 2 && last("up") == 0 && last("up", "localhost:1") == 0);
        assertThat(target.requests()).isEmpty();
    }

    @Test
    void aStopLeavesTheSeriesAsTheyAre() throws Exception {
        target.page(() -> "requests 5\n");
        Collector running = collect("static_configs: [{targets: ['%s']}]".formatted(address()));
        Await.until("samples at the hub", () -> !hub.series("requests").isEmpty());
        running.close();
        assertThat(last("requests")).isEqualTo(5);
    }

    @Test
    void readyMeansDiscoveredAndScraped() throws Exception {
        target.page(() -> "requests 5\n");
        Collector running = collect("static_configs: [{targets: ['%s']}]".formatted(address()));
        Await.until("ready", () -> running.scrapeJobs().getFirst().ready());
        JobHealth health = running.scrapeJobs().getFirst();
        assertThat(health.discovered()).isTrue();
        assertThat(List.of(health.job(), health.dropped(), health.invalid())).isEqualTo(List.of("app", 0, 0));
        assertThat(health.targets()).singleElement().satisfies(one -> assertThat(one.up()).isTrue());
    }
}
