package dev.tributary.queryapi.loki.lookup;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import dev.tributary.logql.volume.Volume;
import dev.tributary.queryapi.endpoint.Reply;
import dev.tributary.queryapi.json.JsonWriter;
import dev.tributary.queryapi.loki.json.LogqlJson;
import dev.tributary.queryapi.loki.json.LokiReplies;

/**
 * Volumes as the API shows them: a vector while no series has more than one value, else a matrix; the series that begin with
 * the largest value first.
 */
final class VolumeSeries {
    private static final long NANOS_PER_MILLI = 1_000_000;

    private final Map<Volume, List<Value>> series = new LinkedHashMap<>();

    private record Value(long timestampMillis, long bytes) {
    }

    /** Adds the volumes of a step, whose values stand at a time. */
    void add(List<Volume> volumes, long timeNanos) {
        for (Volume volume : volumes) {
            Volume key = new Volume(volume.series(), volume.label(), 0);
            series.computeIfAbsent(key, _ -> new ArrayList<>())
                    .add(new Value(Math.floorDiv(timeNanos, NANOS_PER_MILLI), volume.bytes()));
        }
    }

    Reply reply() {
        List<Map.Entry<Volume, List<Value>>> sorted = series.entrySet().stream()
                .sorted(Comparator
                        .comparingLong((Map.Entry<Volume, List<Value>> one) -> one.getValue().getFirst().bytes())
                        .reversed().thenComparing(one -> one.getKey().series())
                        .thenComparing(one -> one.getKey().label()))
                .toList();
        boolean matrix = series.values().stream().anyMatch(values -> values.size() > 1);
        return LokiReplies.success(List.of(), json -> {
            json.beginObject().name("resultType").string(matrix ? "matrix" : "vector").name("result").beginArray();
            sorted.forEach(one -> write(one.getKey(), one.getValue(), matrix, json));
            json.endArray().endObject();
        });
    }

    private static void write(Volume key, List<Value> values, boolean matrix, JsonWriter json) {
        json.beginObject().name("metric");
        if (key.label().isEmpty()) {
            json.labels(key.series());
        } else {
            json.beginObject().name(key.label()).string("").endObject();
        }
        json.name(matrix ? "values" : "value");
        if (matrix) {
            json.beginArray();
        }
        values.forEach(value -> LogqlJson.sample(value.timestampMillis, (double) value.bytes, json));
        if (matrix) {
            json.endArray();
        }
        json.endObject();
    }
}
