package dev.tributary.logql.plan;

import java.util.ArrayList;
import java.util.List;

import dev.tributary.logql.ast.ExprText;
import dev.tributary.logql.ast.LabelFilter;
import dev.tributary.logql.ast.Stage;
import dev.tributary.logql.entry.Extraction;
import dev.tributary.logql.entry.Step;
import dev.tributary.logql.failure.QueryFailure;
import dev.tributary.logql.format.DecolorizeStep;
import dev.tributary.logql.format.LabelFormatStep;
import dev.tributary.logql.format.LineFormatStep;
import dev.tributary.logql.label.DropStep;
import dev.tributary.logql.label.KeepStep;
import dev.tributary.logql.label.LabelCondition;
import dev.tributary.logql.line.LineCondition;
import dev.tributary.logql.line.LineConditions;
import dev.tributary.logql.parser.EarlyFilters;
import dev.tributary.logql.parser.JsonExpressionStep;
import dev.tributary.logql.parser.JsonStep;
import dev.tributary.logql.parser.LogfmtExpressionStep;
import dev.tributary.logql.parser.LogfmtStep;
import dev.tributary.logql.parser.PatternStep;
import dev.tributary.logql.parser.RegexpStep;
import dev.tributary.logql.parser.UnpackStep;

/** Makes pipelines. Holds the only switch from stages to steps. */
public final class PipelinePlanner {
    private final boolean optimise;

    /** A planner; without optimisation every step does all of its work, which must not change any answer. */
    public PipelinePlanner(boolean optimise) {
        this.optimise = optimise;
    }

    /**
     * A pipeline of these stages.
     *
     * @throws QueryFailure for a stage that cannot be
     */
    public Pipeline pipeline(List<Stage> stages, Extraction extraction) {
        return pipeline(stages, extraction, true);
    }

    /**
     * The same where perhaps nobody reads the line in the end. Then lines are not formatted for nothing, and as in Loki
     * what goes wrong in such a format is no error.
     *
     * @throws QueryFailure for a stage that cannot be
     */
    public Pipeline pipeline(List<Stage> stages, Extraction extraction, boolean lineWanted) {
        List<Step> steps = new ArrayList<>();
        for (int i = 0; i < stages.size(); i++) {
            Stage stage = stages.get(i);
            try {
                Step step = step(stage, earlyFilters(stages, i + 1));
                if (lineWanted || !(stage instanceof Stage.LineFormat) || readsLine(stages, i + 1)) {
                    steps.add(step);
                }
            } catch (IllegalArgumentException e) {
                throw new QueryFailure(QueryFailure.Kind.PARSE, "parse error : " + problem(stage, e));
            }
        }
        return new Pipeline(steps, extraction);
    }

    private static boolean readsLine(List<Stage> stages, int from) {
        return stages.subList(from, stages.size()).stream().anyMatch(stage -> switch (stage) {
            case Stage.LineFilter _,Stage.Json _,Stage.Logfmt _,Stage.Regexp _,Stage.Pattern _,Stage.Unpack _,Stage.LabelFormat _ ->
                true;
            case Stage.Filter _,Stage.LineFormat _,Stage.Decolorize _,Stage.Drop _,Stage.Keep _ -> false;
        });
    }

    private static String problem(Stage stage, IllegalArgumentException e) {
        return switch (stage) {
            case Stage.Regexp _ -> "invalid regexp parser: " + e.getMessage();
            case Stage.Pattern _ -> "invalid pattern parser: " + e.getMessage();
            default -> "stage '" + ExprText.format(stage) + "' : " + e.getMessage();
        };
    }

    /** Filters of labels' texts behind a parser, as far as nothing else stands between. */
    private EarlyFilters earlyFilters(List<Stage> stages, int from) {
        if (!optimise) {
            return EarlyFilters.NONE;
        }
        List<LabelFilter.Text> filters = new ArrayList<>();
        for (int i = from; i < stages.size(); i++) {
            switch (stages.get(i)) {
                case Stage.Filter(LabelFilter condition) -> addTexts(filters, condition);
                case Stage.LineFilter _ -> {
                }
                default -> {
                    return new EarlyFilters(filters);
                }
            }
        }
        return new EarlyFilters(filters);
    }

    private static void addTexts(List<LabelFilter.Text> filters, LabelFilter condition) {
        switch (condition) {
            case LabelFilter.Text text -> filters.add(text);
            case LabelFilter.And(LabelFilter left, LabelFilter right) -> {
                addTexts(filters, left);
                addTexts(filters, right);
            }
            case LabelFilter.Or _,LabelFilter.Numeric _,LabelFilter.Duration _,LabelFilter.Bytes _,LabelFilter.Ip _ -> {
            }
        }
    }

    private Step step(Stage stage, EarlyFilters filters) {
        return switch (stage) {
            case Stage.LineFilter filter -> lineFilter(LineConditions.of(filter, optimise));
            case Stage.Json json -> json.extractions().isEmpty()
                    ? new JsonStep(filters)
                    : new JsonExpressionStep(json.extractions());
            case Stage.Logfmt logfmt -> logfmt.extractions().isEmpty()
                    ? new LogfmtStep(logfmt.strict(), logfmt.keepEmpty(), filters)
                    : new LogfmtExpressionStep(logfmt.extractions(), logfmt.strict());
            case Stage.Regexp regexp -> new RegexpStep(regexp.expression(), filters);
            case Stage.Pattern pattern -> new PatternStep(pattern.expression(), filters);
            case Stage.Unpack _ -> new UnpackStep();
            case Stage.Filter filter -> labelFilter(LabelCondition.of(filter.condition()));
            case Stage.LineFormat format -> new LineFormatStep(format.template());
            case Stage.LabelFormat format -> new LabelFormatStep(format.assignments());
            case Stage.Decolorize _ -> new DecolorizeStep();
            case Stage.Drop drop -> new DropStep(drop.choices());
            case Stage.Keep keep -> new KeepStep(keep.choices());
        };
    }

    private static Step lineFilter(LineCondition condition) {
        return entry -> condition.holds(entry.line().bytes(), entry.line().from(), entry.line().to());
    }

    private static Step labelFilter(LabelCondition condition) {
        return entry -> condition.holds(entry.labels());
    }
}
