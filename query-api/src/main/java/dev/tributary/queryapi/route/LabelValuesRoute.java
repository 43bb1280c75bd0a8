package dev.tributary.queryapi.route;

import dev.tributary.model.port.MetricReader;
import dev.tributary.model.text.EscapingScheme;
import dev.tributary.model.text.GoQuote;
import dev.tributary.model.text.Names;
import dev.tributary.queryapi.endpoint.ApiException;
import dev.tributary.queryapi.endpoint.ApiRequest;
import dev.tributary.queryapi.endpoint.Endpoint;
import dev.tributary.queryapi.endpoint.Reply;
import dev.tributary.queryapi.endpoint.RouteSpec;
import dev.tributary.queryapi.endpoint.RouteSpec.Work;

/** {@code /api/v1/label/{name}/values}: the values of one label, whose name may be escaped as {@code U__}. */
public final class LabelValuesRoute implements Endpoint {
    private final MetricReader reader;

    public LabelValuesRoute(MetricReader reader) {
        this.reader = reader;
    }

    @Override
    public RouteSpec spec() {
        return LabelReads
                .describe(RouteSpec.get("/api/v1/label/{name}/values", Work.LOOKUP, "The values of one label."));
    }

    @Override
    public Reply answer(ApiRequest request) {
        String name = EscapingScheme.VALUES.unescape(request.pathParameter("name"));
        if (!Names.isUtf8Name(name)) {
            throw ApiException.badData("invalid label name: " + GoQuote.quote(name));
        }
        MetricReader narrowed = request.access().narrow(reader);
        return LabelReads.of(request).answer(query -> narrowed.labelValues(name, query));
    }
}
