package dev.tributary.alerts.group;

import dev.tributary.alerts.notify.AlertSink;
import dev.tributary.alerts.rule.AlertTexts;
import dev.tributary.alerts.rule.RuleQuery;

/** What a group works with: queries in its language, the store, templates, the way to the Alertmanagers, the observer. */
public record GroupParts(RuleQuery query, RuleStorage storage, AlertTexts texts, AlertSink sink,
        GroupObserver observer) {
}
