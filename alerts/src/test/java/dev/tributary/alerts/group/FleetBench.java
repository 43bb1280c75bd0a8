package dev.tributary.alerts.group;

import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

import dev.tributary.alerts.notify.AlertNotification;
import dev.tributary.alerts.rulefile.GroupDefinition;
import dev.tributary.alerts.rulefile.RuleChecks;
import dev.tributary.alerts.rulefile.RuleFileReader;
import dev.tributary.model.ClusterId;
import dev.tributary.model.Labels;
import dev.tributary.model.Matcher;
import dev.tributary.model.SampleColumns;
import dev.tributary.model.StaleMarker;
import dev.tributary.model.port.DocumentStore;
import dev.tributary.model.port.SeriesQuery;
import dev.tributary.model.port.SeriesSelection;
import dev.tributary.model.port.WriterIdentity;
import dev.tributary.promql.QueryException;
import dev.tributary.promql.QueryValue.VectorSample;
import dev.tributary.testkit.InMemoryDocumentStore;
import dev.tributary.testkit.InMemoryMetricStore;

/** A place to run groups by hand: expressions answer what the test put there, everything else is real. */
public final class FleetBench {
    final InMemoryMetricStore store = new InMemoryMetricStore();
    final Map<String, List<Labels>> answers = new HashMap<>();
    private final Map<String, Double> values = new HashMap<>();
    final Map<String, String> failures = new HashMap<>();
    final List<AlertNotification> sent = new ArrayList<>();
    public final List<Long> queryTimes = new ArrayList<>();
    public long missed;

    public final DocumentStore documentStore = new InMemoryDocumentStore();

    /** An expression answers with these element labels, each of value 1. */
    void answer(String expression, Labels... elements) {
        answers.put(expression, List.of(elements));
    }

    /** An expression answers with these element labels, each of this value. */
    void answers(String expression, double value, Labels... elements) {
        answer(expression, elements);
        values.put(expression, value);
    }

    GroupParts parts() {
        return new GroupParts(this::query,
                new RuleStorage(store, new WriterIdentity(new ClusterId("fleet"), true)),
                (_, template, labels, _, _) -> template.replace("{{ $labels.instance }}", labels.get("instance")),
                sent::addAll, observer());
    }

    private List<VectorSample> query(String expression, long timeMillis) {
        queryTimes.add(timeMillis);
        if (failures.containsKey(expression)) {
            throw new QueryException(QueryException.Category.EXECUTION, failures.get(expression));
        }
        return answers.getOrDefault(expression, List.of()).stream()
                .map(labels -> new VectorSample(labels, timeMillis, values.getOrDefault(expression, 1.0), null))
                .toList();
    }

    public GroupObserver observer() {
        return new GroupObserver() {
            @Override
            public void added(EvaluatedGroup group) {
                // The tests look at the group itself.
            }

            @Override
            public void restored(EvaluatedGroup group, Duration took) {
                // The tests look at the group itself.
            }

            @Override
            public void evaluated(EvaluatedGroup group, long slotMillis) {
                // The tests look at the group itself.
            }

            @Override
            public void ruleEvaluated(RuleGroup group, RuleHealth health) {
                // The tests look at the group itself.
            }

            @Override
            public void removed(EvaluatedGroup group) {
                // The tests look at the group itself.
            }

            @Override
            public void missed(EvaluatedGroup group, long slots) {
                missed += slots;
            }
        };
    }

    static GroupDefinition definition(String group) {
        try {
            RuleChecks none = new RuleChecks(_ -> Optional.empty(), _ -> Optional.empty(), _ -> Optional.empty());
            return new RuleFileReader(none).read("test.yml", "groups:\n- " + group.indent(2).strip()).getFirst();
        } catch (Exception e) {
            throw new IllegalArgumentException(e);
        }
    }

    public RuleGroup group(String yaml) {
        return new RuleGroup(definition(yaml), GroupSettings.DEFAULT, parts(), Clock.systemUTC()::millis);
    }

    /** The stored points of one metric as {@code labels@seconds=value}, stale ones as "stale". */
    List<String> stored(String metric) {
        List<String> points = new ArrayList<>();
        try (SeriesSelection selection = store.select(
                new SeriesQuery(List.of(Matcher.equal(Labels.NAME, metric)), 0, Long.MAX_VALUE, 0))) {
            selection.series().forEach(series -> {
                SampleColumns columns = new SampleColumns();
                series.read(0, Long.MAX_VALUE, columns);
                for (int i = 0; i < columns.size(); i++) {
                    double value = columns.value(i);
                    points.add(series.labels().withoutName().without("cluster") + "@" + columns.timestamp(i) / 1000
                            + "=" + (StaleMarker.is(value) ? "stale" : value));
                }
            });
        }
        return points;
    }

    static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
