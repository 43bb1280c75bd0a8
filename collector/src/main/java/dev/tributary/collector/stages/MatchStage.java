package dev.tributary.collector.stages;

import java.util.List;

import dev.tributary.logql.LogqlEngine;
import dev.tributary.logql.LogqlException;
import dev.tributary.runtime.config.Default;
import dev.tributary.runtime.config.Doc;

/** Stages for some entries only, or the end of them. */
public record MatchStage(@Doc("LogQL: a stream selector, and filters if need be.") String selector,
        @Doc("What these entries go through.") List<StageSettings> stages,
        @Default("keep") @Doc("drop ends the entries.") Action action,
        @Default("\"\"") @Doc("Accepted as in Promtail, where it names a metric's label; has no meaning here.") String pipelineName,
        @Default("match_stage") @Doc("Under which reason dropped entries are counted.") String dropCounterReason) {
    /** What happens to entries that match. */
    public enum Action {
        KEEP, DROP
    }

    public MatchStage {
        stages = List.copyOf(stages);
        try {
            LogqlEngine.pipeline(selector);
        } catch (LogqlException e) {
            throw new IllegalArgumentException("selector is no LogQL: " + e.getMessage(), e);
        }
        if (action == Action.KEEP && stages.isEmpty()) {
            throw new IllegalArgumentException(
                    "stages are missing: a match that keeps entries without them does nothing");
        }
        if (action == Action.DROP && !stages.isEmpty()) {
            throw new IllegalArgumentException("stages have no use with action drop");
        }
    }
}
