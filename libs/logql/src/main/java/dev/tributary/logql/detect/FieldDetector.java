package dev.tributary.logql.detect;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

import dev.tributary.logql.ast.Stage;
import dev.tributary.logql.entry.ErrorLabels;
import dev.tributary.logql.entry.Extraction;
import dev.tributary.logql.parser.JsonPaths;
import dev.tributary.logql.plan.Pipeline;
import dev.tributary.logql.plan.PipelinePlanner;
import dev.tributary.logql.value.LogLine;
import dev.tributary.model.Labels;

/**
 * Collects the fields of lines: structured metadata, what the query's own parsers have set, and what the line holds as JSON
 * or else as logfmt, which is also named as the parser of what the query has set. The last value tells the type, as in Loki.
 * Takes the lines of a query with labels by category. Owned by one thread.
 */
public final class FieldDetector {
    private final int fieldsMax;
    private final Pipeline json;
    private final Pipeline logfmt;
    private final Map<String, Found> fields = new LinkedHashMap<>();

    private static final class Found {
        private final Set<String> parsers = new LinkedHashSet<>();
        private final Set<String> values = new LinkedHashSet<>();
        private List<String> path = List.of();
        private String last = "";
    }

    /** A detector that keeps so many fields, those that were met first. */
    public FieldDetector(int fieldsMax) {
        this.fieldsMax = fieldsMax;
        PipelinePlanner planner = new PipelinePlanner(true);
        this.json = planner.pipeline(List.of(new Stage.Json(List.of())), Extraction.ALL);
        this.logfmt = planner.pipeline(List.of(new Stage.Logfmt(false, false, List.of())), Extraction.ALL);
    }

    /** Takes in a line of a stream. */
    public void add(Labels stream, LogLine line) {
        line.metadata().forEach((name, value) -> add(name, value, ""));
        byte[] bytes = line.line().getBytes(StandardCharsets.UTF_8);
        if (!parse(json, "json", stream, line, bytes) && !parse(logfmt, "logfmt", stream, line, bytes)) {
            line.parsed().forEach((name, value) -> add(name, value, ""));
        }
    }

    private boolean parse(Pipeline pipeline, String parser, Labels stream, LogLine line, byte[] bytes) {
        pipeline.entry().stream(stream);
        pipeline.entry().start(line.timestampNanos(), bytes, 0, bytes.length, line.metadata());
        if (!pipeline.process() || pipeline.entry().labels().hasError()) {
            return false;
        }
        line.parsed().forEach((name, value) -> add(name, value, parser));
        Map<String, List<String>> paths = parser.equals("json") ? JsonPaths.of(bytes) : Map.of();
        pipeline.entry().labels().parsedResult().forEach((name, value) -> {
            Found found = add(name, value, parser);
            if (!paths.isEmpty()) {
                String key = name.endsWith("_extracted") ? name.substring(0, name.length() - 10) : name;
                found.path = paths.getOrDefault(name, paths.getOrDefault(key, List.of()));
            }
        });
        return true;
    }

    private Found add(String name, String value, String parser) {
        boolean error = name.equals(ErrorLabels.ERROR) || name.equals(ErrorLabels.DETAILS);
        Found found = fields.get(name);
        if (found == null) {
            found = new Found();
            if (!error && fields.size() < fieldsMax) {
                fields.put(name, found);
            }
        }
        if (!parser.isEmpty()) {
            found.parsers.add(parser);
        }
        found.values.add(value);
        found.last = value;
        return found;
    }

    /** The fields in the order they were met. */
    public List<DetectedField> fields() {
        List<DetectedField> detected = new ArrayList<>();
        fields.forEach((name, found) -> detected.add(new DetectedField(name,
                FieldType.of(found.last), List.copyOf(found.parsers), found.path,
                List.copyOf(found.values))));
        return detected;
    }
}
