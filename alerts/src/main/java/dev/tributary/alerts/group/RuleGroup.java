package dev.tributary.alerts.group;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.LongSupplier;

import dev.tributary.alerts.notify.AlertNotification;
import dev.tributary.alerts.notify.AlertSink;
import dev.tributary.alerts.rule.AlertInstance;
import dev.tributary.alerts.rule.AlertingRule;
import dev.tributary.alerts.rule.RecordingRule;
import dev.tributary.alerts.rule.RuleFailure;
import dev.tributary.alerts.rule.RuleOutput;
import dev.tributary.alerts.rulefile.GroupDefinition;
import dev.tributary.alerts.rulefile.GroupDefinition.Language;
import dev.tributary.alerts.rulefile.RuleDefinition;
import dev.tributary.alerts.state.AlertState;
import dev.tributary.model.ClusterId;
import dev.tributary.model.Labels;
import dev.tributary.model.port.WriteReport;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One group with its state: evaluates all rules in order at one instant, stores what they give, ends what they no longer
 * give, and hands over the notifications that are due. A rule that fails does not stop the next one.
 */
public final class RuleGroup implements EvaluatedGroup {
    private static final Logger LOG = LoggerFactory.getLogger(RuleGroup.class);

    private final GroupDefinition definition;
    private final String scope;
    private final GroupSettings settings;
    private final GroupParts parts;
    private final LongSupplier nanoTime;
    private final List<RuleSlot> slots = new ArrayList<>();
    private final ReentrantLock running = new ReentrantLock();
    private Set<Labels> orphans = Set.of();
    private volatile long lastSlotMillis;
    private volatile Duration lastTook = Duration.ZERO;
    private volatile long lastSamples;

    /** A group that sees the whole fleet. */
    public RuleGroup(GroupDefinition definition, GroupSettings settings, GroupParts parts, LongSupplier nanoTime) {
        this(definition, "", settings, parts, nanoTime);
    }

    /** A group that sees only what its parts show it, called {@code scope}: the name of a cluster. */
    public RuleGroup(GroupDefinition definition, String scope, GroupSettings settings, GroupParts parts,
            LongSupplier nanoTime) {
        this.definition = definition;
        this.scope = scope;
        this.settings = settings;
        this.parts = parts;
        this.nanoTime = nanoTime;
        for (RuleDefinition rule : definition.rules()) {
            slots.add(new RuleSlot(switch (rule) {
                case RuleDefinition.Recording recording -> new RecordingRule(recording);
                case RuleDefinition.Alerting alerting -> new AlertingRule(alerting, parts.texts());
            }));
        }
    }

    @Override
    public GroupDefinition definition() {
        return definition;
    }

    /** What of the fleet it sees, part of its identity; empty for all of it. */
    String scope() {
        return scope;
    }

    @Override
    public Duration interval() {
        return definition.interval().orElse(settings.evaluationInterval());
    }

    @Override
    public long lastSlotMillis() {
        return lastSlotMillis;
    }

    @Override
    public Duration lastTook() {
        return lastTook;
    }

    @Override
    public long lastSamples() {
        return lastSamples;
    }

    @Override
    public List<RuleStatus> status() {
        running.lock();
        try {
            return slots.stream().map(RuleGroup::status).toList();
        } finally {
            running.unlock();
        }
    }

    private static RuleStatus status(RuleSlot slot) {
        List<AlertInstance> alerts = slot.rule() instanceof AlertingRule alerting
                ? List.copyOf(alerting.alerts())
                : List.of();
        return new RuleStatus(slot.rule().definition(), slot.health(), alerts);
    }

