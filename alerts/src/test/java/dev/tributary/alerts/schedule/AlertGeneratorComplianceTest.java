package dev.tributary.alerts.schedule;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

import dev.tributary.alerts.group.AlertMemory;
import dev.tributary.alerts.group.GroupObserver;
import dev.tributary.alerts.group.GroupParts;
import dev.tributary.alerts.group.GroupSettings;
import dev.tributary.alerts.group.RuleGroup;
import dev.tributary.alerts.group.RuleHealth;
import dev.tributary.alerts.group.RuleStorage;
import dev.tributary.alerts.notify.AlertNotification;
import dev.tributary.alerts.role.PromqlRules;
import dev.tributary.alerts.rulefile.InvalidRuleFileException;
import dev.tributary.alerts.rulefile.RuleFileReader;
import dev.tributary.alerts.template.AlertTemplates;
import dev.tributary.model.ClusterId;
import dev.tributary.model.Labels;
import dev.tributary.model.port.WriterIdentity;
import dev.tributary.promql.EngineOptions;
import dev.tributary.promql.PromqlEngine;
import dev.tributary.testkit.FakeClock;
import dev.tributary.testkit.InMemoryDocumentStore;
import dev.tributary.testkit.InMemoryMetricStore;
import dev.tributary.testkit.TestWriter;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The points of Prometheus' alert generator compliance specification, over a real PromQL engine and a clock of the test.
 * Where the specification's text and Prometheus differ ({@code endsAt} of firing alerts), Prometheus is followed.
 */
class AlertGeneratorComplianceTest {
    private static final WriterIdentity HUB = new WriterIdentity(ClusterId.HUB, true);
    private static final Duration INTERVAL = Duration.ofSeconds(10);
    private static final long RESEND = Duration.ofMinutes(1).toMillis();

    private final FakeClock clock = new FakeClock(Instant.parse("2026-03-10T12:00:00Z"));
    private final InMemoryMetricStore store = new InMemoryMetricStore();
    private final AlertMemory memory = new AlertMemory(new InMemoryDocumentStore());
    private final List<AlertNotification> sent = new ArrayList<>();
    private final List<Long> sentAt = new ArrayList<>();
    private RuleGroup group = group("- {record: none, expr: '1'}\n");
    private GroupRunner runner = runner(group);

    private RuleGroup group(String rules) {
        String yaml = "groups:\n- name: compliance\n  interval: 10s\n  rules:\n" + rules.indent(2);
        PromqlRules queries = new PromqlRules(new PromqlEngine(EngineOptions.DEFAULT), store);
        GroupParts parts = new GroupParts(queries, new RuleStorage(store, HUB),
                new AlertTemplates(queries::query, Labels.EMPTY, "http://hub"), alerts -> {
                    sent.addAll(alerts);
                    alerts.forEach(_ -> sentAt.add(clock.millis()));
                }, GroupObserver.NONE);
        try {
            return new RuleGroup(new RuleFileReader(PromqlRules.checks(Set.of())).read("c.yml", yaml).getFirst(),
                    GroupSettings.DEFAULT, parts, System::nanoTime);
        } catch (InvalidRuleFileException e) {
            throw new IllegalArgumentException(e);
        }
    }

    private GroupRunner runner(RuleGroup of) {
        return new GroupRunner(of, new GroupRunner.Shared(GroupObserver.NONE, memory, clock,
                new EvaluationTurns(new PrometheusRegistry())), true);
    }

    private void rules(String rules) {
        group = group(rules);
        runner = runner(group);
        // To the group's first slot, so that every step from here is one evaluation
        while (group.lastSlotMillis() == 0) {
            clock.advance(Duration.ofSeconds(1));
            runner.runDue();
        }
        clock.set(Instant.ofEpochMilli(group.lastSlotMillis()));
    }

    private void sample(String instance, double value) {
        TestWriter writer = new TestWriter(store, HUB);
        writer.sample(Labels.of("__name__", "load", "instance", instance), clock.millis(), value);
        writer.commit();
    }

    /** One evaluation after the other; the samples of before go on. */
    private void evaluate(int times, double... values) {
        for (int i = 0; i < times; i++) {
            clock.advance(INTERVAL);
            for (int instance = 0; instance < values.length; instance++) {
                sample("i" + instance, values[instance]);
            }
            runner.runDue();
        }
    }

