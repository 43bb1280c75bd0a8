package dev.tributary.queryapi.status;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;

import dev.tributary.model.Labels;
import dev.tributary.model.Matcher;
import dev.tributary.queryapi.access.ReadAccess;
import dev.tributary.queryapi.endpoint.RouteSpec;
import dev.tributary.queryapi.http.Readiness;
import dev.tributary.queryapi.testing.ApiFixture;
import dev.tributary.queryapi.testing.HttpAnswer;
import io.prometheus.metrics.core.metrics.Counter;
import io.prometheus.metrics.core.metrics.Gauge;
import io.prometheus.metrics.core.metrics.Histogram;
import io.prometheus.metrics.core.metrics.Info;
import io.prometheus.metrics.core.metrics.Summary;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.yaml.snakeyaml.Yaml;

import static org.assertj.core.api.Assertions.assertThat;

class StatusRoutesTest {
    private final ApiFixture api = ApiFixture.start();

    @AfterEach
    void close() {
        api.close();
    }

    @Test
    void buildinfoNamesThePrometheusItFollowsAndNoFeatures() {
        assertThat(api.get("/api/v1/status/buildinfo").body()).isEqualTo("{\"status\":\"success\",\"data\":{"
                + "\"version\":\"3.14.0\",\"revision\":\"tributary-0.1.0-abc\",\"branch\":\"tributary\","
                + "\"buildUser\":\"\",\"buildDate\":\"\",\"goVersion\":\"\"}}");
    }

    @Test
    void runtimeinfoShowsTimesAndState() {
        assertThat(api.get("/api/v1/status/runtimeinfo").body()).contains("\"startTime\":\"2023-11-14T21:13:20Z\"",
                "\"serverTime\":\"2023-11-14T22:13:20Z\"", "\"reloadConfigSuccess\":true", "\"corruptionCount\":2",
                "\"storageRetention\":\"15d\"", "\"GOMAXPROCS\":").doesNotContain("\"goroutineCount\":0");
    }

    @Test
    void configFlagsAndReplayAreShown() {
        assertThat(api.get("/api/v1/status/config").body()).contains("\"data\":{\"yaml\":\"data_dir: data\\n\"}");
        assertThat(api.get("/api/v1/status/flags").body())
                .contains("\"data\":{\"a\":\"\\u003cb\\u003e\",\"config.file\":\"hub.yml\"}");
        assertThat(api.get("/api/v1/status/walreplay").body())
                .contains("\"data\":{\"min\":1,\"max\":9,\"current\":5}");
    }

    @Test
    void tsdbRanksNamesLabelsAndPairs() {
        long now = ApiFixture.NOW_MILLIS;
        api.writer().sample(Labels.of("__name__", "a", "x", "é1"), now, 1)
                .sample(Labels.of("__name__", "a", "x", "22"), now, 1).sample(Labels.of("__name__", "b"), now, 1)
                .sample(Labels.of("__name__", "long_ago"), now - 10_000_000, 1).commit();
        String body = api.get("/api/v1/status/tsdb").body();
        assertThat(body).contains("\"headStats\":{\"numSeries\":3,\"numLabelPairs\":5,\"chunkCount\":7,\"minTime\":"
                + "1699999999000,\"maxTime\":1700000000000}",
                "\"seriesCountByMetricName\":[{\"name\":\"a\",\"value\":2},{\"name\":\"b\",\"value\":1}]",
                "\"labelValueCountByLabelName\":[{\"name\":\"__name__\",\"value\":2},{\"name\":\"x\",\"value\":2},"
                        + "{\"name\":\"cluster\",\"value\":1}]",
                "\"memoryInBytesByLabelName\":[{\"name\":\"x\",\"value\":5},",
                "\"seriesCountByLabelValuePair\":[{\"name\":\"cluster=c1\",\"value\":3},{\"name\":\"__name__=a\","
                        + "\"value\":2},");
        assertThat(body).contains("\"seriesCountByCluster\":[{\"name\":\"c1\",\"value\":3}]");
        assertThat(api.get("/api/v1/status/tsdb?match[]=a&match[]=%7Bx=%2222%22%7D").body())
                .contains("\"numSeries\":2,\"numLabelPairs\":4",
                        "\"seriesCountByCluster\":[{\"name\":\"c1\",\"value\":2}]");
        assertThat(api.get("/api/v1/status/tsdb?match[]=a%7B").body()).contains("invalid parameter");
        assertThat(api.get("/api/v1/status/tsdb?limit=1").body()).doesNotContain("\"name\":\"b\"");
        assertThat(api.get("/api/v1/status/tsdb?limit=0").body()).contains("limit must be a positive number");
        assertThat(api.get("/api/v1/status/tsdb?limit=10001").body()).contains("limit must not exceed 10000");
    }

    @Test
    void blocksAreTheDaysOfTheStore() {
        assertThat(api.get("/api/v1/status/tsdb/blocks").body())
                .isEqualTo("{\"status\":\"success\",\"data\":{\"blocks\":"
                        + "[{\"ulid\":\"01HF000000DAY0000000000000\",\"minTime\":1699920000000,\"maxTime\":1700006400000,"
                        + "\"stats\":{\"numSeries\":3},\"compaction\":{\"level\":1,\"sources\":"
                        + "[\"01HF000000DAY0000000000000\"]},\"version\":1}]}}");
    }

