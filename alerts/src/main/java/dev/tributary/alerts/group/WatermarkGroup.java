package dev.tributary.alerts.group;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BiFunction;
import java.util.function.Supplier;

import dev.tributary.alerts.rule.AlertInstance;
import dev.tributary.alerts.rulefile.GroupDefinition;
import dev.tributary.alerts.rulefile.GroupDefinition.WatermarkMode;
import dev.tributary.model.ClusterId;
import dev.tributary.model.Labels;
import org.jspecify.annotations.Nullable;

/**
 * A group that is evaluated for each cluster by itself, never beyond the instant up to which that cluster's data is
 * complete. A late cluster is late: its alerts neither resolve nor fire for want of data, and those that fire are kept
 * alive at the Alertmanagers. When the data has arrived, the slots it missed are evaluated in order; what would have fired
 * then is stored as known late, and notified only where the group asks for it or the alert still fires at the end.
 *
 * <p>Data always comes a little after its time, so that a slot counts as late only after two intervals.
 */
public final class WatermarkGroup implements EvaluatedGroup {
    /** Slots caught up with per cluster and turn, so that one cluster's backlog does not hold the others up: 4 hours. */
    private static final int REPLAY_SLOTS_MAX = 240;

    private final GroupDefinition definition;
    private final BiFunction<GroupDefinition, ClusterId, RuleGroup> members;
    private final ClusterWatermarks watermarks;
    private final LateObserver observer;
    private final EvaluationSlots slots;
    private final Duration interval;
    private final ReentrantLock lock = new ReentrantLock();
    private final Map<ClusterId, RuleGroup> byCluster = new TreeMap<>();
    private final Map<ClusterId, Duration> late = new ConcurrentSkipListMap<>();
    private @Nullable AlertMemory earlier;
    private volatile long lastSlotMillis;

    public WatermarkGroup(GroupDefinition definition, Duration interval,
            BiFunction<GroupDefinition, ClusterId, RuleGroup> members, ClusterWatermarks watermarks,
            LateObserver observer) {
        this.definition = definition;
        this.interval = interval;
        this.members = members;
        this.watermarks = watermarks;
        this.observer = observer;
        this.slots = EvaluationSlots.of(definition.file(), definition.name(), interval.toMillis());
    }

    @Override
    public GroupDefinition definition() {
        return definition;
    }

    @Override
    public Duration interval() {
        return interval;
    }

    @Override
    public long lastSlotMillis() {
        return lastSlotMillis;
    }

    @Override
    public Duration lastTook() {
        return locked(() -> byCluster.values().stream().map(RuleGroup::lastTook).reduce(Duration.ZERO, Duration::plus));
    }

    @Override
    public long lastSamples() {
        return locked(() -> byCluster.values().stream().mapToLong(RuleGroup::lastSamples).sum());
    }

    @Override
    public void evaluate(long slotMillis) {
        Map<ClusterId, Long> complete = watermarks.now();
        lock.lock();
        try {
            forgetAllBut(complete.keySet(), slotMillis);
            complete.forEach((cluster, watermark) -> evaluate(cluster, watermark, slotMillis));
            lastSlotMillis = slotMillis;
        } finally {
            lock.unlock();
        }
    }

    private void evaluate(ClusterId cluster, long watermark, long slotMillis) {
        RuleGroup member = byCluster.computeIfAbsent(cluster, this::join);
        long target = watermark >= slotMillis
                ? slotMillis
                : watermark == Long.MIN_VALUE ? 0 : slots.atOrBefore(watermark);
        long next = member.lastSlotMillis() == 0
                ? slots.after(resumeAfter(cluster, target))
                : slots.after(member.lastSlotMillis());
        long replayed = 0;
        for (int turns = 0; target > 0 && next <= target && turns < REPLAY_SLOTS_MAX; turns++) {
            if (earlier != null && member.lastSlotMillis() == 0) {
                member.restore(earlier, next);
            }
            long behind = slotMillis - next;
            boolean isLate = behind > toleranceMillis();
            member.evaluate(next, !isLate || definition.watermark() == WatermarkMode.NOTIFY_LATE,
                    isLate ? behind : 0);
            replayed += isLate ? 1 : 0;
            next = slots.after(next);
        }
        if (member.lastSlotMillis() < slotMillis) {
            member.resend(slotMillis);
        }
        if (replayed > 0) {
            observer.replayed(this, cluster, replayed);
        }
        report(cluster, slotMillis - Math.max(watermark, 0));
    }

    private long toleranceMillis() {
        return 2 * interval.toMillis();
    }

