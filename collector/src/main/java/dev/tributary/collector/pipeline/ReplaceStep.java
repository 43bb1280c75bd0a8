package dev.tributary.collector.pipeline;

import java.util.HashMap;
import java.util.Map;

import com.google.re2j.Matcher;
import com.google.re2j.Pattern;
import dev.tributary.collector.stages.Expressions;
import dev.tributary.collector.stages.ReplaceStage;
import dev.tributary.collector.stages.StageTemplates;
import dev.tributary.gotemplate.Template;
import dev.tributary.gotemplate.exec.TemplateException;

/** Replaces what the groups of an expression hold; named ones become extracted values too. */
final class ReplaceStep {
    private final Pattern pattern;
    private final Template template;
    private final String source;

    private ReplaceStep(ReplaceStage settings) {
        pattern = Expressions.compile("expression", settings.expression());
        template = StageTemplates.parse("replace", settings.replace());
        source = settings.source();
    }

    static StagePlan plan(ReplaceStage settings, StageEvents events) {
        ReplaceStep step = new ReplaceStep(settings);
        return (next, _) -> entry -> {
            try {
                step.replace(entry);
            } catch (TemplateException e) {
                events.failed("replace");
            }
            next.accept(entry);
        };
    }

    private void replace(PipelineEntry entry) throws TemplateException {
        String text = entry.source(source);
        if (text == null) {
            return;
        }
        Matcher matcher = pattern.matcher(text);
        StringBuilder out = new StringBuilder();
        Map<String, String> found = new HashMap<>();
        int at = 0;
        while (matcher.find()) {
            int first = matcher.groupCount() == 0 ? 0 : 1;
            for (int group = first; group <= matcher.groupCount(); group++) {
                String value = matcher.group(group);
                // A group inside of one that was replaced already is gone.
                if (value != null && !value.isEmpty() && matcher.start(group) >= at) {
                    out.append(text, at, matcher.start(group)).append(written(entry, value));
                    at = matcher.end(group);
                }
            }
            pattern.namedGroups().keySet().forEach(name -> {
                String value = matcher.group(name);
                if (value != null) {
                    found.put(name, value);
                }
            });
        }
        if (at > 0) {
            set(entry, out.append(text, at, text.length()).toString());
        }
        entry.extracted().putAll(found);
    }

    private String written(PipelineEntry entry, String value) throws TemplateException {
        Map<String, Object> values = new HashMap<>();
        entry.extracted().forEach((name, each) -> values.put(name, ExtractedText.of(each)));
        values.put("Value", value);
        return template.execute(values);
    }

    private void set(PipelineEntry entry, String text) {
        if (source.isEmpty()) {
            entry.text(text);
        } else {
            entry.extracted().put(source, text);
        }
    }
}
