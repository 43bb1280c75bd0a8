package dev.tributary.queryapi.loki.status;

import dev.tributary.queryapi.endpoint.ApiRequest;
import dev.tributary.queryapi.endpoint.Endpoint;
import dev.tributary.queryapi.endpoint.Reply;
import dev.tributary.queryapi.endpoint.RouteSpec;
import dev.tributary.queryapi.endpoint.RouteSpec.Work;
import dev.tributary.queryapi.json.JsonWriter;
import dev.tributary.queryapi.loki.json.LokiReplies;
import dev.tributary.queryapi.loki.limit.LogQueryLimits;

/** {@code /loki/api/v1/drilldown-limits}: what Grafana's Logs Drilldown may ask for. */
public final class DrilldownLimitsRoute implements Endpoint {
    private final LogQueryLimits limits;

    public DrilldownLimitsRoute(LogQueryLimits limits) {
        this.limits = limits;
    }

    @Override
    public RouteSpec spec() {
        return LokiReplies.describe(RouteSpec.get("/loki/api/v1/drilldown-limits", Work.LIGHT,
                "The limits that Grafana's Logs Drilldown keeps."));
    }

    @Override
    public Reply answer(ApiRequest request) {
        return LokiReplies.object(json -> {
            json.name("limits").beginObject();
            TenantLimits.of(limits).forEach((name, value) -> write(name, value, json));
            json.endObject().name("pattern_ingester_enabled").bool(true).name("version")
                    .string(LokiBuildInfoRoute.LOKI_VERSION);
        });
    }

    private static void write(String name, Object value, JsonWriter json) {
        json.name(name);
        switch (value) {
            case Boolean truth -> json.bool(truth);
            case Long number -> json.number((long) number);
            default -> json.string(value.toString());
        }
    }
}
