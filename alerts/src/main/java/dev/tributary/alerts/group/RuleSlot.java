package dev.tributary.alerts.group;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

import dev.tributary.alerts.rule.AlertingRule;
import dev.tributary.alerts.rule.Rule;
import dev.tributary.alerts.rule.RuleOutput;
import dev.tributary.model.Labels;

/** A rule in its place in a group, with the series it gave last and how it went. */
final class RuleSlot {
    private final Rule rule;
    private Set<Labels> lastSeries = Set.of();
    private volatile RuleHealth health = RuleHealth.UNKNOWN;

    RuleSlot(Rule rule) {
        this.rule = rule;
    }

    Rule rule() {
        return rule;
    }

    RuleHealth health() {
        return health;
    }

    void health(RuleHealth value) {
        health = value;
    }

    Set<Labels> lastSeries() {
        return lastSeries;
    }

    /** Remembers this evaluation's series and returns those of the last one that are gone. */
    Set<Labels> vanished(List<RuleOutput> outputs) {
        Set<Labels> now = new LinkedHashSet<>();
        outputs.forEach(output -> now.add(output.labels()));
        Set<Labels> gone = new LinkedHashSet<>(lastSeries);
        gone.removeAll(now);
        lastSeries = now;
        return gone;
    }

    /** True before the first evaluation and without anything taken over. */
    boolean isUntouched() {
        return health.status() == RuleHealth.Status.UNKNOWN && lastSeries.isEmpty();
    }

    /**
     * Takes over the same rule of a group that is no more. When this group came before that one went, as editors move
     * rules, only alerts that began earlier than they are known here.
     */
    void adoptMoved(RuleSlot moved) {
        if (isUntouched()) {
            adopt(moved);
        } else if (rule instanceof AlertingRule alerting && moved.rule instanceof AlertingRule before) {
            alerting.adoptOlder(before.alerts());
        }
    }

    void adopt(RuleSlot earlier) {
        lastSeries = earlier.lastSeries;
        health = earlier.health;
        if (rule instanceof AlertingRule alerting && earlier.rule instanceof AlertingRule before) {
            alerting.adopt(before.alerts());
        }
    }
}
