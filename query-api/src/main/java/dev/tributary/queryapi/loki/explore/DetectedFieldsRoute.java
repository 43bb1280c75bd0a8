package dev.tributary.queryapi.loki.explore;

import java.util.List;

import dev.tributary.logql.detect.DetectedField;
import dev.tributary.queryapi.endpoint.ApiRequest;
import dev.tributary.queryapi.endpoint.Endpoint;
import dev.tributary.queryapi.endpoint.Reply;
import dev.tributary.queryapi.endpoint.RouteSpec;
import dev.tributary.queryapi.endpoint.RouteSpec.Work;
import dev.tributary.queryapi.json.JsonWriter;
import dev.tributary.queryapi.loki.json.LokiReplies;

/** {@code /loki/api/v1/detected_fields}: the fields that lines of a query have. */
public final class DetectedFieldsRoute implements Endpoint {
    private final DetectedFields fields;

    public DetectedFieldsRoute(DetectedFields fields) {
        this.fields = fields;
    }

    @Override
    public RouteSpec spec() {
        return DetectedFields.describe(RouteSpec.getOrPost("/loki/api/v1/detected_fields", Work.QUERY,
                "The fields that lines of a log query have, with types and counts of values."));
    }

    @Override
    public Reply answer(ApiRequest request) {
        int limit = DetectedFields.limit(request);
        List<DetectedField> found = fields.among(request, limit);
        return LokiReplies.object(json -> {
            if (!found.isEmpty()) {
                json.name("fields").beginArray();
                found.forEach(field -> write(field, json));
                json.endArray().name("limit").number(limit);
            }
        });
    }

    private static void write(DetectedField field, JsonWriter json) {
        json.beginObject().name("label").string(field.label()).name("type").string(field.type().text());
        json.name("cardinality").number(field.cardinality()).name("parsers");
        if (field.parsers().isEmpty()) {
            json.nothing();
        } else {
            json.strings(field.parsers());
        }
        if (!field.jsonPath().isEmpty()) {
            json.name("jsonPath").strings(field.jsonPath());
        }
        json.endObject();
    }
}
