package dev.tributary.queryapi.status;

import java.util.function.Predicate;

import dev.tributary.model.MatchType;
import dev.tributary.model.Matcher;
import dev.tributary.queryapi.endpoint.ApiException;
import dev.tributary.queryapi.endpoint.ApiRequest;
import dev.tributary.queryapi.endpoint.Endpoint;
import dev.tributary.queryapi.endpoint.Reply;
import dev.tributary.queryapi.endpoint.RouteSpec;
import dev.tributary.queryapi.endpoint.RouteSpec.Work;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import io.prometheus.metrics.model.snapshots.MetricSnapshots;

/**
 * {@code /api/v1/status/self_metrics}: the hub's own metrics, those of its page {@code /metrics}, as the JSON form of the
 * protobuf message {@code io.prometheus.client.MetricFamily}.
 */
public final class SelfMetricsRoute implements Endpoint {
    private static final String PATTERN = "metric_name_pattern";

    private final PrometheusRegistry registry;

    public SelfMetricsRoute(PrometheusRegistry registry) {
        this.registry = registry;
    }

    @Override
    public RouteSpec spec() {
        return RouteSpec.get("/api/v1/status/self_metrics", Work.LIGHT, "The hub's own metrics as JSON.")
                .optional(PATTERN, "Only families whose whole name matches this regular expression.");
    }

    @Override
    public Reply answer(ApiRequest request) {
        FullView.require(request, "what the hub says of itself");
        Predicate<String> wanted = wanted(request.parameter(PATTERN));
        MetricSnapshots all = registry.scrape();
        return Reply.data(json -> {
            json.beginArray();
            all.stream().filter(one -> wanted.test(FamilyJson.name(one))).forEach(one -> FamilyJson.write(one, json));
            json.endArray();
        });
    }

    private static Predicate<String> wanted(String pattern) {
        if (pattern.isEmpty()) {
            return _ -> true;
        }
        try {
            return Matcher.of(PATTERN, MatchType.REGEX, pattern)::matches;
        } catch (IllegalArgumentException e) {
            throw ApiException.badData("invalid metric_name_pattern: " + e.getMessage());
        }
    }
}
