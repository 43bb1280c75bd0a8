package dev.tributary.alerts.role;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.LongPredicate;

import dev.tributary.alerts.group.EvaluatedGroup;
import dev.tributary.alerts.group.GroupObserver;
import dev.tributary.alerts.group.GroupParts;
import dev.tributary.alerts.group.GroupSettings;
import dev.tributary.alerts.group.LateObserver;
import dev.tributary.alerts.group.RuleGroup;
import dev.tributary.alerts.group.RuleStorage;
import dev.tributary.alerts.group.WatermarkGroup;
import dev.tributary.alerts.notify.AlertNotification;
import dev.tributary.alerts.rule.RuleQuery;
import dev.tributary.alerts.rulefile.GroupDefinition;
import dev.tributary.alerts.rulefile.GroupDefinition.WatermarkMode;
import dev.tributary.alerts.rulefile.RuleFileReader;
import dev.tributary.alerts.template.AlertTemplates;
import dev.tributary.model.ClusterId;
import dev.tributary.model.Labels;
import dev.tributary.model.port.MetricReader;
import dev.tributary.model.port.WriterIdentity;
import dev.tributary.promql.EngineOptions;
import dev.tributary.promql.PromqlEngine;
import dev.tributary.testkit.InMemoryMetricStore;
import dev.tributary.testkit.TestWriter;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What people see when a cluster's link is cut for thirty minutes while conditions change, with and without watermarks.
 * Samples come every minute; those of minutes 10 to 39 arrive at minute 40, all at once.
 */
class LinkCutTest {
    private static final long MINUTE = 60_000;
    private static final long START = 1_700_000_400_000L / MINUTE * MINUTE;
    private static final ClusterId EU = new ClusterId("eu");
    private static final WriterIdentity HUB = new WriterIdentity(ClusterId.HUB, true);

    private final InMemoryMetricStore store = new InMemoryMetricStore();
    private final PromqlEngine engine = new PromqlEngine(EngineOptions.DEFAULT);
    private final List<String> seen = new ArrayList<>();
    private final Map<ClusterId, Long> watermarks = new HashMap<>();
    private long minute;

    private EvaluatedGroup group(String mode) throws Exception {
        GroupDefinition definition = new RuleFileReader(PromqlRules.checks(Set.of()))
                .read("cut.yml", """
                                 groups:
                                   - name: g
                                     watermark: %s
                                     rules:
                                       - {alert: DiskFull, expr: disk_used_ratio > 0.9}
                                       - alert: Gone
                                         expr: absent(up{cluster="eu"})
                                         labels: {cluster: eu}
                                 """.formatted(mode)).getFirst();
        if (definition.watermark() == WatermarkMode.OFF) {
            return new RuleGroup(definition, GroupSettings.DEFAULT, parts(store), System::nanoTime);
        }
        return new WatermarkGroup(definition, GroupSettings.DEFAULT.evaluationInterval(),
                (group, cluster) -> new RuleGroup(group, cluster.value(), GroupSettings.DEFAULT,
                        parts(new ClusterReader(store, cluster)), System::nanoTime),
                () -> Map.copyOf(watermarks), new LateObserver() {
                    @Override
                    public void lateness(WatermarkGroup group, ClusterId cluster, long behindMillis) {
                        // The group is asked itself.
                    }

                    @Override
                    public void replayed(WatermarkGroup group, ClusterId cluster, long slots) {
                        // The series are looked at.
                    }

                    @Override
                    public void forgotten(WatermarkGroup group, ClusterId cluster) {
                        // Nobody leaves.
                    }
                });
    }

    private GroupParts parts(MetricReader reader) {
        RuleQuery queries = new PromqlRules(engine, reader);
        return new GroupParts(queries, new RuleStorage(store, HUB),
                new AlertTemplates(queries::query, Labels.EMPTY, ""), this::see, GroupObserver.NONE);
    }

