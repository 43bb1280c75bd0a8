package dev.tributary.queryapi.targets;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;

import dev.tributary.model.Labels;
import dev.tributary.model.Matcher;
import dev.tributary.queryapi.access.ReadAccess;
import dev.tributary.queryapi.port.TargetDirectory;
import dev.tributary.queryapi.testing.ApiFixture;
import dev.tributary.queryapi.testing.HttpAnswer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

class TargetRoutesTest {
    @Test
    void withoutCollectorsThereAreNoTargets() {
        try (ApiFixture api = ApiFixture.start()) {
            assertThat(api.get("/api/v1/targets").body()).isEqualTo("{\"status\":\"success\",\"data\":{"
                    + "\"activeTargets\":[],\"droppedTargets\":[],\"droppedTargetCounts\":{}}}");
            assertThat(api.get("/api/v1/scrape_pools").body())
                    .isEqualTo("{\"status\":\"success\",\"data\":{\"scrapePools\":[]}}");
        }
    }

    @Test
    void targetsComeByPool() {
        try (ApiFixture api = ApiFixture.with().targets(new Targets()).start()) {
            String all = api.get("/api/v1/targets").body();
            assertThat(all).isEqualTo("{\"status\":\"success\",\"data\":{\"activeTargets\":["
                    + "{\"discoveredLabels\":{\"__address__\":\"b\"},\"labels\":{\"cluster\":\"c2\"},"
                    + "\"scrapePool\":\"p1\",\"scrapeUrl\":\"http://b/federate\",\"globalUrl\":\"http://b/federate\","
                    + "\"lastError\":\"no route\",\"lastScrape\":\"0001-01-01T00:00:00Z\",\"lastScrapeDuration\":0,"
                    + "\"health\":\"unknown\",\"scrapeInterval\":\"\",\"scrapeTimeout\":\"\"},"
                    + "{\"discoveredLabels\":{\"__address__\":\"a\"},\"labels\":{\"cluster\":\"c1\"},"
                    + "\"scrapePool\":\"p2\",\"scrapeUrl\":\"http://a/federate\",\"globalUrl\":\"http://a/federate\","
                    + "\"lastError\":\"\",\"lastScrape\":\"2023-11-14T22:13:00Z\",\"lastScrapeDuration\":0.25,"
                    + "\"health\":\"up\",\"scrapeInterval\":\"15s\",\"scrapeTimeout\":\"10s\"}],"
                    + "\"droppedTargets\":[{\"discoveredLabels\":{\"__address__\":\"x\"},\"scrapePool\":\"p3\"}],"
                    + "\"droppedTargetCounts\":{\"p3\":4}}}");
            assertThat(api.get("/api/v1/targets?state=active").body()).contains("\"droppedTargets\":[],"
                    + "\"droppedTargetCounts\":null");
            assertThat(api.get("/api/v1/targets?state=dropped").body()).contains("\"activeTargets\":[]", "p3");
            assertThat(api.get("/api/v1/targets?scrapePool=p2").body()).contains("http://a").doesNotContain("http://b");
            assertThat(api.get("/api/v1/scrape_pools").body()).contains("[\"p1\",\"p2\",\"p3\"]");
        }
    }

    @Test
    void aRestrictedAskerSeesItsOwn() {
        ReadAccess part = new ReadAccess(List.of(Matcher.equal("cluster", "c1")));
        try (ApiFixture api = ApiFixture.with().targets(new Targets()).access(part).start()) {
            assertThat(api.get("/api/v1/targets").body()).contains("http://a").doesNotContain("http://b", "p3");
            assertThat(api.get("/api/v1/scrape_pools").body()).contains("[\"p2\"]");
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '\u0001', value = {
            "scrape_pools/config|no scrapePool parameter provided",
            "scrape_pools/config?scrapePool=p2|error retrieving scrape config: the configuration of job \\\"p2\\\" is kept by "
                    + "its collector, which does not send it",
            "scrape_pools/config?scrapePool=p1|error retrieving scrape config: scrape pool \\\"p1\\\" not found",
            "targets/relabel_steps?scrapePool=p2|no labels parameter provided",
            "targets/relabel_steps?scrapePool=p2&labels=%7B%7D|error retrieving scrape config: the configuration of job"})
    void whatOnlyCollectorsKnowIsRefusedWithTheReason(String address, String error) {
        ReadAccess part = new ReadAccess(List.of(Matcher.equal("cluster", "c1")));
        try (ApiFixture api = ApiFixture.with().targets(new Targets()).access(part).start()) {
            HttpAnswer got = api.get("/api/v1/" + address);
            assertThat(got.body()).contains("\"bad_data\",\"error\":\"" + error);
            assertThat(got.status()).isEqualTo(400);
        }
    }

    private static final class Targets implements TargetDirectory {
        @Override
        public List<Target> active() {
            return List.of(
                    new Target(Labels.of("cluster", "c1"), Labels.of("__address__", "a"), "p2", "http://a/federate", "",
                            Instant.parse("2023-11-14T22:13:00Z"), Duration.ofMillis(250), Health.UP,
                            Duration.ofSeconds(15), Duration.ofSeconds(10)),
                    new Target(Labels.of("cluster", "c2"), Labels.of("__address__", "b"), "p1", "http://b/federate",
                            "no route", null, Duration.ZERO, Health.UNKNOWN, Duration.ZERO, Duration.ZERO));
        }

        @Override
        public List<DroppedTarget> dropped() {
            return List.of(new DroppedTarget(Labels.of("__address__", "x"), "p3"));
        }

        @Override
        public Map<String, Integer> droppedCounts() {
            return Map.of("p3", 4);
        }
    }
}
