package dev.tributary.collector.pipeline;

import java.util.LinkedHashMap;
import java.util.Map;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.tributary.collector.stages.FieldPath;
import dev.tributary.collector.stages.JsonStage;

/** Fields of JSON become extracted values: texts, numbers and booleans as such, the rest as JSON. */
final class JsonStep {
    private static final ObjectMapper JSON = new ObjectMapper();

    private JsonStep() {
    }

    static StagePlan plan(JsonStage settings, StageEvents events) {
        Map<String, FieldPath> paths = new LinkedHashMap<>();
        settings.expressions().forEach((name, path) -> paths.put(name,
                FieldPath.parse(path.value().isEmpty() ? name : path.value())));
        return (next, _) -> entry -> {
            String source = entry.source(settings.source());
            JsonNode root = source == null ? null : read(source);
            if (root != null) {
                paths.forEach((name, path) -> take(entry, name, find(root, path)));
            } else if (settings.dropMalformed()) {
                events.dropped("malformed_json");
                return;
            } else {
                events.failed("json");
            }
            next.accept(entry);
        };
    }

    private static @org.jspecify.annotations.Nullable JsonNode read(String text) {
        try {
            JsonNode root = JSON.readTree(text);
            return root.isContainerNode() ? root : null;
        } catch (JsonProcessingException e) {
            return null;
        }
    }

    private static JsonNode find(JsonNode root, FieldPath path) {
        JsonNode at = root;
        for (Object step : path.steps()) {
            at = switch (step) {
                case Integer index -> at.path(index < 0 ? at.size() + index : index);
                default -> at.path(step.toString());
            };
        }
        return at;
    }

    private static void take(PipelineEntry entry, String name, JsonNode value) {
        switch (value.getNodeType()) {
            case STRING -> entry.extracted().put(name, value.textValue());
            case NUMBER -> entry.extracted().put(name, value.isIntegralNumber() ? value.asText() : value.doubleValue());
            case BOOLEAN -> entry.extracted().put(name, value.booleanValue());
            case ARRAY, OBJECT -> entry.extracted().put(name, value.toString());
            default -> {
                // Null and absent: nothing to take.
            }
        }
    }
}
