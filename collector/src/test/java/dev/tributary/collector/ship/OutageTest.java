package dev.tributary.collector.ship;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;

import dev.tributary.collector.spool.FsyncPolicy;
import dev.tributary.collector.spool.Lane;
import dev.tributary.collector.spool.SendOrder;
import dev.tributary.collector.spool.Spool;
import dev.tributary.collector.spool.SpoolLimits;
import dev.tributary.collector.spool.SpoolStats;
import dev.tributary.testkit.FakeClock;
import dev.tributary.wire.remotewrite.RemoteWriteVersion;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * A hub that is away for 24 hours, in fast-forward: a page every fifteen seconds, the collector killed inside a write at half
 * time, the disk limit reached before the hub is back. Every sample has a value of its own, so each can be accounted for.
 */
class OutageTest {
    private static final Duration INTERVAL = Duration.ofSeconds(15);
    private static final int SERIES = 10;
    private static final int BATCHES_A_DAY = (int) (Duration.ofHours(24).toMillis() / INTERVAL.toMillis());

    private static final int ATTEMPT_EVERY = 1500;

    /** About two thirds of what a day brings, at 158 bytes a batch. */
    private static final SpoolLimits LIMITS = new SpoolLimits(600_000, Duration.ofDays(7), 16 << 10,
            Duration.ofMinutes(30), Duration.ofMinutes(1));

    private final FakeClock clock = new FakeClock(Instant.parse("2026-03-10T12:00:00Z"));
    private final FakeReceiver receiver = new FakeReceiver();
    private final List<Double> dropped = new ArrayList<>();

    @TempDir
    Path directory;

    private Spool spool;
    private LaneShipper fresh;
    private LaneShipper backlog;
    private boolean hubIsAway;
    private int batches;

    @BeforeEach
    void start() throws IOException {
        spool = Spool.open(directory.resolve("spool"), LIMITS, SendOrder.NEWEST_FIRST, FsyncPolicy.NEVER, clock);
        RemoteWriteDelivery delivery = new RemoteWriteDelivery("hub", (body, version, attempt) -> hubIsAway
                ? new SendOutcome.Again("connection", "connection refused", null)
                : receiver.send(body, version, attempt), RemoteWriteVersion.V2, false, 5000, clock);
        Quarantine quarantine = new Quarantine(directory.resolve("quarantine"), 1 << 20, clock);
        ShipMetrics metrics = new ShipMetrics(new PrometheusRegistry());
        fresh = new LaneShipper("hub", Lane.FRESH, spool, delivery, quarantine, backoff(), null, _ -> true, metrics,
                () -> true);
        backlog = new LaneShipper("hub", Lane.BACKLOG, spool, delivery, quarantine, backoff(),
                new Pace(100_000, clock), _ -> true, metrics, () -> fresh.problem() == null);
    }

    private static Backoff backoff() {
        return new Backoff(Duration.ofMillis(100), Duration.ofSeconds(30), new Random(1));
    }

    @AfterEach
    void close() throws IOException {
        spool.close();
    }

    /** One interval: a page's batch is spooled, then the lanes run as long as they get anywhere. */
    private void interval(int backlogSteps) throws Exception {
        clock.advance(INTERVAL);
        spool.append(Batches.of(clock, SERIES * batches++, SERIES));
        // An attempt of a lane that finds nothing waits for real: during the outage some attempts stand for all
        if (hubIsAway && batches % ATTEMPT_EVERY == 0) {
            fresh.step();
        }
        while (!hubIsAway && freshSamples() > 0) {
            fresh.step();
        }
        for (int i = 0; i < backlogSteps && !hubIsAway && spool.stats().backlogSamples() > 0; i++) {
            backlog.step();
        }
    }

    private long freshSamples() {
        SpoolStats stats = spool.stats();
        return stats.pendingSamples() - stats.backlogSamples();
    }

    private void intervals(int count, int backlogSteps) throws Exception {
        for (int i = 0; i < count; i++) {
            interval(backlogSteps);
        }
    }

    /** Ends the process in the middle of a write: nothing is closed, and the newest file ends with half a record. */
    private long kill() throws IOException {
        long droppedSoFar = spool.stats().droppedForSize();
        try (Stream<Path> files = Files.list(directory.resolve("spool"))) {
            Path newest = files.filter(file -> file.toString().endsWith(".spool")).sorted().toList().getLast();
            Files.write(newest, new byte[]{0, 0, 0, 120, 1, 2, 3, 4, 1, 0, 0}, StandardOpenOption.APPEND);
        }
        return droppedSoFar;
    }

    @Test
    void aDayWithoutAHubCostsWhatThePolicySaysAndNothingElse() throws Exception {
        intervals(240, 1);
        assertThat(receiver.taken).hasSize(240 * SERIES);

        hubIsAway = true;
        intervals(BATCHES_A_DAY / 2, 1);
        long droppedBefore = kill();
        start();
        intervals(BATCHES_A_DAY / 2, 1);
        SpoolStats full = spool.stats();
        assertThat(full.bytes()).isLessThanOrEqualTo(LIMITS.bytesMax());
        long droppedSamples = droppedBefore + full.droppedForSize();
        assertThat(droppedSamples).as("the limit was reached").isPositive();
        assertThat(full.droppedForAge() + full.droppedForDiskFull()).isZero();
        assertThat(full.pendingSamples() + droppedSamples).isEqualTo((long) BATCHES_A_DAY * SERIES);

        hubIsAway = false;
        int firstAfter = SERIES * batches;
        int takenBefore = receiver.taken.size();
        interval(1);
        assertThat(receiver.taken.get(takenBefore)).as("what is not older than a minute comes first")
                .isGreaterThanOrEqualTo(firstAfter - 4 * SERIES);
        assertThat(receiver.taken.indexOf((double) firstAfter) - takenBefore).as("and the present with it")
                .isLessThan(5 * SERIES);
        intervals(40, 200);
        assertThat(spool.stats().pendingSamples()).isZero();

        assertEverySampleIsAccountedFor(droppedSamples);
    }

    private void assertEverySampleIsAccountedFor(long droppedSamples) {
        assertThat(receiver.taken).as("nothing is delivered twice").doesNotHaveDuplicates();
        HashSet<Double> taken = new HashSet<>(receiver.taken);
        for (int value = 0; value < SERIES * batches; value++) {
            if (!taken.contains((double) value)) {
                dropped.add((double) value);
            }
        }
        assertThat(dropped).as("what is missing is what was counted as dropped").hasSize((int) droppedSamples);
        assertThat(dropped.getFirst()).as("the oldest of the outage").isEqualTo(240 * SERIES);
        assertThat(dropped.getLast() - dropped.getFirst()).as("and nothing between")
                .isEqualTo((double) (droppedSamples - 1));
    }
}
