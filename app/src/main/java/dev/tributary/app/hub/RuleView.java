package dev.tributary.app.hub;

import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

import dev.tributary.alerts.group.EvaluatedGroup;
import dev.tributary.alerts.group.RuleHealth;
import dev.tributary.alerts.group.RuleStatus;
import dev.tributary.alerts.rule.AlertInstance;
import dev.tributary.alerts.rulefile.RuleDefinition;
import dev.tributary.alerts.state.AlertState;
import dev.tributary.model.Labels;
import dev.tributary.queryapi.port.RuleDirectory;
import org.jspecify.annotations.Nullable;

/** Groups of the alerts role in the words of the query API. */
final class RuleView {
    private RuleView() {
    }

    static RuleDirectory.Group group(EvaluatedGroup group) {
        return new RuleDirectory.Group(group.definition().name(), group.definition().file(),
                RuleDirectory.Language.valueOf(group.definition().language().name()), group.interval(),
                group.definition().limit(), group.lastTook(), instant(group.lastSlotMillis()),
                late(group),
                group.status().stream().map(RuleView::rule).toList());
    }

    private static Map<String, Duration> late(EvaluatedGroup group) {
        Map<String, Duration> late = new TreeMap<>();
        group.lateClusters().forEach((cluster, behind) -> late.put(cluster.value(), behind));
        return late;
    }

    private static @Nullable Instant instant(long millis) {
        return millis == 0 ? null : Instant.ofEpochMilli(millis);
    }

    private static RuleDirectory.Rule rule(RuleStatus rule) {
        RuleHealth health = rule.health();
        RuleDirectory.Evaluation evaluation = new RuleDirectory.Evaluation(
                RuleDirectory.Health.valueOf(health.status().name()), health.lastError(), health.took(),
                instant(health.lastEvaluation()));
        return switch (rule.definition()) {
            case RuleDefinition.Recording recording -> new RuleDirectory.Recording(recording.name(),
                    recording.expression(), recording.labels(), evaluation);
            case RuleDefinition.Alerting alerting -> alerting(alerting, rule, evaluation);
        };
    }

    private static RuleDirectory.Alerting alerting(RuleDefinition.Alerting rule, RuleStatus status,
            RuleDirectory.Evaluation evaluation) {
        List<RuleDirectory.Alert> alerts = status.alerts().stream().filter(alert -> alert.state().isActive())
                .map(RuleView::alert).sorted(Comparator.comparing(RuleDirectory.Alert::labels)).toList();
        RuleDirectory.State state = evaluation.at() == null
                ? RuleDirectory.State.UNKNOWN
                : alerts.stream().map(RuleDirectory.Alert::state).max(Comparator.naturalOrder())
                        .orElse(RuleDirectory.State.INACTIVE);
        return new RuleDirectory.Alerting(rule.name(), rule.expression(), rule.holdFor(), rule.keepFiringFor(),
                rule.labels(), Labels.copyOf(rule.annotations()), state, alerts, evaluation);
    }

    private static RuleDirectory.Alert alert(AlertInstance alert) {
        Labels annotations = Labels.copyOf(alert.annotations());
        return switch (alert.state()) {
            case AlertState.Pending(long activeAt) -> new RuleDirectory.Alert(alert.labels(), annotations,
                    RuleDirectory.State.PENDING, Instant.ofEpochMilli(activeAt), null, alert.value());
            case AlertState.Firing(long activeAt, long _, long keptSince) -> new RuleDirectory.Alert(alert.labels(),
                    annotations, RuleDirectory.State.FIRING, Instant.ofEpochMilli(activeAt), instant(keptSince),
                    alert.value());
            case AlertState.Inactive _,AlertState.Resolved _ ->
                throw new IllegalStateException("not an active alert: " + alert);
        };
    }
}
