package dev.tributary.queryapi.rules;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;

import dev.tributary.model.Labels;
import dev.tributary.model.Matcher;
import dev.tributary.queryapi.access.ReadAccess;
import dev.tributary.queryapi.port.RuleDirectory.Alert;
import dev.tributary.queryapi.port.RuleDirectory.Alerting;
import dev.tributary.queryapi.port.RuleDirectory.Recording;
import dev.tributary.queryapi.port.RuleDirectory.Rule;
import dev.tributary.queryapi.port.RuleDirectory.State;

/**
 * The part of a rule that an asker may see: the rule unless its own labels belong to somebody else, and those of its
 * alerts whose labels the asker may see; the rule's state is then that of these alerts.
 */
final class VisibleRule {
    private VisibleRule() {
    }

    static Optional<Rule> of(Rule rule, ReadAccess access) {
        if (access.seesAll()) {
            return Optional.of(rule);
        }
        if (!canConcern(rule.labels(), access)) {
            return Optional.empty();
        }
        return Optional.of(switch (rule) {
            case Recording recording -> recording;
            case Alerting alerting -> withAlerts(alerting, alerts(alerting, access));
        });
    }

    static List<Alert> alerts(Alerting rule, ReadAccess access) {
        return rule.alerts().stream().filter(alert -> access.allows(alert.labels())).toList();
    }

    /** A rule without the label in question yields series of any value. */
    private static boolean canConcern(Labels ruleLabels, ReadAccess access) {
        for (Matcher matcher : access.matchers()) {
            String value = ruleLabels.find(matcher.name());
            if (value != null && !matcher.matches(value)) {
                return false;
            }
        }
        return true;
    }

    private static Alerting withAlerts(Alerting rule, List<Alert> alerts) {
        State state = rule.state() == State.UNKNOWN
                ? State.UNKNOWN
                : alerts.stream().map(Alert::state).max(Comparator.naturalOrder()).orElse(State.INACTIVE);
        return new Alerting(rule.name(), rule.query(), rule.holdFor(), rule.keepFiringFor(), rule.labels(),
                rule.annotations(), state, alerts, rule.evaluation());
    }
}
