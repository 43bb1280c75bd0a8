package dev.tributary.collector.ship;

import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.PriorityQueue;
import java.util.Random;

import dev.tributary.testkit.FakeClock;
import dev.tributary.testkit.Seeded;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Three hundred collectors come back from an outage of an hour at the same moment, to a hub that takes so many samples a second
 * and answers 429 with Retry-After beyond. Pace and backoff as the backlog lane uses them, in simulated time.
 */
class FleetRecoveryTest {
    private static final int COLLECTORS = 300;
    private static final int BATCH = 5000;
    private static final int BATCHES_EACH = 60;
    /** A third of what the fleet would send at once if it sent as fast as it may. */
    private static final double HUB_SAMPLES_PER_SECOND = 1_000_000;
    private static final long START_MILLIS = 1_000_000_000L;

    private static final class Sender {
        private final FakeClock clock = new FakeClock(Instant.ofEpochMilli(START_MILLIS));
        private final Pace pace = new Pace(100_000, clock);
        private final Backoff backoff;
        private int left = BATCHES_EACH;
        private long atMillis = START_MILLIS;

        Sender(Random random) {
            backoff = new Backoff(Duration.ofMillis(100), Duration.ofSeconds(30), random);
        }

        void plan(long afterMillis) {
            clock.advance(Duration.ofMillis(atMillis - clock.millis()));
            atMillis += afterMillis;
        }
    }

    @Seeded(runs = 3)
    void theHubSetsThePaceAndTheFleetIsDoneSoon(Random random) {
        PriorityQueue<Sender> queue = new PriorityQueue<>(Comparator.comparingLong((Sender one) -> one.atMillis));
        for (int i = 0; i < COLLECTORS; i++) {
            queue.add(new Sender(random));
        }
        double tokens = HUB_SAMPLES_PER_SECOND;
        long lastMillis = START_MILLIS;
        int refused = 0;
        int offeredInSecond = 0;
        int offeredInSecondMax = 0;
        long second = 0;
        while (!queue.isEmpty()) {
            Sender sender = queue.poll();
            long now = sender.atMillis;
            tokens = Math.min(HUB_SAMPLES_PER_SECOND, tokens + (now - lastMillis) * HUB_SAMPLES_PER_SECOND / 1000);
            lastMillis = now;
            offeredInSecond = now / 1000 == second ? offeredInSecond + 1 : 1;
            second = now / 1000;
            offeredInSecondMax = Math.max(offeredInSecondMax, offeredInSecond);
            sender.plan(0);
            if (tokens >= BATCH) {
                tokens -= BATCH;
                sender.left--;
                sender.pace.taken();
                sender.backoff.reset();
                sender.plan(sender.pace.take(BATCH).toMillis());
            } else {
                refused++;
                sender.pace.notTaken();
                sender.plan(sender.backoff.next(Duration.ofSeconds(1)).toMillis());
            }
            if (sender.left > 0) {
                queue.add(sender);
            }
        }
        int delivered = COLLECTORS * BATCHES_EACH;
        assertThat(refused).as("refused requests beside %d delivered", delivered).isLessThan(delivered);
        // The first moment apart, in which nobody knows anything yet: each of them sends one batch
        assertThat(offeredInSecondMax * (double) BATCH).as("offered in the worst second")
                .isLessThanOrEqualTo(Math.max(COLLECTORS * BATCH, 2.5 * HUB_SAMPLES_PER_SECOND));
        double seconds = (lastMillis - START_MILLIS) / 1000.0;
        double best = delivered * (double) BATCH / HUB_SAMPLES_PER_SECOND;
        assertThat(seconds).as("time for the whole fleet, %.0f s at best", best).isLessThan(4 * best + 60);
    }
}
