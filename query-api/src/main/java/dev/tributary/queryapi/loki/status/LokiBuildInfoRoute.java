package dev.tributary.queryapi.loki.status;

import dev.tributary.queryapi.endpoint.ApiRequest;
import dev.tributary.queryapi.endpoint.Endpoint;
import dev.tributary.queryapi.endpoint.Reply;
import dev.tributary.queryapi.endpoint.RouteSpec;
import dev.tributary.queryapi.endpoint.RouteSpec.Work;
import dev.tributary.queryapi.loki.json.LokiReplies;
import dev.tributary.queryapi.port.HubInfo;

/**
 * {@code /loki/api/v1/status/buildinfo}. Clients choose what they ask for by the version found here, so it is that of the
 * Loki whose API this is; this program's own version stands in the revision.
 */
public final class LokiBuildInfoRoute implements Endpoint {
    /** The Loki whose behaviour this API follows. */
    public static final String LOKI_VERSION = "3.6.0";

    private final HubInfo hub;

    public LokiBuildInfoRoute(HubInfo hub) {
        this.hub = hub;
    }

    @Override
    public RouteSpec spec() {
        return LokiReplies.describe(RouteSpec.get("/loki/api/v1/status/buildinfo", Work.LIGHT,
                "The Loki version whose API this is, and the version of the hub."));
    }

    @Override
    public Reply answer(ApiRequest request) {
        HubInfo.Build build = hub.build();
        String revision = build.revision().isEmpty() ? "" : "-" + build.revision();
        return LokiReplies.object(json -> json.name("version").string(LOKI_VERSION).name("revision")
                .string("tributary-" + build.version() + revision).name("branch").string("tributary")
                .name("buildUser").string("").name("buildDate").string("").name("goVersion").string(""));
    }
}
