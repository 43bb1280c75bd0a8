package dev.tributary.app.query.logs;

import java.util.Map;
import java.util.TreeMap;

import com.fasterxml.jackson.databind.JsonNode;

/**
 * A log line of an answer.
 *
 * @param timestampNanos when it was written, Unix nanoseconds
 * @param labels         of its stream
 * @param metadata       structured metadata and labels that the query has set
 */
record LogLineView(long timestampNanos, Map<String, String> labels, Map<String, String> metadata, String line) {
    /** The level that labels or metadata tell, or the empty text. */
    String level() {
        for (String name : new String[]{"level", "detected_level", "severity"}) {
            String value = metadata.getOrDefault(name, labels.getOrDefault(name, ""));
            if (!value.isEmpty()) {
                return value;
            }
        }
        return "";
    }

    /** Reads one line of a stream as the API gives it. */
    static LogLineView of(Map<String, String> labels, JsonNode value) {
        Map<String, String> metadata = new TreeMap<>();
        for (String category : new String[]{"structuredMetadata", "parsed"}) {
            value.path(2).path(category).properties()
                    .forEach(label -> metadata.put(label.getKey(), label.getValue().asText()));
        }
        return new LogLineView(value.path(0).asLong(), labels, metadata, value.path(1).asText());
    }
}
