package dev.tributary.collector.federate;

import java.time.Clock;
import java.time.Duration;
import java.util.Arrays;

import dev.tributary.collector.identity.Identity;
import dev.tributary.collector.page.PageLimits;
import dev.tributary.collector.page.SeriesRules;
import dev.tributary.collector.page.TargetOptions;
import dev.tributary.collector.page.TargetPipeline;
import dev.tributary.model.ClusterId;
import dev.tributary.model.Labels;
import dev.tributary.model.relabel.Relabeling;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class ScheduleTest {
    private static final Duration INTERVAL = Duration.ofSeconds(30);

    private static Schedule of(String cluster) {
        Labels target = Labels.of("job", "prometheus", "instance", "prometheus.monitoring:9090");
        Identity identity = new Identity(new ClusterId(cluster), Labels.EMPTY, Labels.EMPTY);
        SeriesRules rules = new SeriesRules(target, true, Relabeling.NONE, PageLimits.NONE, identity);
        return Schedule.of(INTERVAL,
                new TargetPipeline(rules, PageLimits.NONE, new TargetOptions(true, 0.5), Clock.systemUTC()).seed());
    }

    @Test
    void clustersThatCallTheirPrometheusByTheSameNamePullAtDifferentTimes() {
        int[] perSecond = new int[30];
        for (int i = 0; i < 300; i++) {
            perSecond[(int) (of("cluster-" + i).offsetMillis() / 1000)]++;
        }
        assertThat(Arrays.stream(perSecond).boxed()).allSatisfy(count -> assertThat(count).isBetween(1, 30));
        assertThat(of("cluster-7")).isEqualTo(of("cluster-7"));
    }

    @Test
    void thePullsOfOneTargetAreAnIntervalApart() {
        Schedule schedule = new Schedule(INTERVAL.toMillis(), 7000);
        assertThat(schedule.delayMillis(7000)).isEqualTo(30_000);
        assertThat(schedule.delayMillis(36_999)).isEqualTo(1);
        assertThat(schedule.snap(37_002)).isEqualTo(37_000);
        assertThat(schedule.snap(37_003)).isEqualTo(37_003);
    }
}
