package dev.tributary.alerts.group;

import java.util.List;

import dev.tributary.alerts.rule.AlertInstance;
import dev.tributary.alerts.rulefile.RuleDefinition;

/** One rule as the rules API shows it; alerts are empty for recording rules. */
public record RuleStatus(RuleDefinition definition, RuleHealth health, List<AlertInstance> alerts) {
    public RuleStatus {
        alerts = List.copyOf(alerts);
    }
}
