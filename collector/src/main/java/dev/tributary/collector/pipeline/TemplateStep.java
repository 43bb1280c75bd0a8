package dev.tributary.collector.pipeline;

import java.util.HashMap;
import java.util.Map;

import dev.tributary.collector.stages.StageTemplates;
import dev.tributary.collector.stages.TemplateStage;
import dev.tributary.gotemplate.Template;
import dev.tributary.gotemplate.exec.TemplateException;

/** Writes an extracted value by a template over the extracted values. */
final class TemplateStep {
    private TemplateStep() {
    }

    static StagePlan plan(TemplateStage settings, StageEvents events) {
        Template template = StageTemplates.parse("template", settings.template());
        return (next, _) -> entry -> {
            Map<String, Object> values = new HashMap<>();
            entry.extracted().forEach((name, value) -> values.put(name, ExtractedText.of(value)));
            values.put("Value", values.getOrDefault(settings.source(), ""));
            values.put("Entry", entry.text());
            try {
                String written = template.execute(values);
                if (written.isEmpty()) {
                    entry.extracted().remove(settings.source());
                } else {
                    entry.extracted().put(settings.source(), written);
                }
            } catch (TemplateException e) {
                events.failed("template");
            }
            next.accept(entry);
        };
    }
}
