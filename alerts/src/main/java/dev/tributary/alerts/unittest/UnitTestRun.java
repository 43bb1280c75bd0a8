package dev.tributary.alerts.unittest;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;

import dev.tributary.alerts.group.GroupObserver;
import dev.tributary.alerts.group.GroupParts;
import dev.tributary.alerts.group.GroupSettings;
import dev.tributary.alerts.group.RuleGroup;
import dev.tributary.alerts.group.RuleHealth;
import dev.tributary.alerts.group.RuleStatus;
import dev.tributary.alerts.group.RuleStorage;
import dev.tributary.alerts.rule.RuleQuery;
import dev.tributary.alerts.rulefile.GroupDefinition;
import dev.tributary.alerts.template.AlertTemplates;
import dev.tributary.alerts.unittest.UnitTest.AlertCase;
import dev.tributary.alerts.unittest.UnitTest.ExprCase;
import dev.tributary.alerts.unittest.UnitTest.Series;
import dev.tributary.model.ClusterId;
import dev.tributary.model.port.WriterIdentity;
import dev.tributary.model.text.GoDuration;
import dev.tributary.promql.EngineOptions;
import dev.tributary.promql.PromqlEngine;
import dev.tributary.promql.QueryOptions;
import dev.tributary.promql.QueryValue;
import dev.tributary.promql.script.InputSeries;
import dev.tributary.promql.script.ScriptException;

/** Runs one test: evaluates all rules at each interval from its start and compares what it asks about. */
final class UnitTestRun {
    private final UnitTest test;
    private final UnitTestFile file;
    private final UnitTestOptions options;
    private final TestStore store = new TestStore();
    private final PromqlEngine engine;
    private final List<RuleGroup> groups;

    UnitTestRun(UnitTest test, UnitTestFile file, List<GroupDefinition> definitions, UnitTestOptions options) {
        this.test = test;
        this.file = file;
        this.options = options;
        EngineOptions standard = EngineOptions.DEFAULT;
        engine = new PromqlEngine(new EngineOptions(standard.lookback(), file.evaluationInterval(),
                standard.samplesMax(), standard.bytesMax(), 0, standard.timeout(), options.features(), 1));
        groups = definitions.stream().map(this::group).toList();
    }

    private RuleGroup group(GroupDefinition definition) {
        RuleQuery query = (expression, time) -> RuleQuery.elements(value(expression, time));
        AlertTemplates texts = new AlertTemplates(query::query, test.externalLabels(), test.externalUrl());
        RuleStorage storage = new RuleStorage(store, new WriterIdentity(ClusterId.HUB, true));
        GroupSettings settings = new GroupSettings(test.interval(), Duration.ZERO,
                GroupSettings.DEFAULT.resendDelay());
        return new RuleGroup(definition, settings, new GroupParts(query, storage, texts, _ -> {
            // Tests look at the alerts themselves.
        }, GroupObserver.NONE), System::nanoTime);
    }

    private QueryValue value(String expression, long timeMillis) {
        return engine.instant(store.reader(), expression, timeMillis, QueryOptions.DEFAULT).value();
    }

    /** What went wrong, nothing when the test passes. */
    List<String> run() {
        try {
            for (Series series : test.inputSeries()) {
                store.input(InputSeries.labels(series.series()), InputSeries.samples(series.values(),
                        test.startMillis(), test.interval().toMillis()));
            }
        } catch (ScriptException e) {
            return List.of(String.valueOf(e.getMessage()));
        }
        List<String> failures = new ArrayList<>();
        if (evaluateAll(failures)) {
            for (ExprCase one : test.exprCases()) {
                new ExprCheck(one, file.fuzzyCompare()).problem(
                        expression -> value(expression, test.startMillis() + one.evalTime().toMillis()))
                        .ifPresent(failures::add);
            }
        }
        return failures;
    }

    /** Gives false when a rule could not be evaluated, which ends the test. */
    private boolean evaluateAll(List<String> failures) {
        long step = file.evaluationInterval().toMillis();
        long last = test.lastEvalTime().toMillis();
        List<AlertCase> cases = new ArrayList<>(test.alertCases());
        cases.sort(Comparator.comparing(AlertCase::evalTime));
        int next = 0;
        for (long offset = 0; offset <= last; offset += step) {
            long now = test.startMillis() + offset;
            store.advanceTo(now);
            groups.forEach(group -> group.evaluate(now));
            List<String> broken = broken(now);
            if (!broken.isEmpty()) {
                failures.addAll(broken);
                return false;
            }
            // What is asked about between two evaluations is how the earlier one left it.
            while (next < cases.size() && cases.get(next).evalTime().toMillis() < offset + step) {
                new AlertCheck(test.name(), cases.get(next), options.diff()).problem(groups)
                        .ifPresent(failures::add);
                next++;
            }
        }
        return true;
    }

    private List<String> broken(long now) {
        List<String> broken = new ArrayList<>();
        for (RuleGroup group : groups) {
            for (RuleStatus rule : group.status()) {
                if (rule.health().status() == RuleHealth.Status.ERR) {
                    broken.add("    rule: " + rule.definition().name() + ", time: "
                            + GoDuration.format(Duration.ofMillis(now)) + ", err: " + rule.health().lastError());
                }
            }
        }
        return broken;
    }

    /** All series as they are in the end, for people who look for a mistake. */
    List<String> dump() {
        long end = test.startMillis() + test.lastEvalTime().toMillis();
        return SeriesDump.of(store.reader(), end);
    }

    static List<GroupDefinition> ordered(List<GroupDefinition> groups, List<String> order) {
        List<GroupDefinition> ordered = new ArrayList<>(groups);
        Map<String, Integer> places = new java.util.HashMap<>();
        order.forEach(name -> places.put(name, places.size()));
        ordered.sort(Comparator.comparingInt(group -> places.getOrDefault(group.name(), 0)));
        return ordered;
    }
}
