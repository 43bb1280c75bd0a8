package dev.tributary.alerts.group;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

import dev.tributary.alerts.notify.AlertNotification;
import dev.tributary.alerts.rulefile.GroupDefinition;
import dev.tributary.alerts.state.AlertState;
import dev.tributary.model.ClusterId;
import dev.tributary.model.Labels;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/** A cluster's link is cut for 30 minutes while its alert condition changes: with and without watermarks. */
class WatermarkGroupTest {
    private static final long MINUTE = 60_000;
    private static final ClusterId EU = new ClusterId("eu");
    private static final ClusterId US = new ClusterId("us");
    private static final String RULES = """
                                        name: g
                                        watermark: %s
                                        rules:
                                        - {alert: Down, expr: up == 0}
                                        """;
    /** More slots than any test counts, so that the hash of the group's name does not matter. */
    private static final long START = 1_000 * MINUTE;

    private final FleetBench bench = new FleetBench();
    private final Map<ClusterId, Long> watermarks = new HashMap<>();
    /** Minutes at which the condition truly held, by cluster. */
    private final Map<ClusterId, Set<Long>> down = new HashMap<>(Map.of(EU, new HashSet<>(), US, new HashSet<>()));
    private final Map<ClusterId, Long> lateness = new HashMap<>();
    private final List<String> replays = new ArrayList<>();

    private GroupParts parts(ClusterId cluster) {
        GroupParts parts = bench.parts();
        return new GroupParts((_, time) -> {
            boolean holds = down.getOrDefault(cluster, Set.of()).contains(time / MINUTE);
            // Without data there is no element: that is what makes a late cluster look healthy.
            boolean visible = time <= watermarks.getOrDefault(cluster, Long.MIN_VALUE);
            return holds && visible
                    ? List.of(new dev.tributary.promql.QueryValue.VectorSample(
                            Labels.of("cluster", cluster.value(), "instance", "a"), time, 0, null))
                    : List.of();
        }, parts.storage(), parts.texts(), parts.sink(), parts.observer());
    }

    private WatermarkGroup group(String mode) {
        GroupDefinition definition = FleetBench.definition(RULES.formatted(mode));
        return new WatermarkGroup(definition, GroupSettings.DEFAULT.evaluationInterval(),
                (group, cluster) -> new RuleGroup(group, cluster.value(), GroupSettings.DEFAULT, parts(cluster),
                        System::nanoTime),
                () -> Map.copyOf(watermarks), new LateObserver() {
                    @Override
                    public void lateness(WatermarkGroup group, ClusterId cluster, long behindMillis) {
                        lateness.put(cluster, behindMillis);
                    }

                    @Override
                    public void replayed(WatermarkGroup group, ClusterId cluster, long slots) {
                        replays.add(cluster + ":" + slots);
                    }

                    @Override
                    public void forgotten(WatermarkGroup group, ClusterId cluster) {
                        lateness.remove(cluster);
                    }
                });
    }

    private static long slot(EvaluatedGroup group, long minute) {
        return EvaluationSlots.of(group.definition().file(), group.definition().name(), MINUTE)
                .atOrBefore(START + minute * MINUTE + MINUTE - 1);
    }

    private void hold(ClusterId cluster, long fromMinute, long toMinute) {
        for (long minute = fromMinute; minute <= toMinute; minute++) {
            down.computeIfAbsent(cluster, _ -> new HashSet<>()).add(START / MINUTE + minute);
        }
    }

    /** Runs minutes 0 to 59; the eu link is cut from minute 10 to 40, then its backlog arrives at once. */
    private void runWithCutLink(EvaluatedGroup group) {
        for (long minute = 0; minute < 60; minute++) {
            long now = slot(group, minute);
            boolean cut = minute >= 10 && minute < 40;
            watermarks.put(EU, cut ? slot(group, 9) : now);
            watermarks.put(US, now);
            group.evaluate(now);
        }
    }

    private List<String> sentFor(String cluster) {
        return bench.sent.stream().filter(alert -> alert.labels().get("cluster").equals(cluster))
                .map(alert -> (alert.endsAt() - START) / MINUTE + "").toList();
    }

    @Test
    void withoutWatermarksTheCutResolvesTheAlertThatStillHolds() {
        hold(EU, 5, 59);
        GroupDefinition plain = FleetBench.definition(RULES.formatted("off"));
        RuleGroup group = new RuleGroup(plain, GroupSettings.DEFAULT, parts(EU), System::nanoTime);
        runWithCutLink(group);
        long falseResolve = slot(group, 10);
        assertThat(bench.sent).extracting(AlertNotification::endsAt).contains(falseResolve);
    }

