package dev.tributary.alerts.schedule;

import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.locks.LockSupport;

import dev.tributary.alerts.group.AlertMemory;
import dev.tributary.alerts.group.FleetBench;
import dev.tributary.testkit.FakeClock;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class GroupRunnerTest {
    private static final String GROUP = "name: g\nrules:\n- {record: a, expr: up}\n";

    private final FleetBench bench = new FleetBench();
    private final FakeClock clock = new FakeClock(Instant.ofEpochSecond(1_000_000));
    private final EvaluationTurns turns = new EvaluationTurns(new PrometheusRegistry());
    private final GroupRunner runner = new GroupRunner(bench.group(GROUP), new GroupRunner.Shared(bench.observer(),
            new AlertMemory(bench.documentStore), clock, turns), true);

    @Test
    void overrunSlotsAreCountedAndNotCaughtUp() {
        runner.runDue();
        assertThat(bench.queryTimes).isEmpty();
        clock.advance(Duration.ofMinutes(1));
        runner.runDue();
        clock.advance(Duration.ofMinutes(3));
        runner.runDue();
        assertThat(bench.queryTimes).hasSize(2);
        assertThat(bench.missed).isEqualTo(2);
        assertThat(bench.queryTimes.get(1) - bench.queryTimes.get(0)).isEqualTo(3 * 60_000);
    }

    @Test
    void aClockThatIsPutBackDoesNotStopEvaluations() {
        clock.advance(Duration.ofDays(400));
        runner.runDue();
        clock.advance(Duration.ofDays(-400));
        assertThat(runner.millisToNextSlot()).isBetween(0L, 60_000L);
        clock.advance(Duration.ofMinutes(1));
        runner.runDue();
        assertThat(bench.queryTimes).hasSize(2);
        assertThat(bench.queryTimes.get(0) - bench.queryTimes.get(1))
                .isEqualTo(Duration.ofDays(400).minusMinutes(1).toMillis());
    }

    @Test
    void aClockThatIsPutBackALittleIsWaitedFor() {
        clock.advance(Duration.ofMinutes(1));
        runner.runDue();
        long slot = bench.queryTimes.getFirst();
        clock.set(Instant.ofEpochMilli(slot).minusMillis(200));
        assertThat(runner.millisToNextSlot()).isEqualTo(60_200);
        runner.runDue();
        assertThat(bench.queryTimes).hasSize(1);
    }

    @Test
    void aGroupStoppedWhileItWaitsForItsTurnIsNotEvaluated() throws Exception {
        clock.advance(Duration.ofMinutes(1));
        turns.resize(1);
        Thread[] thread = new Thread[1];
        turns.take(() -> {
            thread[0] = runner.start();
            while (turns.waiting() == 0) {
                LockSupport.parkNanos(1_000_000);
            }
            runner.stop();
        });
        thread[0].join();
        assertThat(bench.queryTimes).isEmpty();
    }
}