    /** Keeps what is news to people: an alert that begins to fire, or its end. */
    private void see(List<AlertNotification> alerts) {
        for (AlertNotification alert : alerts) {
            boolean ended = alert.endsAt() <= START + minute * MINUTE + MINUTE;
            String news = alert.labels().get("alertname") + (ended ? " resolved" : " firing");
            if (seen.stream().filter(one -> one.contains(alert.labels().get("alertname")))
                    .reduce((_, last) -> last).filter(last -> last.endsWith(news)).isEmpty()) {
                seen.add("minute " + minute + ": " + news);
            }
        }
    }

    private List<String> run(EvaluatedGroup group, LongPredicate diskFull) {
        long complete = 0;
        for (minute = 0; minute < 60; minute++) {
            boolean cut = minute >= 10 && minute < 40;
            if (!cut) {
                TestWriter writer = new TestWriter(store, HUB);
                for (long sample = minute == 40 ? 10 : minute; sample <= minute; sample++) {
                    long at = START + sample * MINUTE;
                    writer.sample(Labels.of("__name__", "up", "cluster", "eu"), at, 1);
                    writer.sample(Labels.of("__name__", "disk_used_ratio", "cluster", "eu"), at,
                            diskFull.test(sample) ? 0.95 : 0.5);
                }
                writer.commit();
                complete = START + minute * MINUTE;
            }
            // The watermark is never ahead of the slots: those are at the same whole minutes here, or up to one later
            watermarks.put(EU, complete + MINUTE - 1);
            group.evaluate(slotOf(group, minute));
        }
        return seen;
    }

    /** The group's slot within a minute; which second of it does not matter to what is tested. */
    private static long slotOf(EvaluatedGroup group, long minute) {
        long offset = group.slotOffsetMillis();
        return START + minute * MINUTE + Math.floorMod(offset - START, MINUTE);
    }

    private long samples(String metric) {
        return Math.round(new PromqlRules(engine, store)
                .query("sum(count_over_time(" + metric + "[2h]))", START + 60 * MINUTE).stream()
                .mapToDouble(one -> one.value()).sum());
    }

    @Test
    void withoutWatermarksPeopleAreToldWhatIsNotTrue() throws Exception {
        List<String> news = run(group("off"), at -> at >= 5 && at < 50);
        // Five minutes after the last sample queries see nothing: the alert "resolves" and another one "fires"
        assertThat(news).containsExactly("minute 5: DiskFull firing", "minute 14: DiskFull resolved",
                "minute 14: Gone firing", "minute 40: DiskFull firing", "minute 40: Gone resolved",
                "minute 50: DiskFull resolved");
    }

    @Test
    void withWatermarksPeopleAreToldTheTruth() throws Exception {
        EvaluatedGroup group = group("record");
        assertThat(run(group, at -> at >= 5 && at < 50)).containsExactly("minute 5: DiskFull firing",
                "minute 50: DiskFull resolved");
        assertThat(samples("ALERTS{alertname=\"DiskFull\", alertstate=\"firing\"}")).isEqualTo(45);
        assertThat(samples("ALERTS{alertname=\"Gone\"}")).isZero();
    }

    @Test
    void withoutWatermarksWhatHappenedInTheCutIsNeverKnown() throws Exception {
        assertThat(run(group("off"), at -> at >= 15 && at < 20)).noneMatch(news -> news.contains("DiskFull"));
        assertThat(samples("ALERTS{alertname=\"DiskFull\"}")).isZero();
    }

    @Test
    void withWatermarksItIsRecordedAsLateAndPagesNobody() throws Exception {
        assertThat(run(group("record"), at -> at >= 15 && at < 20)).isEmpty();
        assertThat(samples("ALERTS{alertname=\"DiskFull\", alertstate=\"firing\"}")).isEqualTo(5);
        assertThat(samples("ALERTS_LATE{alertname=\"DiskFull\"}")).isEqualTo(5);
    }

    @Test
    void withNotifyPeopleHearOfItLate() throws Exception {
        assertThat(run(group("notify"), at -> at >= 15 && at < 20)).anyMatch(
                news -> news.startsWith("minute 40: DiskFull"));
    }
}
