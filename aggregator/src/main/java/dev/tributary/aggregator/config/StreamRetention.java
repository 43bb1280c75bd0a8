package dev.tributary.aggregator.config;

import java.time.Duration;
import java.util.List;

import dev.tributary.runtime.config.Doc;

/** How long the lines of some streams are kept. */
public record StreamRetention(
        @Doc("Conditions on the streams' labels, like `namespace=\"dev\"`; all must hold.") List<LabelCondition> matchers,
        @Doc("How long their lines are kept.") Duration retention) {
    public StreamRetention {
        matchers = List.copyOf(matchers);
    }
}
