package dev.tributary.alerts.schedule;

import java.time.Clock;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

import dev.tributary.alerts.group.AlertMemory;
import dev.tributary.alerts.group.EvaluatedGroup;
import dev.tributary.alerts.group.GroupFactory;
import dev.tributary.alerts.group.GroupObserver;
import dev.tributary.alerts.group.RuleStorage;
import dev.tributary.alerts.rule.RuleFailure;
import dev.tributary.alerts.rulefile.GroupDefinition;
import dev.tributary.model.Labels;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * All rule groups at work. A reload keeps groups that did not change, hands the state of changed ones to their successors,
 * and ends the series of removed ones after two intervals, so that a rule may move between groups without a gap.
 */
public final class RuleEngine implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(RuleEngine.class);

    private final RuleStorage storage;
    private final GroupObserver observer;
    private final AlertMemory memory;
    private final Clock clock;
    private final GroupRunner.Shared shared;
    private final ScheduledExecutorService farewell = Executors
            .newSingleThreadScheduledExecutor(Thread.ofVirtual().name("removed rules").factory());
    private final List<Future<?>> farewells = new ArrayList<>();
    private Map<String, Running> running = new LinkedHashMap<>();
    private @Nullable GroupFactory factory;

    /** A group with its runner and thread. */
    private record Running(GroupRunner runner, Thread thread) {
        EvaluatedGroup group() {
            return runner.group();
        }
    }

    public RuleEngine(RuleStorage storage, GroupObserver observer, AlertMemory memory, EvaluationTurns turns,
            Clock clock) {
        this.storage = storage;
        this.observer = observer;
        this.memory = memory;
        this.clock = clock;
        this.shared = new GroupRunner.Shared(observer, memory, clock, turns);
    }

    /**
     * Makes these the groups, at once; the definitions have been checked. Groups that did not change go on undisturbed as
     * long as the factory is the same object, which stands for all settings outside of rule files.
     */
    public synchronized void load(List<GroupDefinition> definitions, GroupFactory made) {
        boolean sameSettings = made == factory;
        boolean first = factory == null;
        factory = made;
        if (first) {
            memory.configured(definitions, clock.millis());
        }
        Map<String, GroupDefinition> wanted = new LinkedHashMap<>();
        definitions.forEach(definition -> wanted.put(key(definition), definition));
        List<Running> removed = running.entrySet().stream().filter(entry -> !wanted.containsKey(entry.getKey()))
                .map(Map.Entry::getValue).toList();
        removed.forEach(RuleEngine::stop);
        List<EvaluatedGroup> leaving = removed.stream().map(Running::group).toList();
        Map<String, Running> next = new LinkedHashMap<>();
        wanted.forEach((key, definition) -> {
            Running old = running.get(key);
            Running now = old != null && sameSettings && old.group().definition().equals(definition)
                    ? old
                    : replace(definition, old, made, first);
            leaving.forEach(now.group()::adoptMoved);
            next.put(key, now);
        });
        running = next;
        removed.forEach(this::retire);
    }

    private static String key(GroupDefinition definition) {
        return definition.file() + ";" + definition.name();
    }

    private Running replace(GroupDefinition definition, @Nullable Running old, GroupFactory made, boolean restore) {
        if (old != null) {
            stop(old);
        }
        EvaluatedGroup group = made.create(definition, old == null ? null : old.group());
        observer.added(group);
        GroupRunner runner = new GroupRunner(group, shared, restore);
        return new Running(runner, runner.start());
    }

    private void retire(Running old) {
        observer.removed(old.group());
        old.group().forget(memory);
        farewells.removeIf(Future::isDone);
        farewells.add(farewell.schedule(() -> endSeries(old), 2 * old.group().interval().toMillis(),
                TimeUnit.MILLISECONDS));
    }

    private void endSeries(Running old) {
        Set<Labels> alive = old.group().liveSeries();
        synchronized (this) {
            running.values().forEach(other -> alive.removeAll(other.group().liveSeries()));
        }
        try {
            storage.store(List.of(), alive, clock.millis());
        } catch (RuleFailure e) {
            LOG.warn("series of a removed group not ended group={} err={}",
                    old.group().definition().name(), e.getMessage());
        }
    }

    private static void stop(Running old) {
        old.runner().stop();
        try {
            old.thread().join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** The groups in file order. */
    public synchronized List<EvaluatedGroup> groups() {
        return running.values().stream().map(Running::group).toList();
    }

    /** Stops after the evaluations that are running. Series stay alive: a restart goes on with them. */
    @Override
    public synchronized void close() {
        running.values().forEach(old -> old.runner().stop());
        running.values().forEach(RuleEngine::stop);
        farewell.shutdownNow();
    }
}
