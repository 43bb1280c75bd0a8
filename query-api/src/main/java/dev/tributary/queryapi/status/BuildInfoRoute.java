package dev.tributary.queryapi.status;

import dev.tributary.queryapi.endpoint.ApiRequest;
import dev.tributary.queryapi.endpoint.Endpoint;
import dev.tributary.queryapi.endpoint.Reply;
import dev.tributary.queryapi.endpoint.RouteSpec;
import dev.tributary.queryapi.endpoint.RouteSpec.Work;
import dev.tributary.queryapi.port.HubInfo;

/**
 * {@code /api/v1/status/buildinfo}. Clients choose what they ask for by the version found here, so it is that of the
 * Prometheus whose API this is; this program's own version stands in the revision. Grafana takes a server with the field
 * {@code features} for a Mimir, so it is there only for readers who may edit rules as on
 * one.
 */
public final class BuildInfoRoute implements Endpoint {
    /** The Prometheus whose behaviour this API follows. */
    public static final String PROMETHEUS_VERSION = "3.14.0";

    private final HubInfo hub;

    public BuildInfoRoute(HubInfo hub) {
        this.hub = hub;
    }

    @Override
    public RouteSpec spec() {
        return RouteSpec.get("/api/v1/status/buildinfo", Work.LIGHT,
                "The Prometheus version whose API this is, and the version of the hub.");
    }

    @Override
    public Reply answer(ApiRequest request) {
        HubInfo.Build build = hub.build();
        String revision = build.revision().isEmpty() ? "" : "-" + build.revision();
        boolean edited = hub.rulesAreEdited() && request.access().seesAll();
        return Reply.data(json -> {
            json.beginObject().name("version").string(PROMETHEUS_VERSION).name("revision")
                    .string("tributary-" + build.version() + revision).name("branch").string("tributary")
                    .name("buildUser")
                    .string("").name("buildDate").string("").name("goVersion").string("");
            if (edited) {
                json.name("application").string("Grafana Mimir").name("features").beginObject()
                        .name("ruler_config_api").string("true").name("alertmanager_config_api").string("false")
                        .name("query_sharding").string("false").name("federated_rules").string("false").endObject();
            }
            json.endObject();
        });
    }
}
