package dev.tributary.collector.stages;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;

import dev.tributary.runtime.config.Doc;
import dev.tributary.runtime.config.TextOrKey;
import org.jspecify.annotations.Nullable;

/** One entry of pipeline_stages: exactly one stage. */
public record StageSettings(
        @Doc("As the first stage: the lines are container runtimes' lines. The format of container logs anyway.") @Nullable NoSettings cri,
        @Doc("As the first stage: the lines are Docker's JSON.") @Nullable NoSettings docker,
        @Doc("Named groups of an expression become extracted values.") @Nullable RegexStage regex,
        @Doc("Fields of JSON become extracted values.") @Nullable JsonStage json,
        @Doc("Values of logfmt become extracted values.") @Nullable LogfmtStage logfmt,
        @Doc("Replaces what an expression finds.") @Nullable ReplaceStage replace,
        @Doc("Writes an extracted value by a template.") @Nullable TemplateStage template,
        @Doc("Stages for some entries only, or the end of them.") @Nullable MatchStage match,
        @Doc("Takes the entry's time from an extracted value.") @Nullable TimestampStage timestamp,
        @Doc("Makes an extracted value the line.") @Nullable OutputStage output,
        @Doc("Labels of the stream and the extracted values they take.") @Nullable Map<String, TextOrKey> labels,
        @Doc("Labels to remove.") @Nullable List<String> labeldrop,
        @Doc("Labels to keep; others are removed.") @Nullable List<String> labelallow,
        @Doc("Labels with fixed values.") @Nullable Map<String, String> staticLabels,
        @Doc("Structured metadata and the extracted values, or labels, that become it.") @Nullable Map<String, TextOrKey> structuredMetadata,
        @Doc("Drops entries.") @Nullable DropStage drop,
        @Doc("Joins the lines of a block, such as a stack trace.") @Nullable MultilineStage multiline,
        @Doc("Drops entries that come too fast.") @Nullable LimitStage limit,
        @Doc("Keeps a share of the entries.") @Nullable SamplingStage sampling,
        @Doc("Removes colour codes from the line.") @Nullable NoSettings decolorize,
        @Doc("Puts labels and line together into JSON.") @Nullable PackStage pack,
        @Doc("Overwrites secrets in lines.") @Nullable RedactStage redact) {
    public StageSettings {
        labels = labels == null ? null : Map.copyOf(labels);
        labeldrop = labeldrop == null ? null : List.copyOf(labeldrop);
        labelallow = labelallow == null ? null : List.copyOf(labelallow);
        staticLabels = staticLabels == null ? null : Map.copyOf(staticLabels);
        structuredMetadata = structuredMetadata == null ? null : Map.copyOf(structuredMetadata);
        long stages = Arrays.asList(cri, docker, regex, json, logfmt, replace, template, match, timestamp, output,
                labels, labeldrop, labelallow, staticLabels, structuredMetadata, drop, multiline, limit, sampling,
                decolorize, pack, redact).stream().filter(Objects::nonNull).count();
        if (stages != 1) {
            throw new IllegalArgumentException(stages == 0
                    ? "names no stage; one that has nothing to set is written with braces, as in cri: {}"
                    : "holds several stages: give each an entry of its own, so that their order is plain");
        }
    }

    /** True for a stage that says how lines are written rather than what to do with them. */
    public boolean isFormat() {
        return cri != null || docker != null;
    }
}
