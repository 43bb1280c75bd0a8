package dev.tributary.queryapi.status;

import dev.tributary.queryapi.endpoint.ApiRequest;
import dev.tributary.queryapi.endpoint.Endpoint;
import dev.tributary.queryapi.endpoint.Reply;
import dev.tributary.queryapi.endpoint.RouteSpec;
import dev.tributary.queryapi.endpoint.RouteSpec.Work;
import dev.tributary.queryapi.port.HubInfo;

/** {@code /api/v1/status/config}: the configuration in force, secrets masked; only for those who may see everything. */
public final class ConfigRoute implements Endpoint {
    private final HubInfo hub;

    public ConfigRoute(HubInfo hub) {
        this.hub = hub;
    }

    @Override
    public RouteSpec spec() {
        return RouteSpec.get("/api/v1/status/config", Work.LIGHT,
                "The configuration in force as YAML, secrets masked.");
    }

    @Override
    public Reply answer(ApiRequest request) {
        FullView.require(request, "the configuration");
        String yaml = hub.config().yaml();
        return Reply.data(json -> json.beginObject().name("yaml").string(yaml).endObject());
    }
}
