package dev.tributary.queryapi.loki.status;

import dev.tributary.queryapi.endpoint.ApiRequest;
import dev.tributary.queryapi.endpoint.Endpoint;
import dev.tributary.queryapi.endpoint.Reply;
import dev.tributary.queryapi.endpoint.RouteSpec;
import dev.tributary.queryapi.endpoint.RouteSpec.Work;
import dev.tributary.queryapi.loki.limit.LogQueryLimits;

/** {@code /config/tenant/v1/limits}: the limits in force, as YAML. */
public final class TenantLimitsRoute implements Endpoint {
    private final LogQueryLimits limits;

    public TenantLimitsRoute(LogQueryLimits limits) {
        this.limits = limits;
    }

    @Override
    public RouteSpec spec() {
        return RouteSpec.get("/config/tenant/v1/limits", Work.LIGHT, "The limits of reads of logs, as YAML.")
                .content("", "text/plain");
    }

    @Override
    public Reply answer(ApiRequest request) {
        StringBuilder yaml = new StringBuilder();
        TenantLimits.of(limits).forEach((name, value) -> yaml.append(name).append(": ").append(value).append('\n'));
        return Reply.Text.plain(200, yaml.toString());
    }
}
