package dev.tributary.queryapi.loki.explore;

import java.util.List;

import dev.tributary.model.Labels;
import dev.tributary.queryapi.endpoint.ApiRequest;
import dev.tributary.queryapi.endpoint.Endpoint;
import dev.tributary.queryapi.endpoint.Reply;
import dev.tributary.queryapi.endpoint.RouteSpec;
import dev.tributary.queryapi.endpoint.RouteSpec.Work;
import dev.tributary.queryapi.loki.json.LokiReplies;

/** {@code /loki/api/v1/detected_field/{name}/values}: the values that one field has in lines of a query. */
public final class DetectedFieldValuesRoute implements Endpoint {
    private final DetectedFields fields;

    public DetectedFieldValuesRoute(DetectedFields fields) {
        this.fields = fields;
    }

    @Override
    public RouteSpec spec() {
        return DetectedFields.describe(RouteSpec.getOrPost("/loki/api/v1/detected_field/{name}/values", Work.QUERY,
                "The values that a field has in lines of a log query."));
    }

    @Override
    public Reply answer(ApiRequest request) {
        int limit = DetectedFields.limit(request);
        String name = request.pathParameter("name");
        List<String> values = fields.among(request, Integer.MAX_VALUE).stream()
                .filter(field -> field.label().equals(name)).flatMap(field -> field.values().stream()).limit(limit)
                .sorted(Labels::compareUtf8).toList();
        return LokiReplies.object(json -> {
            if (!values.isEmpty()) {
                json.name("values").strings(values).name("limit").number(limit);
            }
        });
    }
}
