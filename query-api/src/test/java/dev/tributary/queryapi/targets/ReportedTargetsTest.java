package dev.tributary.queryapi.targets;

import java.time.Duration;
import java.util.List;

import dev.tributary.model.Labels;
import dev.tributary.model.Matcher;
import dev.tributary.model.MetricMetadata;
import dev.tributary.model.MetricType;
import dev.tributary.model.StaleMarker;
import dev.tributary.queryapi.access.ReadAccess;
import dev.tributary.queryapi.testing.ApiFixture;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class ReportedTargetsTest {
    private static final Labels JOB = Labels.of("job", "federate", "instance", "prom:9090");
    private static final Labels EXPORTED = Labels.of("job", "tributary-collector", "instance", "c", "exported_job",
            "federate", "exported_instance", "prom:9090");
    private static final long NOW = ApiFixture.NOW_MILLIS;

    private static void report(ApiFixture api, String cluster, long at, double up, double complete) {
        api.writer().sample(of("up", cluster), at, up).sample(of("tributary_page_complete", cluster), at, complete)
                .sample(of("scrape_duration_seconds", cluster), at, 0.25)
                // A target of the cluster's own Prometheus: none of the fleet's jobs.
                .sample(of("up", cluster).with("job", "node"), at, 1).commit();
    }

    private static Labels of(String name, String cluster) {
        return JOB.with("__name__", name).with("cluster", cluster);
    }

    private static ApiFixture api(ReadAccess access) {
        // The directory reads the store of the fixture that is made with it.
        ApiFixture api = ApiFixture.with().access(access).reportedTargets().start();
        report(api, "c1", NOW - 5_000, 1, 1);
        report(api, "c2", NOW - 5_000, 0, 0);
        report(api, "c3", NOW - 600_000, 1, 1);
        return api;
    }

    @Test
    void jobsAreShownAsTheirCollectorsReportThem() {
        try (ApiFixture api = api(ReadAccess.ALL)) {
            Labels info = EXPORTED.with("__name__", "tributary_collector_target_info").with("scrape_interval", "15s")
                    .with("scrape_timeout", "10s").with("url", "http://prom:9090/federate");
            Labels faults = EXPORTED.with("__name__", "tributary_collector_page_faults_total").with("cluster", "c2");
            api.writer().sample(info, NOW - 8_000, 1).sample(faults.with("kind", "cut"), NOW - 60_000, 3)
                    .sample(faults.with("kind", "cut"), NOW - 30_000, 4).sample(faults.with("kind", "cut"), NOW, 4)
                    .sample(faults.with("kind", "timeout"), NOW - 30_000, 7)
                    .sample(faults.with("kind", "timeout"), NOW - 10_000, 8).commit();
            assertThat(api.get("/api/v1/targets?state=active").body()).isEqualTo(
                    "{\"status\":\"success\",\"data\":{\"activeTargets\":["
                            + target("c1", "http://prom:9090/federate", "", "2023-11-14T22:13:15Z", "up", "15s", "10s")
                            + "," + target("c2", "", "the page was not complete: timeout", "2023-11-14T22:13:15Z",
                                    "down", "", "")
                            + "," + target("c3", "", "", "2023-11-14T22:03:20Z", "unknown", "", "")
                            + "],\"droppedTargets\":[],\"droppedTargetCounts\":null}}");
            assertThat(api.get("/api/v1/scrape_pools").body()).contains("\"scrapePools\":[\"federate\"]");
        }
    }

    private static String target(String cluster, String url, String error, String at, String health, String interval,
            String timeout) {
        String labels = "{\"cluster\":\"" + cluster + "\",\"instance\":\"prom:9090\",\"job\":\"federate\"}";
        return "{\"discoveredLabels\":" + labels + ",\"labels\":" + labels + ",\"scrapePool\":\"federate\","
                + "\"scrapeUrl\":\"" + url + "\",\"globalUrl\":\"" + url + "\",\"lastError\":\"" + error
                + "\",\"lastScrape\":\"" + at + "\",\"lastScrapeDuration\":0.25,\"health\":\"" + health
                + "\",\"scrapeInterval\":\"" + interval + "\",\"scrapeTimeout\":\"" + timeout + "\"}";
    }

    @Test
    void whatEndedOrIsLongSilentIsNoTarget() {
        try (ApiFixture api = api(ReadAccess.ALL)) {
            api.writer().sample(of("tributary_page_complete", "c1"), NOW, StaleMarker.VALUE).commit();
            api.clock.advance(Duration.ofMinutes(55));
            assertThat(api.get("/api/v1/targets").body()).contains("\"c2\"").doesNotContain("\"c1\"", "\"c3\"");
        }
    }

    @Test
    void metadataIsThatOfTheTargetsCluster() {
        try (ApiFixture api = api(ReadAccess.ALL)) {
            api.writer().sample(Labels.of("__name__", "a_total", "cluster", "c1"), NOW, 1)
                    .sample(Labels.of("__name__", "b", "cluster", "c2"), NOW, 1)
                    .metadata(new MetricMetadata("a_total", MetricType.COUNTER, "As.", ""))
                    .metadata(new MetricMetadata("b", MetricType.GAUGE, "Bs.", "bytes")).commit();
            String path = "/api/v1/targets/metadata";
            assertThat(api.get(path).body()).isEqualTo("{\"status\":\"success\",\"data\":["
                    + "{\"target\":{\"cluster\":\"c1\",\"instance\":\"prom:9090\",\"job\":\"federate\"},"
                    + "\"metric\":\"a_total\",\"type\":\"counter\",\"help\":\"As.\",\"unit\":\"\"},"
                    + "{\"target\":{\"cluster\":\"c2\",\"instance\":\"prom:9090\",\"job\":\"federate\"},"
                    + "\"metric\":\"b\",\"type\":\"gauge\",\"help\":\"Bs.\",\"unit\":\"bytes\"}]}");
            assertThat(api.get(ApiFixture.url(path, "match_target", "{cluster=\"c2\"}")).body())
                    .contains("\"b\"").doesNotContain("a_total");
            assertThat(api.get(path + "?metric=b").body()).contains("\"type\":\"gauge\"").doesNotContain("\"metric\"");
            assertThat(api.get(path + "?limit=1").body()).contains("a_total").doesNotContain("\"b\"");
            assertThat(api.get(path + "?limit=0").body()).contains("\"data\":[]");
            assertThat(api.get(path + "?limit=x").body()).contains("limit must be a number");
            assertThat(api.get(path + "?match_target=%7B").body()).contains("invalid parameter \\\"match_target\\\"");
        }
    }

    @Test
    void aRestrictedAskerSeesItsOwn() {
        ReadAccess part = new ReadAccess(List.of(Matcher.equal("cluster", "c2")));
        try (ApiFixture api = api(part)) {
            assertThat(api.get("/api/v1/targets").body()).contains("\"c2\"").doesNotContain("\"c1\"", "\"c3\"");
        }
    }
}
