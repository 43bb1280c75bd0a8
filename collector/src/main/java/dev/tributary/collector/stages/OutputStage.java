package dev.tributary.collector.stages;

import dev.tributary.runtime.config.Doc;

/** Makes an extracted value the line. */
public record OutputStage(@Doc("Extracted value; where it is missing the line stays.") String source) {
    public OutputStage {
        if (source.isEmpty()) {
            throw new IllegalArgumentException("source cannot be empty");
        }
    }
}
