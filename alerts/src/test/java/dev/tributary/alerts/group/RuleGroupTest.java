package dev.tributary.alerts.group;

import dev.tributary.alerts.notify.AlertNotification;
import dev.tributary.alerts.state.AlertState;
import dev.tributary.model.Labels;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class RuleGroupTest {
    private static final long MINUTE = 60_000;
    private static final String DOWN = """
                                       name: g
                                       rules:
                                       - alert: Down
                                         expr: up == 0
                                         for: 2m
                                         labels: {severity: page}
                                         annotations: {summary: "{{ $labels.instance }} is down"}
                                       """;
    private static final Labels A = Labels.of(Labels.NAME, "up", "instance", "a");

    private final FleetBench bench = new FleetBench();

    @Test
    void anAlertGoesFromPendingToFiringToResolvedAndItsSeriesFollow() {
        RuleGroup group = bench.group(DOWN);
        bench.answer("up == 0", A);
        for (int minute = 1; minute <= 3; minute++) {
            group.evaluate(minute * MINUTE);
        }
        bench.answer("up == 0");
        group.evaluate(4 * MINUTE);
        assertThat(bench.stored("ALERTS")).containsExactly(
                "{alertname=\"Down\", alertstate=\"firing\", instance=\"a\", severity=\"page\"}@180=1.0",
                "{alertname=\"Down\", alertstate=\"firing\", instance=\"a\", severity=\"page\"}@240=stale",
                "{alertname=\"Down\", alertstate=\"pending\", instance=\"a\", severity=\"page\"}@60=1.0",
                "{alertname=\"Down\", alertstate=\"pending\", instance=\"a\", severity=\"page\"}@120=1.0",
                "{alertname=\"Down\", alertstate=\"pending\", instance=\"a\", severity=\"page\"}@180=stale");
        assertThat(bench.stored("ALERTS_FOR_STATE")).containsExactly(
                "{alertname=\"Down\", instance=\"a\", severity=\"page\"}@60=60.0",
                "{alertname=\"Down\", instance=\"a\", severity=\"page\"}@120=60.0",
                "{alertname=\"Down\", instance=\"a\", severity=\"page\"}@180=60.0",
                "{alertname=\"Down\", instance=\"a\", severity=\"page\"}@240=stale");
        assertThat(bench.sent).extracting(AlertNotification::startsAt).containsExactly(3 * MINUTE, 3 * MINUTE);
        assertThat(bench.sent).extracting(AlertNotification::endsAt).containsExactly(7 * MINUTE, 4 * MINUTE);
        assertThat(bench.sent.getFirst().annotations()).containsEntry("summary", "a is down");
        assertThat(bench.sent.getFirst().generator()).isEqualTo("/graph?g0.expr=up+%3D%3D+0&g0.tab=1");
    }

    @Test
    void theLinkOfAnAlertOverLogsSaysTheLanguage() {
        RuleGroup group = bench.group("""
                                      name: g
                                      type: loki
                                      rules: [{alert: Errors, expr: 'rate({app="a"}[1m])'}]
                                      """);
        bench.answer("rate({app=\"a\"}[1m])", A);
        group.evaluate(MINUTE);
        assertThat(bench.sent.getFirst().generator())
                .isEqualTo("/graph?g0.expr=rate%28%7Bapp%3D%22a%22%7D%5B1m%5D%29&g0.tab=1&lang=logql");
    }

    @Test
    void aResolvedAlertIsRepeatedForFifteenMinutes() {
        RuleGroup group = bench.group(DOWN.replace("for: 2m", "for: 0s"));
        bench.answer("up == 0", A);
        group.evaluate(MINUTE);
        bench.answer("up == 0");
        for (int minute = 2; minute <= 30; minute++) {
            group.evaluate(minute * MINUTE);
        }
        // Every second minute: a resend waits for more than the delay since the last one.
        assertThat(bench.sent).hasSize(1 + 8);
        assertThat(group.status().getFirst().alerts()).isEmpty();
    }

    @Test
    void aFiringAlertIsResentOnlyAfterTheDelay() {
        RuleGroup group = bench.group(DOWN.replace("for: 2m", "for: 0s").replace("rules:", "interval: 15s\nrules:"));
        bench.answer("up == 0", A);
        for (int i = 0; i <= 10; i++) {
            group.evaluate(MINUTE + i * 15_000L);
        }
        assertThat(bench.sent).extracting(AlertNotification::endsAt).containsExactly(5 * MINUTE, 5 * MINUTE + 75_000,
                5 * MINUTE + 150_000);
    }

    @Test
    void recordedSeriesEndWhenTheirElementsDo() {
        RuleGroup group = bench.group("name: g\nlabels: {team: x}\nrules:\n- {record: job:up, expr: up}\n");
        bench.answer("up", A, Labels.of("instance", "b"));
        group.evaluate(MINUTE);
        bench.answer("up", A);
        group.evaluate(2 * MINUTE);
        assertThat(bench.stored("job:up")).containsExactly("{instance=\"a\", team=\"x\"}@60=1.0",
                "{instance=\"a\", team=\"x\"}@120=1.0", "{instance=\"b\", team=\"x\"}@60=1.0",
                "{instance=\"b\", team=\"x\"}@120=stale");
    }

    @Test
    void aFailingRuleWritesNothingAndDoesNotStopTheNext() {
        RuleGroup group = bench.group("name: g\nrules:\n- {record: a, expr: bad}\n- {record: b, expr: good}\n");
        bench.answer("bad", A);
        bench.answer("good", A);
        group.evaluate(MINUTE);
        bench.failures.put("bad", "query timed out in expression evaluation");
        group.evaluate(2 * MINUTE);
        assertThat(bench.stored("a")).containsExactly("{instance=\"a\"}@60=1.0");
        assertThat(bench.stored("b")).hasSize(2);
        assertThat(group.status().getFirst().health().lastError())
                .isEqualTo("query timed out in expression evaluation");
        assertThat(group.status().getFirst().health().status()).isEqualTo(RuleHealth.Status.ERR);
        assertThat(group.status().get(1).health().status()).isEqualTo(RuleHealth.Status.OK);
    }

    @Test
    void sameLabelSetsAfterRuleLabelsAreRefused() {
        RuleGroup group = bench.group("""
                                      name: g
                                      rules:
                                      - {record: a, expr: up, labels: {instance: all}}
                                      - {alert: A, expr: up, labels: {instance: all}}
                                      """);
        bench.answer("up", A, Labels.of("instance", "b"));
        group.evaluate(MINUTE);
        assertThat(group.status()).extracting(rule -> rule.health().lastError()).containsExactly(
                "vector contains metrics with the same labelset after applying rule labels",
                "vector contains metrics with the same labelset after applying alert labels");
        assertThat(bench.sent).isEmpty();
    }

    @Test
    void aLimitDropsAllOutputOfTheRule() {
        RuleGroup group = bench.group("name: g\nlimit: 1\nrules:\n- {record: a, expr: up}\n- {alert: B, expr: up}\n");
        bench.answer("up", A, Labels.of("instance", "b"));
        group.evaluate(MINUTE);
        assertThat(group.status()).extracting(rule -> rule.health().lastError())
                .containsExactly("exceeded limit of 1 with 2 series", "exceeded limit of 1 with 2 alerts");
        assertThat(bench.stored("a")).isEmpty();
        assertThat(group.status().get(1).alerts()).isEmpty();
    }

    @Test
    void queryOffsetMovesQueryAndResultTogether() {
        RuleGroup group = bench.group("name: g\nquery_offset: 30s\nrules:\n- {record: a, expr: up}\n");
        bench.answer("up", A);
        group.evaluate(2 * MINUTE);
        assertThat(bench.queryTimes).containsExactly(2 * MINUTE - 30_000);
        assertThat(bench.stored("a")).containsExactly("{instance=\"a\"}@90=1.0");
    }

    @Test
    void aChangedGroupKeepsTheStateOfItsRulesAndEndsWhatWasRemoved() {
        RuleGroup before = bench.group(DOWN + "- {record: old, expr: up}\n");
        bench.answer("up == 0", A);
        bench.answer("up", A);
        before.evaluate(MINUTE);
        RuleGroup after = bench.group("name: g\ninterval: 30s\n" + DOWN.substring(DOWN.indexOf("rules:")));
        after.adopt(before);
        after.evaluate(3 * MINUTE);
        assertThat(after.status().getFirst().alerts().getFirst().state())
                .isEqualTo(new AlertState.Firing(MINUTE, 3 * MINUTE, 0));
        assertThat(bench.stored("old")).containsExactly("{instance=\"a\"}@60=1.0", "{instance=\"a\"}@180=stale");
    }

    @Test
    void alertsSurviveARestartAlsoInAnotherGroup() {
        RuleGroup before = bench.group(DOWN);
        bench.answer("up == 0", A);
        for (int minute = 1; minute <= 3; minute++) {
            before.evaluate(minute * MINUTE);
        }
        new AlertMemory(bench.documentStore).save(before, 3 * MINUTE);
        RuleGroup after = bench.group(DOWN.replace("name: g", "name: moved"));
        after.restore(new AlertMemory(bench.documentStore), 10 * MINUTE);
        after.evaluate(10 * MINUTE);
        assertThat(after.status().getFirst().alerts().getFirst().state())
                .isEqualTo(new AlertState.Firing(MINUTE, 3 * MINUTE, 0));
    }

    @Test
    void anAlertStandsWhereItStoodWhenTheClockIsPutBack() {
        RuleGroup group = bench.group(DOWN);
        bench.answer("up == 0", A);
        group.evaluate(100 * MINUTE);
        group.clockWentBack(10 * MINUTE);
        assertThat(alert(group)).isEqualTo(new AlertState.Pending(10 * MINUTE));
        group.evaluate(12 * MINUTE);
        assertThat(alert(group)).as("two minutes have passed").isInstanceOf(AlertState.Firing.class);
        int sent = bench.sent.size();
        group.evaluate(112 * MINUTE);
        group.clockWentBack(14 * MINUTE);
        group.evaluate(15 * MINUTE);
        assertThat(alert(group)).as("still").isInstanceOf(AlertState.Firing.class);
        group.evaluate(17 * MINUTE);
        assertThat(bench.sent).as("sent again after the usual time").hasSizeGreaterThan(sent + 1);
    }

    @Test
    void anAlertSavedByAClockThatWasAheadSurvivesARestart() {
        RuleGroup before = bench.group(DOWN);
        bench.answer("up == 0", A);
        for (int minute = 601; minute <= 603; minute++) {
            before.evaluate(minute * MINUTE);
        }
        new AlertMemory(bench.documentStore).save(before, 603 * MINUTE);
        RuleGroup after = bench.group(DOWN);
        after.restore(new AlertMemory(bench.documentStore), 5 * MINUTE);
        after.evaluate(5 * MINUTE);
        assertThat(alert(after)).isEqualTo(new AlertState.Firing(3 * MINUTE, 5 * MINUTE, 0));
    }

    private static AlertState alert(RuleGroup group) {
        return group.status().getFirst().alerts().getFirst().state();
    }

    @Test
    void stateOlderThanTheOutageToleranceIsForgotten() {
        RuleGroup before = bench.group(DOWN);
        bench.answer("up == 0", A);
        before.evaluate(MINUTE);
        before.evaluate(3 * MINUTE);
        new AlertMemory(bench.documentStore).save(before, 3 * MINUTE);
        RuleGroup after = bench.group(DOWN);
        after.restore(new AlertMemory(bench.documentStore), 64 * MINUTE);
        assertThat(after.status().getFirst().alerts()).isEmpty();
    }

    @Test
    void unreadableStoredStateIsLeftOut() {
        bench.documentStore.put("alerts/state/test.yml;g", FleetBench.bytes("{"));
        RuleGroup group = bench.group(DOWN);
        group.restore(new AlertMemory(bench.documentStore), MINUTE);
        assertThat(group.status().getFirst().alerts()).isEmpty();
    }

    @Test
    void samplesTheStoreRefusesAreTheRulesError() {
        RuleGroup one = bench.group("name: g\nrules:\n- {record: a, expr: one}\n- {record: a, expr: \"two\"}\n");
        bench.answer("one", A);
        bench.answers("two", 2, A);
        one.evaluate(MINUTE);
        assertThat(one.status().get(0).health().status()).isEqualTo(RuleHealth.Status.OK);
        assertThat(one.status().get(1).health().status()).isEqualTo(RuleHealth.Status.ERR);
        assertThat(one.status().get(1).health().lastError()).startsWith("1 of 1 samples were not stored: ");
        assertThat(bench.stored("a")).containsExactly("{instance=\"a\"}@60=1.0");
    }

    @Test
    void aSeriesThatAnotherRuleGoesOnWithIsNoError() {
        RuleGroup group = bench.group("name: g\nrules:\n- {record: a, expr: one}\n- {record: a, expr: two}\n");
        bench.answer("two", A);
        group.evaluate(MINUTE);
        bench.answer("one", A);
        bench.answer("two");
        group.evaluate(2 * MINUTE);
        assertThat(group.status()).allMatch(rule -> rule.health().status() == RuleHealth.Status.OK);
        assertThat(bench.stored("a")).containsExactly("{instance=\"a\"}@60=1.0", "{instance=\"a\"}@120=1.0");
    }
}
