package dev.tributary.queryapi.loki.status;

import dev.tributary.queryapi.endpoint.ApiRequest;
import dev.tributary.queryapi.endpoint.Endpoint;
import dev.tributary.queryapi.endpoint.Reply;
import dev.tributary.queryapi.endpoint.RouteSpec;
import dev.tributary.queryapi.endpoint.RouteSpec.Work;

/** {@code /ready}: whether logs can be read, as Loki says it; 503 comes from whoever checks readiness for every route. */
public final class LokiReadyRoute implements Endpoint {
    @Override
    public RouteSpec spec() {
        return RouteSpec.get("/ready", Work.LIGHT, "200 when the hub takes writes and answers reads, as Loki says it.")
                .content("", "text/plain");
    }

    @Override
    public Reply answer(ApiRequest request) {
        return Reply.Text.plain(200, "ready\n");
    }
}
