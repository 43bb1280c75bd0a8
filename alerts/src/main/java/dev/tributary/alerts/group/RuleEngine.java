package dev.tributary.alerts.group;

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

    private final GroupFactory factory;
    private final RuleStorage storage;
    private final GroupObserver observer;
    private final AlertMemory memory;
    private final Clock clock;
    private final ScheduledExecutorService farewell = Executors
            .newSingleThreadScheduledExecutor(Thread.ofVirtual().name("removed rules").factory());
    private final List<Future<?>> farewells = new ArrayList<>();
    private Map<String, Running> running = new LinkedHashMap<>();

    /** A group with its runner and thread. */
    private record Running(GroupRunner runner, Thread thread) {
        EvaluatedGroup group() {
            return runner.group();
        }
    }

    public RuleEngine(GroupFactory factory, RuleStorage storage, GroupObserver observer, AlertMemory memory,
            Clock clock) {
        this.factory = factory;
        this.storage = storage;
        this.observer = observer;
        this.memory = memory;
        this.clock = clock;
    }

    /** Makes these the groups, at once; the definitions have been checked. */
    public synchronized void load(List<GroupDefinition> definitions) {
        Map<String, Running> next = new LinkedHashMap<>();
        for (GroupDefinition definition : definitions) {
            String key = definition.file() + ";" + definition.name();
            Running old = running.remove(key);
            next.put(key, old != null && old.group().definition().equals(definition) ? old : replace(definition, old));
        }
        List<Running> removed = new ArrayList<>(running.values());
        running = next;
        removed.forEach(this::retire);
    }

    private Running replace(GroupDefinition definition, @Nullable Running old) {
        if (old != null) {
            stop(old);
        }
        EvaluatedGroup group = factory.create(definition, old == null ? null : old.group());
        GroupRunner runner = new GroupRunner(group, observer, memory, clock);
        return new Running(runner, runner.start());
    }

    private void retire(Running old) {
        stop(old);
        observer.removed(old.group());
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
            LOG.warn("msg=\"series of a removed group not ended\" group=\"{}\" err=\"{}\"",
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