    @Test
    void aLateClusterNeitherResolvesNorExpires() {
        hold(EU, 5, 59);
        WatermarkGroup group = group("record");
        runWithCutLink(group);
        // Every notification says "still firing": it ends in the future of the slot that sent it, never in its past.
        assertThat(bench.sent).isNotEmpty().allSatisfy(
                alert -> assertThat(alert.startsAt()).isEqualTo(slot(group, 5)));
        assertThat(sentFor("eu")).hasSizeGreaterThan(25);
        long longestSilence = 2 * MINUTE;
        for (int i = 1; i < bench.sent.size(); i++) {
            assertThat(bench.sent.get(i).endsAt() - bench.sent.get(i - 1).endsAt()).isLessThanOrEqualTo(longestSilence);
        }
    }

    @Test
    void whatWouldHaveFiredIsRecordedButNotNotified() {
        hold(EU, 15, 20);
        WatermarkGroup group = group("record");
        runWithCutLink(group);
        assertThat(bench.sent).isEmpty();
        assertThat(bench.stored("ALERTS")).filteredOn(point -> point.endsWith("=1.0")).hasSize(6);
        // The last two of the thirty missed slots are within what counts as in time
        assertThat(replays).containsExactly("eu:28");
        assertThat(bench.stored("ALERTS_LATE")).filteredOn(point -> !point.endsWith("stale")).hasSize(6)
                .first().asString().endsWith("=1500.0");
    }

    @Test
    void lateAlertsAreNotifiedWhereAskedFor() {
        hold(EU, 15, 20);
        WatermarkGroup group = group("notify");
        runWithCutLink(group);
        assertThat(bench.sent).isNotEmpty();
        assertThat(bench.sent.getLast().endsAt()).isEqualTo(slot(group, 21));
    }

    @Test
    void anAlertThatStillFiresAfterTheBacklogIsNotifiedWithItsTrueStart() {
        hold(EU, 15, 59);
        WatermarkGroup group = group("record");
        runWithCutLink(group);
        assertThat(bench.sent).isNotEmpty();
        assertThat(bench.sent.getFirst().startsAt()).isEqualTo(slot(group, 15));
        assertThat(group.status().getFirst().alerts().getFirst().state())
                .isEqualTo(new AlertState.Firing(slot(group, 15), slot(group, 15), 0));
    }

    @Test
    void otherClustersAreEvaluatedAtThePresent() {
        hold(US, 20, 25);
        WatermarkGroup group = group("record");
        runWithCutLink(group);
        assertThat(bench.sent.getFirst().startsAt()).isEqualTo(slot(group, 20));
        assertThat(bench.sent.getFirst().labels().get("cluster")).isEqualTo("us");
    }

    @Test
    void howFarAClusterIsBehindIsKnown() {
        WatermarkGroup group = group("record");
        watermarks.put(EU, slot(group, 0));
        watermarks.put(US, slot(group, 7));
        group.evaluate(slot(group, 7));
        assertThat(lateness).containsEntry(EU, 7 * MINUTE).containsEntry(US, 0L);
        watermarks.remove(EU);
        group.evaluate(slot(group, 8));
        assertThat(lateness).containsOnlyKeys(US);
    }

    @Test
    void aLateClusterIsShownUntilItsBacklogHasCome() {
        WatermarkGroup group = group("record");
        watermarks.put(EU, slot(group, 0));
        group.evaluate(slot(group, 2));
        assertThat(group.lateClusters()).isEmpty();
        group.evaluate(slot(group, 3));
        assertThat(group.lateClusters()).containsOnlyKeys(EU);
        assertThat(group.lateClusters().get(EU)).isEqualTo(java.time.Duration.ofMinutes(3));
        watermarks.put(EU, slot(group, 4));
        group.evaluate(slot(group, 4));
        assertThat(group.lateClusters()).isEmpty();
    }

    @Test
    void aRestartInTheMiddleOfACutSkipsNoSlot() {
        hold(EU, 15, 20);
        WatermarkGroup before = group("record");
        watermarks.put(EU, slot(before, 9));
        before.evaluate(slot(before, 9));
        before.evaluate(slot(before, 20));
        before.save(new AlertMemory(bench.documentStore));
        WatermarkGroup after = group("record");
        after.restore(new AlertMemory(bench.documentStore), slot(after, 40));
        watermarks.put(EU, slot(after, 40));
        after.evaluate(slot(after, 40));
        assertThat(bench.stored("ALERTS")).filteredOn(point -> point.endsWith("=1.0")).hasSize(6);
    }

    @Test
    void aClusterThatNeverReportedIsNotEvaluated() {
        WatermarkGroup group = group("record");
        watermarks.put(EU, Long.MIN_VALUE);
        group.evaluate(slot(group, 0));
        assertThat(bench.queryTimes).isEmpty();
        assertThat(lateness.get(EU)).isPositive();
        assertThat(group.status().getFirst().alerts()).isEmpty();
    }
}
