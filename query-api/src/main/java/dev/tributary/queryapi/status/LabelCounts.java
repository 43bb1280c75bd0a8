package dev.tributary.queryapi.status;

import java.util.HashMap;
import java.util.Map;

import dev.tributary.model.ClusterId;
import dev.tributary.model.Labels;
import dev.tributary.model.port.LabelCounter;
import dev.tributary.queryapi.json.JsonWriter;

/** How many series carry each label, and what that says of names, values and clusters. */
final class LabelCounts implements LabelCounter {
    /** By name, then by value. */
    private final Map<String, Map<String, Long>> counts = new HashMap<>();

    @Override
    public void count(String name, String value, long series) {
        counts.computeIfAbsent(name, _ -> new HashMap<>()).merge(value, series, Long::sum);
    }

    /** Each series is of one cluster. */
    long series() {
        return of(ClusterId.LABEL).values().stream().mapToLong(Long::longValue).sum();
    }

    long pairs() {
        return counts.values().stream().mapToLong(Map::size).sum();
    }

    private Map<String, Long> of(String name) {
        return counts.getOrDefault(name, Map.of());
    }

    /** Writes the lists of a status page, each cut to a limit. */
    void write(int limit, JsonWriter json) {
        writeValues("seriesCountByMetricName", Labels.NAME, limit, json);
        Ranking values = new Ranking(limit);
        Ranking bytes = new Ranking(limit);
        Ranking pairs = new Ranking(limit);
        counts.forEach((name, all) -> {
            values.add("", name, all.size());
            bytes.add("", name, all.keySet().stream().mapToLong(LabelCounts::utf8Length).sum());
            all.forEach((value, series) -> pairs.add(name + "=", value, series));
        });
        values.write("labelValueCountByLabelName", json);
        bytes.write("memoryInBytesByLabelName", json);
        pairs.write("seriesCountByLabelValuePair", json);
        writeValues("seriesCountByCluster", ClusterId.LABEL, limit, json);
    }

    private void writeValues(String field, String name, int limit, JsonWriter json) {
        Ranking ranking = new Ranking(limit);
        of(name).forEach((value, series) -> ranking.add("", value, series));
        ranking.write(field, json);
    }

    private static long utf8Length(String text) {
        long bytes = 0;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            // Each half of a surrogate pair counts for two of its four bytes.
            bytes += c < 0x80 ? 1 : c < 0x800 || Character.isSurrogate(c) ? 2 : 3;
        }
        return bytes;
    }
}
