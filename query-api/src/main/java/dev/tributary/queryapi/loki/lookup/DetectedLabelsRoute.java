package dev.tributary.queryapi.loki.lookup;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

import dev.tributary.model.port.LogQuery;
import dev.tributary.model.port.LogReader;
import dev.tributary.model.text.GoFloatParser;
import dev.tributary.queryapi.endpoint.ApiRequest;
import dev.tributary.queryapi.endpoint.Endpoint;
import dev.tributary.queryapi.endpoint.Reply;
import dev.tributary.queryapi.endpoint.RouteSpec;
import dev.tributary.queryapi.endpoint.RouteSpec.Work;
import dev.tributary.queryapi.loki.json.LokiReplies;
import dev.tributary.queryapi.loki.param.LokiBounds;

/** {@code /loki/api/v1/detected_labels}: the labels worth choosing by, with how many values they have. */
public final class DetectedLabelsRoute implements Endpoint {
    /** Labels that are shown whatever their values look like. */
    private static final Set<String> ALWAYS = Set.of("cluster", "namespace", "instance", "pod");
    private static final Set<String> TRUTH_VALUES = Set.of("0", "1");
    private static final String UUID = "[0-9a-fA-F]{8}-?([0-9a-fA-F]{4}-?){3}[0-9a-fA-F]{12}";

    private final StreamLookup lookup;

    public DetectedLabelsRoute(StreamLookup lookup) {
        this.lookup = lookup;
    }

    @Override
    public RouteSpec spec() {
        RouteSpec spec = RouteSpec.getOrPost("/loki/api/v1/detected_labels", Work.LOOKUP,
                "The labels of log streams worth choosing by, with how many values they have.");
        return LokiReplies.describe(LokiBounds.describe(spec).optional("query", "Selector of streams."));
    }

    @Override
    public Reply answer(ApiRequest request) {
        LokiBounds bounds = lookup.bounds(request);
        LogQuery query = new LogQuery(StreamLookup.optionalSelector(request), bounds.startNanos(), bounds.endNanos(),
                0);
        Map<String, Integer> cardinalities = new TreeMap<>();
        LogReader reader = lookup.visibleTo(request);
        for (String name : reader.labelNames(query)) {
            request.cancellation().check();
            List<String> values = reader.labelValues(name, query);
            if (!values.isEmpty() && (ALWAYS.contains(name) || !areIds(values))) {
                cardinalities.put(name, values.size());
            }
        }
        return LokiReplies.object(json -> {
            if (!cardinalities.isEmpty()) {
                json.name("detectedLabels").beginArray();
                cardinalities.forEach((name, count) -> json.beginObject().name("label").string(name)
                        .name("cardinality").number(count).endObject());
                json.endArray();
            }
        });
    }

    /** Numbers and UUIDs name things and do not sort them, unless they are truth values. */
    private static boolean areIds(List<String> values) {
        if (values.size() <= TRUTH_VALUES.size() && TRUTH_VALUES.containsAll(values)) {
            return false;
        }
        return values.stream().allMatch(value -> value.matches(UUID) || isNumber(value));
    }

    private static boolean isNumber(String value) {
        try {
            GoFloatParser.parse(value);
            return true;
        } catch (NumberFormatException _) {
            return false;
        }
    }
}
