package dev.tributary.collector.pipeline;

import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.function.LongSupplier;

import dev.tributary.collector.stages.LogfmtStage;
import dev.tributary.collector.stages.StageSettings;
import dev.tributary.model.Labels;
import dev.tributary.runtime.config.TextOrKey;
import org.jspecify.annotations.Nullable;

/** The stages of a job, made once from their settings. Holds the only switch from settings to stages. */
public final class PipelinePlan {
    private final List<StagePlan> plans;

    /**
     * What stages need besides their settings.
     *
     * @param nanos time that only goes forward
     */
    public record Surroundings(StageEvents events, Clock clock, LongSupplier nanos) {
    }

    private PipelinePlan(List<StagePlan> plans) {
        this.plans = List.copyOf(plans);
    }

    /** The stages in order; those that name a format do nothing here. */
    public static PipelinePlan of(List<StageSettings> stages, Surroundings around) {
        return new PipelinePlan(stages.stream().filter(stage -> !stage.isFormat())
                .map(stage -> plan(stage, around)).toList());
    }

    /**
     * Opens the stages for one stream of entries.
     *
     * @param lastTime the time that the last entry brought to the end
     */
    public Pipeline open(EntryTarget end, LongSupplier lastTime) {
        return new Pipeline(plans, end, lastTime);
    }

    private static StagePlan plan(StageSettings stage, Surroundings around) {
        StagePlan plan = parser(stage, around.events());
        if (plan == null) {
            plan = labels(stage);
        }
        if (plan == null) {
            plan = line(stage, around.events());
        }
        if (plan == null) {
            plan = choice(stage, around);
        }
        if (plan == null) {
            throw new IllegalStateException("a stage without a plan: " + stage);
        }
        return plan;
    }

    private static @Nullable StagePlan parser(StageSettings stage, StageEvents events) {
        if (stage.regex() != null) {
            return RegexStep.plan(stage.regex());
        }
        if (stage.json() != null) {
            return JsonStep.plan(stage.json(), events);
        }
        LogfmtStage logfmt = stage.logfmt();
        return logfmt == null ? null : LogfmtStep.plan(logfmt);
    }

    private static @Nullable StagePlan labels(StageSettings stage) {
        Map<String, TextOrKey> taken = stage.labels();
        if (taken != null) {
            return LabelSteps.set(taken);
        }
        Map<String, TextOrKey> structured = stage.structuredMetadata();
        if (structured != null) {
            return LabelSteps.structured(structured);
        }
        if (stage.labeldrop() != null) {
            return LabelSteps.drop(stage.labeldrop());
        }
        if (stage.labelallow() != null) {
            return LabelSteps.keep(stage.labelallow());
        }
        return stage.staticLabels() == null ? null : LabelSteps.fixed(Labels.copyOf(stage.staticLabels()));
    }

    private static @Nullable StagePlan line(StageSettings stage, StageEvents events) {
        if (stage.template() != null) {
            return TemplateStep.plan(stage.template(), events);
        }
        if (stage.replace() != null) {
            return ReplaceStep.plan(stage.replace(), events);
        }
        if (stage.output() != null) {
            return LineSteps.output(stage.output());
        }
        if (stage.decolorize() != null) {
            return LineSteps.decolorize();
        }
        if (stage.pack() != null) {
            return PackStep.plan(stage.pack());
        }
        if (stage.redact() != null) {
            return RedactStep.plan(stage.redact());
        }
        return stage.timestamp() == null ? null : TimestampStep.plan(stage.timestamp(), events);
    }

    private static @Nullable StagePlan choice(StageSettings stage, Surroundings around) {
        if (stage.match() != null) {
            return MatchStep.plan(stage.match(), of(stage.match().stages(), around), around.events());
        }
        if (stage.drop() != null) {
            return DropStep.plan(stage.drop(), around.events(), around.clock());
        }
        if (stage.limit() != null) {
            return LimitStep.plan(stage.limit(), around);
        }
        if (stage.sampling() != null) {
            return SamplingStep.plan(stage.sampling(), around.events());
        }
        return stage.multiline() == null ? null : MultilineStep.plan(stage.multiline(), around.nanos());
    }
}
