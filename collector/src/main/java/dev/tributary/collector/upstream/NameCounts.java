package dev.tributary.collector.upstream;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tributary.model.Labels;
import io.vertx.core.Future;

/** How many series each metric name has now, by a query: known before the first page, when no page has told it yet. */
public final class NameCounts {
    private NameCounts() {
    }

    /** Counts the series of these selectors; one that several of them select counts more than once. */
    public static Future<Map<String, Integer>> of(UpstreamApi api, List<String> selectors) {
        List<Future<JsonNode>> answers = new ArrayList<>();
        for (String selector : selectors) {
            answers.add(api.get("/api/v1/query", "query", "count by (__name__) (" + selector + ")"));
        }
        return Future.all(answers).map(_ -> {
            Map<String, Integer> counts = new HashMap<>();
            answers.forEach(answer -> add(answer.result(), counts));
            return counts;
        });
    }

    private static void add(JsonNode data, Map<String, Integer> counts) {
        for (JsonNode series : data.path("result")) {
            String name = series.path("metric").path(Labels.NAME).asText();
            int count = series.path("value").path(1).asInt();
            if (!name.isEmpty() && count > 0) {
                counts.merge(name, count, Math::addExact);
            }
        }
    }
}
