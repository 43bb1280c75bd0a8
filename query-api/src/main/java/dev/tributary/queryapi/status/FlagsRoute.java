package dev.tributary.queryapi.status;

import java.util.Map;
import java.util.TreeMap;

import dev.tributary.queryapi.endpoint.ApiRequest;
import dev.tributary.queryapi.endpoint.Endpoint;
import dev.tributary.queryapi.endpoint.Reply;
import dev.tributary.queryapi.endpoint.RouteSpec;
import dev.tributary.queryapi.endpoint.RouteSpec.Work;
import dev.tributary.queryapi.port.HubInfo;

/** {@code /api/v1/status/flags}: the settings of the command line; only for those who may see everything. */
public final class FlagsRoute implements Endpoint {
    private final HubInfo hub;

    public FlagsRoute(HubInfo hub) {
        this.hub = hub;
    }

    @Override
    public RouteSpec spec() {
        return RouteSpec.get("/api/v1/status/flags", Work.LIGHT, "The settings of the command line.");
    }

    @Override
    public Reply answer(ApiRequest request) {
        FullView.require(request, "the list of settings");
        Map<String, String> flags = new TreeMap<>(hub.flags());
        return Reply.data(json -> {
            json.beginObject();
            flags.forEach((name, value) -> json.name(name).string(value));
            json.endObject();
        });
    }
}
