package dev.tributary.collector.stages;

import java.util.Map;

import dev.tributary.runtime.config.Default;
import dev.tributary.runtime.config.Doc;
import dev.tributary.runtime.config.TextOrKey;

/** Fields of JSON become extracted values. */
public record JsonStage(
        @Doc("Extracted names and the paths of their values: field, outer.inner, list[0], \"odd name\".") Map<String, TextOrKey> expressions,
        @Default("\"\"") @Doc("Extracted value to read. Empty: the line.") String source,
        @Default("false") @Doc("Drop entries that are no JSON.") boolean dropMalformed) {
    public JsonStage {
        expressions = Map.copyOf(expressions);
        if (expressions.isEmpty()) {
            throw new IllegalArgumentException("expressions names no field");
        }
        expressions.values().forEach(path -> FieldPath.parse(path.value()));
    }
}
