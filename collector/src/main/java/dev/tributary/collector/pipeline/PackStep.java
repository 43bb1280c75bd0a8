package dev.tributary.collector.pipeline;

import java.util.Map;
import java.util.TreeMap;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.tributary.collector.stages.PackStage;

/** Puts labels and line together into JSON with the line under {@code _entry}. */
final class PackStep {
    private static final ObjectMapper JSON = new ObjectMapper();

    private PackStep() {
    }

    static StagePlan plan(PackStage settings) {
        return (next, _) -> entry -> {
            Map<String, String> packed = new TreeMap<>();
            for (String name : settings.labels()) {
                String label = entry.labels().get(name);
                Object value = entry.extracted().get(name);
                if (!label.isEmpty()) {
                    packed.put(name, label);
                    entry.label(name, "");
                } else if (value != null) {
                    packed.put(name, ExtractedText.of(value));
                }
            }
            packed.put("_entry", entry.text());
            try {
                entry.text(JSON.writeValueAsString(packed));
            } catch (JsonProcessingException e) {
                throw new IllegalStateException("texts are always JSON", e);
            }
            next.accept(entry);
        };
    }
}
