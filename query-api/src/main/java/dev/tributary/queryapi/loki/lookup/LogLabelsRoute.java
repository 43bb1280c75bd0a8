package dev.tributary.queryapi.loki.lookup;

import dev.tributary.queryapi.endpoint.ApiRequest;
import dev.tributary.queryapi.endpoint.Endpoint;
import dev.tributary.queryapi.endpoint.Reply;
import dev.tributary.queryapi.endpoint.RouteSpec;
import dev.tributary.queryapi.endpoint.RouteSpec.Work;
import dev.tributary.queryapi.loki.json.LokiReplies;
import dev.tributary.queryapi.loki.param.LokiBounds;

/** {@code /loki/api/v1/labels}, also {@code /label} and {@code /api/prom/label}: the names of labels. */
public final class LogLabelsRoute implements Endpoint {
    private final StreamLookup lookup;
    private final String path;

    /** The route at one of its paths. */
    public LogLabelsRoute(StreamLookup lookup, String path) {
        this.lookup = lookup;
        this.path = path;
    }

    @Override
    public RouteSpec spec() {
        return describe(RouteSpec.getOrPost(path, Work.LOOKUP, "The names of the labels that log streams have."));
    }

    static RouteSpec describe(RouteSpec spec) {
        return LokiReplies.describe(LokiBounds.describe(spec)
                .optional("query", "Selector of streams; all where it is left out."));
    }

    @Override
    public Reply answer(ApiRequest request) {
        return LokiReplies.texts(lookup.visibleTo(request).labelNames(lookup.labels(request)));
    }
}
