package dev.tributary.queryapi.loki.lookup;

import dev.tributary.queryapi.endpoint.ApiRequest;
import dev.tributary.queryapi.endpoint.Endpoint;
import dev.tributary.queryapi.endpoint.Reply;
import dev.tributary.queryapi.endpoint.RouteSpec;
import dev.tributary.queryapi.endpoint.RouteSpec.Work;
import dev.tributary.queryapi.loki.json.LokiReplies;

/** {@code /loki/api/v1/label/{name}/values}: the values of one label. */
public final class LogLabelValuesRoute implements Endpoint {
    private final StreamLookup lookup;

    public LogLabelValuesRoute(StreamLookup lookup) {
        this.lookup = lookup;
    }

    @Override
    public RouteSpec spec() {
        return LogLabelsRoute.describe(RouteSpec.getOrPost("/loki/api/v1/label/{name}/values", Work.LOOKUP,
                "The values of one label of log streams."));
    }

    @Override
    public Reply answer(ApiRequest request) {
        return LokiReplies.texts(lookup.visibleTo(request).labelValues(request.pathParameter("name"),
                lookup.labels(request)));
    }
}
