package dev.tributary.alerts.rule;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.UnaryOperator;

import dev.tributary.alerts.rulefile.RuleDefinition;
import dev.tributary.alerts.state.AlertState;
import dev.tributary.alerts.state.HoldTimes;
import dev.tributary.model.Labels;
import dev.tributary.promql.QueryException;
import dev.tributary.promql.QueryValue.VectorSample;

/** Keeps one alert for each label set its expression gives, and says how they stand as {@code ALERTS} series. */
public final class AlertingRule implements Rule {
    static final String ALERTNAME = "alertname";
    private static final String ALERTS = "ALERTS";
    private static final String ALERTS_FOR_STATE = "ALERTS_FOR_STATE";
    private static final String ALERTS_LATE = "ALERTS_LATE";

    private final RuleDefinition.Alerting definition;
    private final AlertTexts texts;
    private final HoldTimes times;
    private final Map<Labels, AlertInstance> alerts = new LinkedHashMap<>();
    private long confirmUntil = Long.MIN_VALUE;

    public AlertingRule(RuleDefinition.Alerting definition, AlertTexts texts) {
        this.definition = definition;
        this.texts = texts;
        this.times = new HoldTimes(definition.holdFor().toMillis(), definition.keepFiringFor().toMillis());
    }

    @Override
    public RuleDefinition.Alerting definition() {
        return definition;
    }

    public HoldTimes times() {
        return times;
    }

    /** All alerts that are remembered, resolved ones included. */
    public Collection<AlertInstance> alerts() {
        return List.copyOf(alerts.values());
    }

    /** Takes over alerts from before a reload or restart; those present are replaced. */
    public void adopt(Collection<AlertInstance> earlier) {
        earlier.forEach(alert -> alerts.put(alert.labels(), alert));
    }

    /** Takes over those alerts that are not known or that began earlier than they are known to. */
    public void adoptOlder(Collection<AlertInstance> earlier) {
        for (AlertInstance alert : earlier) {
            AlertInstance known = alerts.get(alert.labels());
            if (known == null || known.state().isActive() && alert.state().isActive()
                    && activeAt(alert) < activeAt(known)) {
                alerts.put(alert.labels(), alert);
            }
        }
    }

    private static long activeAt(AlertInstance alert) {
        return switch (alert.state()) {
            case AlertState.Pending(long since) -> since;
            case AlertState.Firing(long since, long _, long _) -> since;
            case AlertState.Resolved(long since, long _, long _) -> since;
            case AlertState.Inactive _ -> Long.MAX_VALUE;
        };
    }

    /**
     * Takes over alerts from before a restart. Until {@code confirmUntilMillis} a firing one that is not seen stays as it
     * is: while the hub was away nobody sent it data, so what it does not see yet need not be over.
     */
    public void adoptStored(Collection<AlertInstance> stored, long confirmUntilMillis) {
        adopt(stored);
        confirmUntil = confirmUntilMillis;
    }

    /** Moves all times it remembers: the clock they were taken from was wrong. */
    public void moveTimes(long byMillis) {
        replaceAll(alert -> alert.moved(byMillis));
        confirmUntil = confirmUntil == Long.MIN_VALUE ? confirmUntil : confirmUntil + byMillis;
    }

    /** Replaces every alert by what the function makes of it. */
    public void replaceAll(UnaryOperator<AlertInstance> change) {
        alerts.replaceAll((_, alert) -> change.apply(alert));
    }

    @Override
    public List<RuleOutput> evaluate(RuleQuery query, long timeMillis, int limit) {
        Map<Labels, AlertInstance> present = present(query, timeMillis);
        step(present, timeMillis);
        long active = alerts.values().stream().filter(alert -> alert.state().isActive()).count();
        if (limit > 0 && active > limit) {
            alerts.clear();
            throw new RuleFailure("exceeded limit of " + limit + " with " + active + " alerts");
        }
        return outputs();
    }

