package dev.tributary.logql.parser;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The ways to the fields of JSON, by the names that the JSON parser gives them. */
public final class JsonPaths {
    private final JsonScan scan = new JsonScan();
    private final Map<String, List<String>> paths = new LinkedHashMap<>();

    private JsonPaths() {
    }

    /** The ways; as far as the line is JSON. */
    public static Map<String, List<String>> of(byte[] line) {
        JsonPaths reader = new JsonPaths();
        reader.scan.reset(line);
        try {
            reader.walk("", List.of(), 0, line.length);
        } catch (JsonProblem _) {
            return reader.paths;
        }
        return reader.paths;
    }

    private boolean walk(String prefix, List<String> path, int from, int to) {
        return scan.object(from, to, (key, kind, valueFrom, valueTo) -> {
            List<String> inner = new ArrayList<>(path);
            inner.add(key);
            String name = LabelName.join(prefix, key);
            if (kind == JsonScan.Kind.OBJECT) {
                return walk(name, inner, valueFrom, valueTo);
            }
            paths.putIfAbsent(name, inner);
            return true;
        });
    }
}