    @Test
    void theHubsOwnMetricsAreToldAsProtobufInJson() {
        Counter.builder().name("test_things_total").help("Things.").labelNames("kind").register(api.registry)
                .labelValues("a\"b").inc(3);
        Gauge.builder().name("test_level").help("Level.").register(api.registry).set(Double.NaN);
        Histogram sizes = Histogram.builder().name("test_sizes").help("Sizes.").classicOnly()
                .classicUpperBounds(0.5, 2).register(api.registry);
        sizes.observe(0.25);
        sizes.observe(1);
        sizes.observe(9);
        Summary.builder().name("test_times").help("Times.").register(api.registry).observe(2);
        Info.builder().name("test_build_info").help("Build.").labelNames("v").register(api.registry)
                .addLabelValues("1");
        String asked = "/api/v1/status/self_metrics?metric_name_pattern=test_";
        assertThat(api.get(asked + "things_total").body()).isEqualTo("{\"status\":\"success\",\"data\":[{\"name\":"
                + "\"test_things_total\",\"help\":\"Things.\",\"type\":\"COUNTER\",\"metric\":[{\"label\":[{\"name\":"
                + "\"kind\",\"value\":\"a\\\"b\"}],\"counter\":{\"value\":3}}]}]}");
        assertThat(api.get(asked + "level").body()).contains("\"type\":\"GAUGE\"", "\"gauge\":{\"value\":\"NaN\"}");
        assertThat(api.get(asked + ".*").body()).contains("\"histogram\":{\"sampleCount\":\"3\",\"sampleSum\":10.25,"
                + "\"bucket\":[{\"cumulativeCount\":\"1\",\"upperBound\":0.5},{\"cumulativeCount\":\"2\","
                + "\"upperBound\":2}]}", "\"summary\":{\"sampleCount\":\"1\",\"sampleSum\":2,\"quantile\":[]}",
                "\"name\":\"test_build_info\"", "{\"name\":\"v\",\"value\":\"1\"}");
        assertThat(api.get("/api/v1/status/self_metrics?metric_name_pattern=thing").body()).endsWith("\"data\":[]}");
        assertThat(api.get("/api/v1/status/self_metrics?metric_name_pattern=(").body())
                .contains("invalid metric_name_pattern");
        assertThat(api.get("/api/v1/status/self_metrics").body()).contains("tributary_query_in_flight");
    }

    @Test
    void aPartialViewSeesNeitherBlocksNorOwnMetrics() {
        try (ApiFixture part = ApiFixture.with().access(new ReadAccess(List.of(Matcher.equal("cluster", "c1"))))
                .start()) {
            assertThat(part.get("/api/v1/status/tsdb/blocks").status()).isEqualTo(403);
            assertThat(part.get("/api/v1/status/self_metrics").status()).isEqualTo(403);
        }
    }

    @Test
    void featuresTellStableFromExperimental() {
        assertThat(api.get("/api/v1/features").body()).contains("\"delta_conversion\":false", "\"lifecycle\":true",
                "\"per_step_stats\":false", "\"rate\":true", "\"info\":false", "\"\\u003e=\":true",
                "\"limitk\":false", "\"duration_expr\":true", "\"fill\":false", "\"admin\":false");
    }

    @Test
    void notificationsComeAndGo() {
        assertThat(api.get("/api/v1/notifications").body()).contains("\"data\":[]");
        api.notifications.put("Configuration reload has failed.");
        api.notifications.put("Configuration reload has failed.");
        assertThat(api.get("/api/v1/notifications").body())
                .contains("\"data\":[{\"text\":\"Configuration reload has failed.\",\"date\":\"2023-11-14T22:13:20Z\","
                        + "\"active\":true}]");
        api.notifications.remove("Configuration reload has failed.");
        assertThat(api.get("/api/v1/notifications").body()).contains("\"data\":[]");
    }

    @Test
    void someRoutesAnswerBeforeTheHubIsReady() {
        api.server().readiness(Readiness.STARTING);
        assertThat(api.get("/api/v1/status/walreplay").status()).isEqualTo(200);
        assertThat(api.get("/api/v1/notifications").status()).isEqualTo(200);
        assertThat(api.get("/api/v1/query?query=1").status()).isEqualTo(503);
    }

    @Test
    void theDescriptionHasEveryRouteWithItsMethodsAndParameters() {
        HttpAnswer got = api.get("/api/v1/openapi.yaml");
        assertThat(got.header("content-type")).isEqualTo("application/yaml; charset=utf-8");
        Map<String, Object> root = new Yaml().load(got.body());
        assertThat(root).containsEntry("openapi", "3.1.0");
        Map<?, ?> paths = (Map<?, ?>) Objects.requireNonNull(root.get("paths"));
        assertThat(paths).hasSize(api.api().routes().size());
        for (RouteSpec route : api.api().routes()) {
            Map<?, ?> operations = (Map<?, ?>) Objects.requireNonNull(paths.get(route.path()));
            assertThat(operations.keySet().stream().map(method -> method.toString().toUpperCase(Locale.ROOT)))
                    .containsExactlyElementsOf(route.methods());
            for (RouteSpec.ParameterSpec parameter : route.parameters()) {
                assertThat(operations.toString()).contains(parameter.name());
            }
        }
    }

    @Test
    void whatConcernsTheWholeHubIsOnlyForThoseWhoSeeAll() {
        ReadAccess part = new ReadAccess(List.of(Matcher.equal("cluster", "c1")));
        try (ApiFixture narrowed = ApiFixture.with().access(part).start()) {
            for (String path : List.of("/api/v1/status/config", "/api/v1/status/flags", "/api/v1/alertmanagers")) {
                HttpAnswer got = narrowed.get(path);
                assertThat(got.status()).isEqualTo(403);
                assertThat(got.body()).contains("\"errorType\":\"forbidden\"");
            }
        }
    }
}