    private Map<Labels, AlertInstance> present(RuleQuery query, long timeMillis) {
        Map<Labels, AlertInstance> present = new LinkedHashMap<>();
        for (VectorSample element : elements(query, timeMillis)) {
            AlertInstance alert = instance(element, timeMillis);
            if (present.put(alert.labels(), alert) != null) {
                throw new RuleFailure("vector contains metrics with the same labelset after applying alert labels");
            }
        }
        return present;
    }

    private List<VectorSample> elements(RuleQuery query, long timeMillis) {
        try {
            return query.query(definition.expression(), timeMillis);
        } catch (QueryException e) {
            throw new RuleFailure(String.valueOf(e.getMessage()));
        }
    }

    private AlertInstance instance(VectorSample element, long timeMillis) {
        double value = element.histogram() == null ? element.value() : element.histogram().count();
        Labels.Builder labels = element.labels().withoutName().toBuilder();
        definition.labels().forEach(
                (name, template) -> labels.set(name,
                        texts.expand(definition.name(), template, element.labels(), value, timeMillis)));
        labels.set(ALERTNAME, definition.name());
        SortedMap<String, String> annotations = new TreeMap<>();
        definition.annotations().forEach((name, template) -> annotations.put(name,
                texts.expand(definition.name(), template, element.labels(), value, timeMillis)));
        return new AlertInstance(labels.build(), annotations, value, new AlertState.Inactive(),
                AlertInstance.NEVER);
    }

    private void step(Map<Labels, AlertInstance> present, long now) {
        present.forEach((labels, seen) -> {
            AlertInstance known = alerts.get(labels);
            AlertState before = known == null ? new AlertState.Inactive() : known.state();
            // A resolved alert that comes back is a new one: its notification must not wait for the resend delay.
            long lastSent = known != null && before.isActive() ? known.lastSentAt() : AlertInstance.NEVER;
            alerts.put(labels, new AlertInstance(labels, seen.annotations(), seen.value(),
                    before.next(true, now, times), lastSent));
        });
        alerts.replaceAll((labels, alert) -> present.containsKey(labels) || isUnconfirmed(alert, now)
                ? alert
                : alert.withState(alert.state().next(false, now, times)));
        alerts.values().removeIf(alert -> alert.state() instanceof AlertState.Inactive);
    }

    /** For what fires: by how many seconds it is known late, because its cluster's data came late. */
    public List<RuleOutput> lateOutputs(long lateMillis) {
        return alerts.values().stream().filter(alert -> alert.state() instanceof AlertState.Firing)
                .map(alert -> RuleOutput.of(alert.labels().with(Labels.NAME, ALERTS_LATE), lateMillis / 1e3)).toList();
    }

    private boolean isUnconfirmed(AlertInstance alert, long now) {
        return now < confirmUntil && alert.state().isActive();
    }

    private List<RuleOutput> outputs() {
        List<RuleOutput> outputs = new ArrayList<>(2 * alerts.size());
        for (AlertInstance alert : alerts.values()) {
            switch (alert.state()) {
                case AlertState.Pending(long activeAt) -> addSeries(alert, "pending", activeAt, outputs);
                case AlertState.Firing(long activeAt, long _, long _) -> addSeries(alert, "firing", activeAt, outputs);
                case AlertState.Inactive _,AlertState.Resolved _ -> {
                    // Neither has series: the one of the evaluation before gets its stale marker.
                }
            }
        }
        return outputs;
    }

    private static void addSeries(AlertInstance alert, String state, long activeAt, List<RuleOutput> outputs) {
        outputs.add(RuleOutput.of(alert.labels().toBuilder().set(Labels.NAME, ALERTS).set("alertstate", state).build(),
                1));
        // Whole seconds, as Prometheus writes it.
        outputs.add(RuleOutput.of(alert.labels().with(Labels.NAME, ALERTS_FOR_STATE),
                (double) Math.floorDiv(activeAt, 1000L)));
    }
}
