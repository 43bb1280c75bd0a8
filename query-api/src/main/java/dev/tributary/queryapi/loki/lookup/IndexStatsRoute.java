package dev.tributary.queryapi.loki.lookup;

import dev.tributary.queryapi.endpoint.ApiRequest;
import dev.tributary.queryapi.endpoint.Endpoint;
import dev.tributary.queryapi.endpoint.Reply;
import dev.tributary.queryapi.endpoint.RouteSpec;
import dev.tributary.queryapi.endpoint.RouteSpec.Work;
import dev.tributary.queryapi.loki.json.LokiReplies;
import dev.tributary.queryapi.loki.param.LokiBounds;

/** {@code /loki/api/v1/index/stats}: how much a query over some streams would read. */
public final class IndexStatsRoute implements Endpoint {
    private final StreamLookup lookup;

    public IndexStatsRoute(StreamLookup lookup) {
        this.lookup = lookup;
    }

    @Override
    public RouteSpec spec() {
        RouteSpec spec = RouteSpec.getOrPost("/loki/api/v1/index/stats", Work.LOOKUP,
                "How many streams, blocks, lines and bytes a selector matches.");
        return LokiReplies.describe(LokiBounds.describe(spec.required("query", "Selector of streams.")));
    }

    @Override
    public Reply answer(ApiRequest request) {
        LokiBounds bounds = lookup.bounds(request);
        SelectionSize size = SelectionSize.of(lookup, request, StreamLookup.selector(request), bounds);
        return LokiReplies.object(size::write);
    }
}
