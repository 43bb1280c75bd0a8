package dev.tributary.collector.stages;

import dev.tributary.runtime.config.Doc;

/** Writes an extracted value by a template. */
public record TemplateStage(@Doc("Extracted value that is written; it need not exist.") String source,
        @Doc("Go template over the extracted values; .Value is the one named by source, .Entry the line.") String template) {
    public TemplateStage {
        if (source.isEmpty()) {
            throw new IllegalArgumentException("source cannot be empty");
        }
        StageTemplates.parse("template", template);
    }
}
