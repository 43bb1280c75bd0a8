package dev.tributary.logql.detect;

import java.util.List;

/**
 * A field that lines have.
 *
 * @param label    its name as a label
 * @param type     what its last value looks like
 * @param parsers  what finds it: {@code json}, {@code logfmt}; none for structured metadata
 * @param jsonPath where it stands in JSON, empty otherwise
 * @param values   its values, each once, in the order they were met
 */
public record DetectedField(String label, FieldType type, List<String> parsers, List<String> jsonPath,
        List<String> values) {
    public DetectedField {
        parsers = List.copyOf(parsers);
        jsonPath = List.copyOf(jsonPath);
        values = List.copyOf(values);
    }

    /** How many values it has among the lines. */
    public int cardinality() {
        return values.size();
    }
}
