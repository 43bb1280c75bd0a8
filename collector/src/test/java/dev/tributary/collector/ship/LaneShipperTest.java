package dev.tributary.collector.ship;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

import dev.tributary.collector.spool.FsyncPolicy;
import dev.tributary.collector.spool.Lane;
import dev.tributary.collector.spool.SendOrder;
import dev.tributary.collector.spool.Spool;
import dev.tributary.collector.spool.SpoolLimits;
import dev.tributary.testkit.FakeClock;
import dev.tributary.wire.remotewrite.RemoteWriteVersion;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

class LaneShipperTest {
    private final FakeClock clock = new FakeClock(Instant.parse("2026-03-10T12:00:00Z"));
    private final FakeReceiver receiver = new FakeReceiver();
    private final List<Duration> pauses = new ArrayList<>();
    private final Pause pause = time -> {
        pauses.add(time);
        clock.advance(time);
        return true;
    };

    @TempDir
    Path directory;

    private Spool spool;
    private Quarantine quarantine;

    @BeforeEach
    void open() throws Exception {
        SpoolLimits limits = new SpoolLimits(1 << 20, Duration.ofHours(24), 1 << 14, Duration.ofMinutes(5),
                Duration.ofMinutes(1));
        spool = Spool.open(directory.resolve("spool"), limits, SendOrder.NEWEST_FIRST, FsyncPolicy.NEVER, clock);
        quarantine = new Quarantine(directory.resolve("quarantine"), 1 << 20, clock);
    }

    @AfterEach
    void close() throws Exception {
        spool.close();
    }

    private LaneShipper lane(Lane lane, boolean mayRun) {
        RemoteWriteDelivery delivery = new RemoteWriteDelivery("hub", receiver, RemoteWriteVersion.V2, false, 5000,
                clock);
        Backoff backoff = new Backoff(Duration.ofMillis(100), Duration.ofSeconds(30), new Random(1));
        Pace pace = lane == Lane.BACKLOG ? new Pace(100_000, clock) : null;
        return new LaneShipper("hub", lane, spool, delivery, quarantine, backoff, pace, pause,
                new ShipMetrics(new PrometheusRegistry()), () -> mayRun);
    }

    @Test
    void whatIsDeliveredLeavesTheSpool() throws Exception {
        spool.append(Batches.of(clock, 0, 10));
        lane(Lane.FRESH, true).step();
        assertThat(receiver.taken).hasSize(10);
        assertThat(spool.stats().pendingSamples()).isZero();
    }

    @Test
    void whatFailsIsTriedAgainWithGrowingWaits() throws Exception {
        spool.append(Batches.of(clock, 0, 10));
        LaneShipper lane = lane(Lane.FRESH, true);
        for (int i = 0; i < 5; i++) {
            receiver.planned.add(new SendOutcome.Again("http_5xx", "HTTP 503", null));
            lane.step();
            assertThat(lane.problem()).isEqualTo("HTTP 503");
            long bound = 100L << i;
            assertThat(pauses.getLast().toMillis()).isBetween(bound / 2, bound);
        }
        lane.step();
        assertThat(receiver.taken).hasSize(10);
        assertThat(receiver.attempts).containsExactly(0, 1, 2, 3, 4, 5);
        assertThat(lane.problem()).isNull();
    }

    @Test
    void theReceiverIsNotAskedBeforeItsRetryAfter() throws Exception {
        spool.append(Batches.of(clock, 0, 10));
        receiver.planned.add(new SendOutcome.Again("http_429", "HTTP 429", Duration.ofSeconds(7)));
        lane(Lane.FRESH, true).step();
        assertThat(pauses.getLast()).isBetween(Duration.ofSeconds(7), Duration.ofMillis(7100));
    }

    @Test
    void whatIsRefusedForGoodIsSetAsideWithItsReasonAndDoesNotBlock() throws Exception {
        spool.append(Batches.of(clock, 0, 10));
        spool.append(Batches.of(clock, 10, 10));
        receiver.planned.add(new SendOutcome.Refused(400, "HTTP 400: out of bounds", false));
        LaneShipper lane = lane(Lane.FRESH, true);
        lane.step();
        lane.step();
        assertThat(receiver.taken).hasSize(10).contains(10.0);
        assertThat(spool.stats().pendingSamples()).isZero();
        assertThat(quarantine.list()).singleElement().satisfies(entry -> {
            assertThat(entry.reason()).isEqualTo("HTTP 400: out of bounds");
            assertThat(entry.samples()).isEqualTo(10);
        });
    }

    @Test
    void anOutagePassesAndThePresentArrivesFirst() throws Exception {
        LaneShipper fresh = lane(Lane.FRESH, true);
        LaneShipper backlog = lane(Lane.BACKLOG, true);
        for (int i = 0; i < 20; i++) {
            spool.append(Batches.of(clock, 10 * i, 10));
            receiver.planned.add(new SendOutcome.Again("connection", "refused", null));
            fresh.step();
            clock.advance(Duration.ofMinutes(10));
        }
        spool.append(Batches.of(clock, 1000, 10));
        fresh.step();
        assertThat(receiver.taken).hasSize(10).contains(1000.0);
        for (int i = 0; i < 20; i++) {
            backlog.step();
        }
        assertThat(receiver.taken).hasSize(210).doesNotHaveDuplicates();
        assertThat(receiver.taken.subList(10, 20)).as("then the newest of the past").contains(190.0);
        assertThat(spool.stats().pendingSamples()).isZero();
    }

    @Test
    void theBacklogWaitsWhileTheFreshLaneFails() throws Exception {
        spool.append(Batches.of(clock, 0, 10));
        clock.advance(Duration.ofMinutes(5));
        lane(Lane.BACKLOG, false).step();
        assertThat(receiver.calls).isZero();
        assertThat(pauses).isNotEmpty();
    }

    @Test
    void theBacklogStartsSlowlyAndGoesFasterWhileItIsTaken() throws Exception {
        Pace pace = new Pace(100_000, clock);
        assertThat(pace.take(1000)).isZero();
        assertThat(pace.take(1000)).isEqualTo(Duration.ofSeconds(1));
        for (int i = 0; i < 100; i++) {
            pace.taken();
        }
        assertThat(pace.samplesPerSecond()).isEqualTo(100_000);
        pace.notTaken();
        assertThat(pace.samplesPerSecond()).isEqualTo(50_000);
        for (int i = 0; i < 100; i++) {
            pace.notTaken();
        }
        assertThat(pace.samplesPerSecond()).isEqualTo(Pace.SAMPLES_PER_SECOND_MIN);
    }
}