    /**
     * Takes over the state of the same group before a reload: rules are matched by name and labels, one to one, in order;
     * the series of those without a successor end with the next evaluation.
     */
    public void adopt(RuleGroup earlier) {
        List<RuleSlot> left = new ArrayList<>(earlier.slots);
        for (RuleSlot slot : slots) {
            for (RuleSlot candidate : left) {
                if (sameRule(slot.rule().definition(), candidate.rule().definition())) {
                    slot.adopt(candidate);
                    left.remove(candidate);
                    break;
                }
            }
        }
        Set<Labels> ended = new LinkedHashSet<>(earlier.orphans);
        left.forEach(slot -> ended.addAll(slot.lastSeries()));
        orphans = ended;
        lastSlotMillis = earlier.lastSlotMillis;
    }

    /** A reload waits for the evaluation that may be running only where there is something to take over. */
    @Override
    public void adoptMoved(EvaluatedGroup leaving) {
        if (!(leaving instanceof RuleGroup other) || !other.scope.equals(scope)) {
            return;
        }
        Map<RuleSlot, RuleSlot> moved = new LinkedHashMap<>();
        for (RuleSlot slot : slots) {
            other.slots.stream().filter(from -> sameRule(slot.rule().definition(), from.rule().definition()))
                    .findFirst().ifPresent(from -> moved.put(slot, from));
        }
        if (!moved.isEmpty()) {
            running.lock();
            try {
                moved.forEach(RuleSlot::adoptMoved);
            } finally {
                running.unlock();
            }
        }
    }

    @Override
    public void clockWentBack(long slotMillis) {
        running.lock();
        try {
            long by = slotMillis - lastSlotMillis;
            if (by < 0) {
                for (RuleSlot slot : slots) {
                    if (slot.rule() instanceof AlertingRule alerting) {
                        alerting.moveTimes(by);
                    }
                }
                lastSlotMillis = slotMillis;
            }
        } finally {
            running.unlock();
        }
    }

    private static boolean sameRule(RuleDefinition a, RuleDefinition b) {
        return a.getClass() == b.getClass() && a.name().equals(b.name()) && a.labels().equals(b.labels());
    }

    @Override
    public void restore(AlertMemory memory, long slotMillis) {
        for (RuleSlot slot : slots) {
            if (slot.rule() instanceof AlertingRule alerting && alerting.alerts().isEmpty()) {
                alerting.adoptStored(memory.alertsOf(this, alerting, slotMillis),
                        memory.confirmUntil(this, slotMillis));
            }
        }
    }

    @Override
    public Set<Labels> liveSeries() {
        Set<Labels> live = new LinkedHashSet<>(orphans);
        slots.forEach(slot -> live.addAll(slot.lastSeries()));
        return live;
    }

    @Override
    public void save(AlertMemory memory) {
        memory.save(this, lastSlotMillis);
    }

    @Override
    public Map<ClusterId, Duration> lateClusters() {
        return Map.of();
    }

    @Override
    public void forget(AlertMemory memory) {
        memory.forget(this);
    }

    @Override
    public void evaluate(long slotMillis) {
        evaluate(slotMillis, true, 0);
    }

    /**
     * Evaluates every rule at the instant of a slot; without {@code notifying} nobody hears of its alerts.
     *
     * @param lateMillis how long ago the slot was, when that is because data came late; what fires is recorded as such
     */
    void evaluate(long slotMillis, boolean notifying, long lateMillis) {
        running.lock();
        try {
            long start = nanoTime.getAsLong();
            endOrphans(slotMillis);
            long samples = 0;
            for (RuleSlot slot : slots) {
                samples += evaluate(slot, slotMillis, notifying, lateMillis);
            }
            lastSlotMillis = slotMillis;
            lastSamples = samples;
            lastTook = Duration.ofNanos(nanoTime.getAsLong() - start);
        } finally {
            running.unlock();
        }
    }

    /** Ends every series the group has alive: it will not be evaluated again. */
    void end(long slotMillis) {
        running.lock();
        try {
            orphans = liveSeries();
            endOrphans(slotMillis);
        } finally {
            running.unlock();
        }
    }

    private long offsetMillis() {
        return definition.queryOffset().orElse(settings.queryOffset()).toMillis();
    }