    /** The slot a cluster was last evaluated at before a restart, or the one before the target. */
    private long resumeAfter(ClusterId cluster, long target) {
        long before = target - interval.toMillis();
        long known = earlier == null ? 0 : earlier.slotsOf(this).getOrDefault(cluster.value(), 0L);
        // The interval may have been another one then.
        boolean usable = known > 0 && known < before && slots.atOrBefore(known) == known
                && before - known <= REPLAY_SLOTS_MAX * interval.toMillis();
        return usable ? known : before;
    }

    private void report(ClusterId cluster, long behindMillis) {
        boolean isLate = behindMillis > toleranceMillis();
        if (isLate) {
            late.put(cluster, Duration.ofMillis(behindMillis));
        } else {
            late.remove(cluster);
        }
        observer.lateness(this, cluster, isLate ? behindMillis : 0);
    }

    @Override
    public Map<ClusterId, Duration> lateClusters() {
        return Map.copyOf(late);
    }

    private RuleGroup join(ClusterId cluster) {
        return members.apply(definition, cluster);
    }

    private void forgetAllBut(Set<ClusterId> enrolled, long slotMillis) {
        List<ClusterId> gone = byCluster.keySet().stream().filter(cluster -> !enrolled.contains(cluster)).toList();
        for (ClusterId cluster : gone) {
            RuleGroup member = byCluster.remove(cluster);
            if (member != null) {
                member.end(slotMillis);
            }
            late.remove(cluster);
            observer.forgotten(this, cluster);
        }
    }

    /** Takes over the clusters' state of the same group before a reload. */
    void adopt(WatermarkGroup before) {
        before.locked(() -> {
            before.byCluster.forEach((cluster, member) -> {
                RuleGroup successor = join(cluster);
                successor.adopt(member);
                byCluster.put(cluster, successor);
            });
            return true;
        });
        lastSlotMillis = before.lastSlotMillis;
    }

    @Override
    public void adoptMoved(EvaluatedGroup leaving) {
        if (leaving instanceof WatermarkGroup other) {
            Map<ClusterId, RuleGroup> members = other.locked(() -> Map.copyOf(other.byCluster));
            members.forEach((cluster, member) -> {
                RuleGroup own = locked(() -> byCluster.computeIfAbsent(cluster, this::join));
                own.adoptMoved(member);
            });
        }
    }

    @Override
    public void clockWentBack(long slotMillis) {
        locked(() -> List.copyOf(byCluster.values())).forEach(member -> member.clockWentBack(slotMillis));
        lastSlotMillis = Math.min(lastSlotMillis, slotMillis);
    }

    @Override
    public void forget(AlertMemory memory) {
        locked(() -> List.copyOf(byCluster.values())).forEach(member -> member.forget(memory));
        memory.forgetSlots(this);
    }

    @Override
    public void restore(AlertMemory memory, long slotMillis) {
        // Each member takes its own part when its cluster is first evaluated, at whatever slot that is.
        earlier = memory;
    }

    @Override
    public void save(AlertMemory memory) {
        Map<String, Long> lastSlots = new TreeMap<>();
        locked(() -> Map.copyOf(byCluster)).forEach((cluster, member) -> {
            member.save(memory);
            lastSlots.put(cluster.value(), member.lastSlotMillis());
        });
        memory.saveSlots(this, lastSlots);
    }

    @Override
    public List<RuleStatus> status() {
        List<List<RuleStatus>> all = locked(() -> byCluster.values().stream().map(RuleGroup::status).toList());
        List<RuleStatus> merged = new ArrayList<>();
        for (int i = 0; i < definition.rules().size(); i++) {
            merged.add(merged(i, all));
        }
        return merged;
    }

    private RuleStatus merged(int rule, List<List<RuleStatus>> all) {
        RuleHealth worst = RuleHealth.UNKNOWN;
        List<AlertInstance> alerts = new ArrayList<>();
        for (List<RuleStatus> member : all) {
            RuleStatus status = member.get(rule);
            alerts.addAll(status.alerts());
            if (status.health().status().compareTo(worst.status()) >= 0) {
                worst = status.health();
            }
        }
        return new RuleStatus(definition.rules().get(rule), worst, alerts);
    }

    @Override
    public Set<Labels> liveSeries() {
        return locked(() -> {
            Set<Labels> live = new LinkedHashSet<>();
            byCluster.values().forEach(member -> live.addAll(member.liveSeries()));
            return live;
        });
    }

    private <T> T locked(Supplier<T> read) {
        lock.lock();
        try {
            return read.get();
        } finally {
            lock.unlock();
        }
    }
}
