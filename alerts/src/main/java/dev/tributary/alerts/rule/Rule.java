package dev.tributary.alerts.rule;

import java.util.List;

import dev.tributary.alerts.rulefile.RuleDefinition;

/** A rule with what it remembers between evaluations. Owned by its group's thread. */
public sealed interface Rule permits RecordingRule, AlertingRule {
    RuleDefinition definition();

    /**
     * Evaluates at an instant.
     *
     * @return the samples to store
     * @throws RuleFailure when there is no result; what the rule remembers is then as Prometheus leaves it
     */
    List<RuleOutput> evaluate(RuleQuery query, long timeMillis, int limit);
}
