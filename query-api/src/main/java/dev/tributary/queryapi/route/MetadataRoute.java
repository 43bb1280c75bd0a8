package dev.tributary.queryapi.route;

import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

import dev.tributary.model.Labels;
import dev.tributary.model.MetricMetadata;
import dev.tributary.model.port.MetricReader;
import dev.tributary.queryapi.endpoint.ApiException;
import dev.tributary.queryapi.endpoint.ApiRequest;
import dev.tributary.queryapi.endpoint.Endpoint;
import dev.tributary.queryapi.endpoint.Reply;
import dev.tributary.queryapi.endpoint.RouteSpec;
import dev.tributary.queryapi.endpoint.RouteSpec.Work;
import dev.tributary.queryapi.json.JsonWriter;

/** {@code /api/v1/metadata}: type, help and unit of metric families, as the clusters state them. */
public final class MetadataRoute implements Endpoint {
    private record Statement(String type, String help, String unit) {
    }

    private final MetricReader reader;

    public MetadataRoute(MetricReader reader) {
        this.reader = reader;
    }

    @Override
    public RouteSpec spec() {
        return RouteSpec.get("/api/v1/metadata", Work.LOOKUP, "Type, help and unit of metric families.")
                .optional("metric", "Only this family.").optional("limit", "Families to return at most.")
                .optional("limit_per_metric", "Different statements on one family to return at most.");
    }

    @Override
    public Reply answer(ApiRequest request) {
        int familiesMax = number(request, "limit");
        int statementsMax = number(request, "limit_per_metric");
        Map<String, Set<Statement>> families = new TreeMap<>(Labels::compareUtf8);
        for (MetricMetadata one : request.access().narrow(reader).metadata(request.parameter("metric"))) {
            if (familiesMax >= 0 && families.size() >= familiesMax && !families.containsKey(one.family())) {
                continue;
            }
            Set<Statement> statements = families.computeIfAbsent(one.family(), _ -> new LinkedHashSet<>());
            if (statementsMax <= 0 || statements.size() < statementsMax) {
                statements.add(new Statement(one.type().text(), one.help(), one.unit()));
            }
        }
        return Reply.data(json -> write(families, json));
    }

    /** A negative number, also where it is left out, means no limit. */
    private static int number(ApiRequest request, String name) {
        String text = request.parameter(name);
        try {
            return text.isEmpty() ? -1 : Integer.parseInt(text);
        } catch (NumberFormatException _) {
            throw ApiException.badData(name + " must be a number");
        }
    }

    private static void write(Map<String, Set<Statement>> families, JsonWriter json) {
        json.beginObject();
        families.forEach((family, statements) -> {
            json.name(family).beginArray();
            for (Statement one : statements) {
                json.beginObject().name("type").string(one.type()).name("help").string(one.help()).name("unit")
                        .string(one.unit()).endObject();
            }
            json.endArray();
        });
        json.endObject();
    }
}
