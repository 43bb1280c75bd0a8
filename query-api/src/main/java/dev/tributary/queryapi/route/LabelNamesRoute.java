package dev.tributary.queryapi.route;

import dev.tributary.model.port.MetricReader;
import dev.tributary.queryapi.endpoint.ApiRequest;
import dev.tributary.queryapi.endpoint.Endpoint;
import dev.tributary.queryapi.endpoint.Reply;
import dev.tributary.queryapi.endpoint.RouteSpec;
import dev.tributary.queryapi.endpoint.RouteSpec.Work;

/** {@code /api/v1/labels}: the names of all labels. */
public final class LabelNamesRoute implements Endpoint {
    private final MetricReader reader;

    public LabelNamesRoute(MetricReader reader) {
        this.reader = reader;
    }

    @Override
    public RouteSpec spec() {
        return LabelReads.describe(RouteSpec.getOrPost("/api/v1/labels", Work.LOOKUP, "The names of labels."));
    }

    @Override
    public Reply answer(ApiRequest request) {
        return LabelReads.of(request).answer(request.access().narrow(reader)::labelNames);
    }
}