    private double stored(String expression) {
        var elements = new PromqlRules(new PromqlEngine(EngineOptions.DEFAULT), store).query(expression,
                clock.millis());
        return elements.isEmpty() ? Double.NaN : elements.getFirst().value();
    }

    @Test
    void rulesRunInOrderAtOneInstantPerIntervalAndSeeWhatTheOnesBeforeGave() {
        rules("- {record: double, expr: load * 2}\n- {alert: High, expr: double > 10}\n");
        evaluate(1, 6);
        assertThat(stored("double")).isEqualTo(12);
        assertThat(stored("timestamp(double)")).isEqualTo(group.lastSlotMillis() / 1e3);
        assertThat(sent).hasSize(1);
        long slot = group.lastSlotMillis();
        evaluate(1, 6);
        assertThat(group.lastSlotMillis() - slot).isEqualTo(INTERVAL.toMillis());
    }

    @Test
    void pendingUntilTheHoldTimeIsOverThenFiringAndSentAtOnce() {
        rules("- {alert: High, expr: load > 10, for: 30s}\n");
        evaluate(1, 20);
        long active = clock.millis();
        assertThat(stored("ALERTS{alertname=\"High\", alertstate=\"pending\"}")).isEqualTo(1);
        assertThat(stored("ALERTS_FOR_STATE{alertname=\"High\"}")).isEqualTo((double) Math.floorDiv(active, 1000L));
        evaluate(2, 20);
        assertThat(sent).isEmpty();
        evaluate(1, 20);
        assertThat(stored("ALERTS{alertstate=\"firing\"}")).isEqualTo(1);
        assertThat(stored("ALERTS{alertstate=\"pending\"}")).isNaN();
        assertThat(stored("ALERTS_FOR_STATE")).isEqualTo((double) Math.floorDiv(active, 1000L));
        assertThat(sent).hasSize(1);
        assertThat(sent.getFirst().startsAt()).isEqualTo(clock.millis());
        assertThat(sent.getFirst().labels())
                .isEqualTo(Labels.of("alertname", "High", "cluster", "_hub", "instance", "i0"));
    }

    @Test
    void withoutAHoldTimeItFiresInTheSameEvaluation() {
        rules("- {alert: High, expr: load > 10}\n");
        evaluate(1, 20);
        assertThat(stored("ALERTS{alertstate=\"firing\"}")).isEqualTo(1);
        assertThat(sent).hasSize(1);
    }

    @Test
    void aPendingAlertThatGoesAwayIsNeverSentAndItsSeriesEnd() {
        rules("- {alert: High, expr: load > 10, for: 30s}\n");
        evaluate(2, 20);
        evaluate(1, 1);
        assertThat(stored("ALERTS")).isNaN();
        assertThat(stored("ALERTS_FOR_STATE")).isNaN();
        evaluate(10, 1);
        assertThat(sent).isEmpty();
    }

    @Test
    void aFiringAlertIsResentAtTheFirstEvaluationAfterTheDelayWithALaterEnd() {
        rules("- {alert: High, expr: load > 10}\n");
        evaluate(20, 20);
        // More than a minute since the last one: every seventh evaluation of ten seconds
        assertThat(sentAt).hasSize(3);
        assertThat(sentAt.get(1) - sentAt.get(0)).isEqualTo(7 * INTERVAL.toMillis());
        for (int i = 0; i < 3; i++) {
            assertThat(sent.get(i).endsAt()).isEqualTo(sentAt.get(i) + 4 * RESEND);
            assertThat(sent.get(i).startsAt()).isEqualTo(sentAt.getFirst());
        }
    }

    @Test
    void aResolvedAlertIsSentAtOnceWithItsEndAndRepeatedForFifteenMinutes() {
        rules("- {alert: High, expr: load > 10}\n");
        evaluate(2, 20);
        sent.clear();
        sentAt.clear();
        evaluate(1, 1);
        long resolved = clock.millis();
        assertThat(sent).hasSize(1);
        evaluate(200, 1);
        assertThat(sent).hasSizeGreaterThan(10)
                .allSatisfy(alert -> assertThat(alert.endsAt()).isEqualTo(resolved));
        assertThat(sentAt.getLast()).isLessThanOrEqualTo(resolved + Duration.ofMinutes(15).toMillis());
        assertThat(group.status().getFirst().alerts()).isEmpty();
    }

