package dev.tributary.queryapi.loki.lookup;

import dev.tributary.queryapi.endpoint.ApiRequest;
import dev.tributary.queryapi.endpoint.Endpoint;
import dev.tributary.queryapi.endpoint.Reply;
import dev.tributary.queryapi.endpoint.RouteSpec;
import dev.tributary.queryapi.endpoint.RouteSpec.Work;
import dev.tributary.queryapi.loki.json.LokiReplies;

/** {@code /loki/api/v1/label/{name}/values}, also below {@code /api/prom}: the values of one label. */
public final class LogLabelValuesRoute implements Endpoint {
    private final StreamLookup lookup;
    private final String path;

    /** The route at one of its paths. */
    public LogLabelValuesRoute(StreamLookup lookup, String path) {
        this.lookup = lookup;
        this.path = path;
    }

    @Override
    public RouteSpec spec() {
        return LogLabelsRoute
                .describe(RouteSpec.getOrPost(path, Work.LOOKUP, "The values of one label of log streams."));
    }

    @Override
    public Reply answer(ApiRequest request) {
        return LokiReplies.texts(lookup.visibleTo(request).labelValues(request.pathParameter("name"),
                lookup.labels(request)));
    }
}
