package dev.tributary.alerts.rulefile;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * One group of rules that are evaluated together, in order, at the same instants.
 *
 * @param file        the file it stands in, part of its identity
 * @param name        unique within the file
 * @param interval    time between evaluations; empty for the global one
 * @param queryOffset how far back rules look; empty for the global one
 * @param limit       most alerts or series one rule may give, 0 for no limit
 * @param language    what its expressions are written in
 * @param watermark   evaluate each cluster at the time up to which its data is complete
 * @param rules       in evaluation order
 */
public record GroupDefinition(String file, String name, Optional<Duration> interval, Optional<Duration> queryOffset,
        int limit, Language language, WatermarkMode watermark, List<RuleDefinition> rules) {
    public GroupDefinition {
        rules = List.copyOf(rules);
    }

    /** The two query languages a group may use; one per group, as its rules build on each other. */
    public enum Language {
        PROMQL, LOGQL
    }

    /** What a group does about clusters whose data is late. */
    public enum WatermarkMode {
        /** Evaluates the whole fleet at the slot's time, as Prometheus would. */
        OFF,
        /** Evaluates each cluster up to its watermark; what would have fired late is recorded, not notified. */
        RECORD_LATE,
        /** The same, and late alerts are notified as well. */
        NOTIFY_LATE
    }
}