    @Test
    void anAlertThatFiresAgainAfterItResolvedIsSentAtOnceWithANewStart() {
        rules("- {alert: High, expr: load > 10}\n");
        evaluate(1, 20);
        evaluate(1, 1);
        evaluate(1, 20);
        assertThat(sent).hasSize(3);
        assertThat(sent.get(2).startsAt()).isEqualTo(clock.millis());
        assertThat(sent.get(2).endsAt()).isGreaterThan(clock.millis());
    }

    @Test
    void keepFiringForHoldsAnAlertThatIsGone() {
        rules("- {alert: High, expr: load > 10, keep_firing_for: 30s}\n");
        evaluate(1, 20);
        evaluate(3, 1);
        assertThat(stored("ALERTS{alertstate=\"firing\"}")).isEqualTo(1);
        evaluate(1, 1);
        assertThat(stored("ALERTS")).isNaN();
        assertThat(sent.getLast().endsAt()).isEqualTo(clock.millis());
    }

    @Test
    void alertsOfOneRuleLiveByThemselves() {
        rules("- {alert: High, expr: load > 10}\n");
        evaluate(1, 20, 1);
        evaluate(1, 20, 20);
        evaluate(1, 1, 20);
        assertThat(sent).extracting(alert -> alert.labels().get("instance")).containsExactly("i0", "i1", "i0");
    }

    @Test
    void anExecutionThatFailsSendsAndWritesNothing() {
        rules("- {alert: Broken, expr: 'load + on() group_left() load > 0'}\n- {alert: Fine, expr: load > 10}\n");
        evaluate(1, 20);
        assertThat(stored("ALERTS{alertname=\"Broken\"}")).isEqualTo(1);
        sent.clear();
        evaluate(1, 20, 20);
        assertThat(group.status().getFirst().health().status()).isEqualTo(RuleHealth.Status.ERR);
        assertThat(group.status().getFirst().alerts()).hasSize(1);
        assertThat(sent).extracting(alert -> alert.labels().get("alertname")).containsOnly("Fine");
        assertThat(stored("timestamp(ALERTS{alertname=\"Broken\"})")).isLessThan(clock.millis() / 1e3);
    }

    @Test
    void labelsAndAnnotationsAreExpandedAndAnnotationsStayFresh() {
        rules("""
              - alert: High
                expr: load > 10
                labels: {level: '{{ if gt $value 50.0 }}high{{ else }}raised{{ end }}', empty: ''}
                annotations: {summary: '{{ $labels.instance }} at {{ $value | humanize }}'}
              """);
        evaluate(1, 20);
        assertThat(sent.getFirst().labels())
                .isEqualTo(Labels.of("alertname", "High", "cluster", "_hub", "instance", "i0", "level", "raised"));
        assertThat(sent.getFirst().annotations()).containsEntry("summary", "i0 at 20");
        evaluate(7, 30);
        assertThat(sent.get(1).annotations()).containsEntry("summary", "i0 at 30");
        assertThat(sent.getFirst().generator()).isEqualTo("/graph?g0.expr=load+%3E+10&g0.tab=1");
    }

    @Test
    void aLabelFromATemplateThatChangesIsAnotherAlert() {
        rules("- {alert: High, expr: load > 10, labels: {level: '{{ if gt $value 50.0 }}high{{ else }}raised{{ end }}'}}\n");
        evaluate(1, 20);
        evaluate(1, 60);
        assertThat(sent).extracting(alert -> alert.labels().get("level")).containsExactly("raised", "raised", "high");
        assertThat(sent.get(1).endsAt()).isEqualTo(clock.millis());
    }

    @Test
    void aTemplateThatFailsDoesNotKeepTheAlertFromFiring() {
        rules("- {alert: High, expr: load > 10, annotations: {summary: '{{ query \"nonsense(\" }}'}}\n");
        evaluate(1, 20);
        assertThat(sent.getFirst().annotations().get("summary")).startsWith("<error expanding template:");
    }

    @Test
    void dataThatEndsResolvesTheAlert() {
        rules("- {alert: High, expr: load > 10}\n");
        evaluate(1, 20);
        evaluate(1, Double.longBitsToDouble(0x7ff0000000000002L));
        assertThat(sent.getLast().endsAt()).isEqualTo(clock.millis());
        assertThat(stored("ALERTS")).isNaN();
    }
}
