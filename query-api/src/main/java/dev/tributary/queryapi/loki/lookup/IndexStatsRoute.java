package dev.tributary.queryapi.loki.lookup;

import java.util.ArrayList;
import java.util.List;

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
        List<StreamSize> sizes = new ArrayList<>();
        lookup.streams(request, StreamLookup.selector(request), bounds.startNanos(), bounds.endNanos(),
                stream -> sizes.add(StreamSize.of(stream.stats(), bounds.startNanos(), bounds.endNanos())));
        return LokiReplies.object(json -> json.name("streams").number(sizes.size())
                .name("chunks").number(sizes.stream().mapToLong(StreamSize::blocks).sum())
                .name("bytes").number(sizes.stream().mapToLong(StreamSize::bytes).sum())
                .name("entries").number(sizes.stream().mapToLong(StreamSize::entries).sum()));
    }
}
