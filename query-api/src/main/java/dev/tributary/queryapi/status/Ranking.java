package dev.tributary.queryapi.status;

import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import dev.tributary.queryapi.json.JsonWriter;

/** Counts by name, shown largest first. */
final class Ranking {
    private final Map<String, Long> counts = new HashMap<>();

    void add(String name, long count) {
        counts.merge(name, count, Long::sum);
    }

    void write(String field, int limit, JsonWriter json) {
        json.name(field).beginArray();
        for (Map.Entry<String, Long> entry : largest(limit)) {
            json.beginObject().name("name").string(entry.getKey()).name("value").number(entry.getValue()).endObject();
        }
        json.endArray();
    }

    private List<Map.Entry<String, Long>> largest(int limit) {
        return counts.entrySet().stream().sorted(Map.Entry.<String, Long>comparingByValue(Comparator.reverseOrder())
                .thenComparing(Map.Entry.comparingByKey())).limit(limit).toList();
    }
}
