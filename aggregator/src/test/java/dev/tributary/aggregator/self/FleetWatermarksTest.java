package dev.tributary.aggregator.self;

import java.nio.file.Path;
import java.time.Instant;
import java.util.List;

import dev.tributary.aggregator.config.IngestSettings;
import dev.tributary.aggregator.identity.Authenticator;
import dev.tributary.aggregator.identity.Credentials;
import dev.tributary.aggregator.identity.Refusals;
import dev.tributary.aggregator.ingest.Ingest;
import dev.tributary.model.ClusterId;
import dev.tributary.model.Labels;
import dev.tributary.model.StaleMarker;
import dev.tributary.model.port.WriterIdentity;
import dev.tributary.runtime.config.ConfigFile;
import dev.tributary.testkit.FakeClock;
import dev.tributary.testkit.InMemoryMetricStore;
import dev.tributary.testkit.TestWriter;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class FleetWatermarksTest {
    private static final long NOW = Instant.parse("2026-03-10T12:00:00Z").toEpochMilli();
    private static final long MINUTE = 60_000;
    private static final ClusterId EU = new ClusterId("eu");

    private final FakeClock clock = new FakeClock(Instant.ofEpochMilli(NOW));
    private final InMemoryMetricStore store = new InMemoryMetricStore();
    private final PrometheusRegistry registry = new PrometheusRegistry();
    private final Ingest ingest = new Ingest(
            ConfigFile.parse("", "ingest", Path.of("/"), IngestSettings.class, _ -> null), store,
            new Authenticator(Credentials.of(List.of()), new Refusals(clock, registry)), registry, clock);
    private final FleetWatermarks watermarks = new FleetWatermarks(store, ingest.clusters(), clock);

    private void sample(String name, String labelValue, long atMillis, double value) {
        TestWriter writer = new TestWriter(store, new WriterIdentity(EU, false));
        writer.sample(Labels.of("__name__", name, "of", labelValue), atMillis, value);
        writer.commit();
    }

    /** The collector's two targets were complete at different times, its spool was last looked at a little later. */
    private void collector(double backlog, double oldestSeconds) {
        sample("tributary_watermark_timestamp_seconds", "a", NOW - 20_000, (NOW - 20_000) / 1e3);
        sample("tributary_watermark_timestamp_seconds", "b", NOW - 10_000, (NOW - 40_000) / 1e3);
        sample("tributary_collector_spool_backlog_samples", "hub", NOW - 5_000, backlog);
        sample("tributary_collector_spool_oldest_pending_seconds", "hub", NOW - 5_000, oldestSeconds);
        ingest.clusters().restore(EU, NOW - 5_000, NOW);
    }

    @Test
    void theOldestOfTheLastCompletePagesCounts() {
        collector(0, 3);
        assertThat(watermarks.now()).containsEntry(EU, NOW - 40_000);
    }

    @Test
    void aBacklogHoldsTheWatermarkBack() {
        collector(1000, 1800);
        assertThat(watermarks.now()).containsEntry(EU, NOW - 5_000 - 30 * MINUTE);
    }

    @Test
    void pagesThatCameBeforeTheSpoolWasLookedAtAgainProveNothing() {
        collector(0, 0);
        sample("tributary_watermark_timestamp_seconds", "a", NOW + 29 * MINUTE, (NOW + 29 * MINUTE) / 1e3);
        sample("tributary_watermark_timestamp_seconds", "b", NOW + 14 * MINUTE, StaleMarker.VALUE);
        clock.set(Instant.ofEpochMilli(NOW + 14 * MINUTE));
        sample("tributary_watermark_timestamp_seconds", "a", NOW + 13 * MINUTE, (NOW + 13 * MINUTE) / 1e3);
        FleetWatermarks later = new FleetWatermarks(store, restored(NOW + 13 * MINUTE).clusters(), clock);
        assertThat(later.now()).containsEntry(EU, NOW - 40_000);
    }

    private Ingest restored(long newestMillis) {
        PrometheusRegistry other = new PrometheusRegistry();
        Ingest fresh = new Ingest(ConfigFile.parse("", "ingest", Path.of("/"), IngestSettings.class, _ -> null), store,
                new Authenticator(Credentials.of(List.of()), new Refusals(clock, other)), other, clock);
        fresh.clusters().restore(EU, newestMillis, newestMillis);
        return fresh;
    }

    @Test
    void aTargetThatEndedNoLongerCounts() {
        collector(0, 0);
        sample("tributary_watermark_timestamp_seconds", "b", NOW - 5_000, StaleMarker.VALUE);
        assertThat(watermarks.now()).containsEntry(EU, NOW - 20_000);
    }

    @Test
    void otherSendersAreBelievedUpToAMargin() {
        ingest.clusters().restore(EU, NOW - 5_000, NOW);
        assertThat(watermarks.now()).containsEntry(EU, NOW - 35_000);
    }

    @Test
    void aClusterThatNeverReportedHasNoneAndTheMetricsSayIt() {
        ingest.clusters().enroll(List.of(EU));
        assertThat(watermarks.now()).containsEntry(EU, FleetWatermarks.NEVER);
        watermarks.register(registry);
        assertThat(registry.scrape(name -> name.startsWith("tributary_cluster_watermark")).stream()
                .map(Object::toString).toList()).hasSize(2);
    }

    @Test
    void groupsOfTheSameSecondShareAnAnswer() {
        collector(0, 0);
        watermarks.now();
        sample("tributary_watermark_timestamp_seconds", "b", NOW - 6_000, (NOW - 6_000) / 1e3);
        assertThat(watermarks.now()).containsEntry(EU, NOW - 40_000);
        clock.advance(java.time.Duration.ofSeconds(1));
        assertThat(watermarks.now()).containsEntry(EU, NOW - 20_000);
    }
}