    private void endOrphans(long slotMillis) {
        if (!orphans.isEmpty()) {
            try {
                parts.storage().store(List.of(), orphans, slotMillis - offsetMillis());
                orphans = Set.of();
            } catch (RuleFailure e) {
                LOG.warn("series of removed rules not ended, trying again group={} err={}",
                        definition.name(), e.getMessage());
            }
        }
    }

    /** Repeats what fires without looking again, so that it does not expire at the Alertmanagers. */
    void resend(long now) {
        running.lock();
        try {
            for (RuleSlot slot : slots) {
                if (slot.rule() instanceof AlertingRule alerting) {
                    notifyOf(alerting, now);
                }
            }
        } finally {
            running.unlock();
        }
    }

    /** Gives how many samples were stored. */
    private long evaluate(RuleSlot slot, long slotMillis, boolean notifying, long lateMillis) {
        long start = nanoTime.getAsLong();
        String error = "";
        long samples = 0;
        try {
            List<RuleOutput> outputs = new ArrayList<>(slot.rule().evaluate(
                    (expression, _) -> parts.query().query(expression, slotMillis - offsetMillis()), slotMillis,
                    definition.limit()));
            if (lateMillis > 0 && slot.rule() instanceof AlertingRule alerting) {
                outputs.addAll(alerting.lateOutputs(lateMillis));
            }
            error = store(slot, outputs, slotMillis - offsetMillis());
            samples = outputs.size();
            if (notifying && slot.rule() instanceof AlertingRule alerting) {
                notifyOf(alerting, slotMillis);
            }
        } catch (RuleFailure e) {
            error = String.valueOf(e.getMessage());
        }
        if (!error.isEmpty()) {
            LOG.warn("rule evaluation failed file={} group={} rule={} err={}", definition.file(),
                    definition.name(), slot.rule().definition().name(), error);
        }
        slot.health(new RuleHealth(error.isEmpty() ? RuleHealth.Status.OK : RuleHealth.Status.ERR, error, slotMillis,
                Duration.ofNanos(nanoTime.getAsLong() - start)));
        parts.observer().ruleEvaluated(this, slot.health());
        return samples;
    }

    /** What the store refused, in words; empty when it took everything. */
    private String store(RuleSlot slot, List<RuleOutput> outputs, long timeMillis) {
        WriteReport report = parts.storage().store(outputs, slot.vanished(outputs), timeMillis);
        return report.complete()
                ? ""
                : report.refused() + " of " + outputs.size() + " samples were not stored: " + report.problem();
    }

    private void notifyOf(AlertingRule rule, long now) {
        List<AlertNotification> due = new ArrayList<>();
        long resendMillis = settings.resendDelay().toMillis();
        long validUntil = now + 4 * Math.max(interval().toMillis(), resendMillis);
        rule.replaceAll(alert -> {
            if (!alert.needsSending(now, resendMillis)) {
                return alert;
            }
            due.add(notification(rule.definition(), alert, validUntil, definition.language()));
            return alert.sentAt(now);
        });
        if (!due.isEmpty()) {
            parts.sink().send(due);
        }
    }

    private static AlertNotification notification(RuleDefinition rule, AlertInstance alert, long validUntil,
            Language language) {
        String generator = "/graph?g0.expr=" + URLEncoder.encode(rule.expression(), StandardCharsets.UTF_8)
                + "&g0.tab=1" + (language == Language.LOGQL ? "&lang=logql" : "");
        return switch (alert.state()) {
            case AlertState.Firing(long _, long firedAt, long _) ->
                new AlertNotification(alert.labels(), alert.annotations(), firedAt, validUntil, generator);
            case AlertState.Resolved(long _, long firedAt, long resolvedAt) ->
                new AlertNotification(alert.labels(), alert.annotations(), firedAt, resolvedAt, generator);
            case AlertState.Inactive _,AlertState.Pending _ ->
                throw new IllegalStateException("nothing to send of " + alert);
        };
    }
}
