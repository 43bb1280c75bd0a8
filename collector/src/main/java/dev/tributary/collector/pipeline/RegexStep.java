package dev.tributary.collector.pipeline;

import java.util.Set;

import com.google.re2j.Matcher;
import com.google.re2j.Pattern;
import dev.tributary.collector.stages.Expressions;
import dev.tributary.collector.stages.RegexStage;

/** Named groups become extracted values, and labels where that is asked for. */
final class RegexStep {
    private RegexStep() {
    }

    static StagePlan plan(RegexStage settings) {
        Pattern pattern = Expressions.compile("expression", settings.expression());
        Set<String> groups = Set.copyOf(pattern.namedGroups().keySet());
        return (next, _) -> entry -> {
            String source = entry.source(settings.source());
            if (source != null) {
                Matcher matcher = pattern.matcher(source);
                if (matcher.find()) {
                    take(entry, matcher, groups, settings.labelsFromGroups());
                }
            }
            next.accept(entry);
        };
    }

    private static void take(PipelineEntry entry, Matcher matcher, Set<String> groups, boolean asLabels) {
        for (String group : groups) {
            String value = matcher.group(group);
            if (value != null) {
                entry.extracted().put(group, value);
                if (asLabels) {
                    entry.label(group, value);
                }
            }
        }
    }
}
