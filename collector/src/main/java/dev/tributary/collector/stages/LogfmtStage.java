package dev.tributary.collector.stages;

import java.util.Map;

import dev.tributary.runtime.config.Default;
import dev.tributary.runtime.config.Doc;
import dev.tributary.runtime.config.TextOrKey;

/** Values of logfmt become extracted values. */
public record LogfmtStage(@Doc("Extracted names and the keys of their values.") Map<String, TextOrKey> mapping,
        @Default("\"\"") @Doc("Extracted value to read. Empty: the line.") String source) {
    public LogfmtStage {
        mapping = Map.copyOf(mapping);
        if (mapping.isEmpty()) {
            throw new IllegalArgumentException("mapping names no key");
        }
    }
}
