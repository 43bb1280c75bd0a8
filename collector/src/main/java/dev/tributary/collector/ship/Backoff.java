package dev.tributary.collector.ship;

import java.time.Duration;
import java.util.random.RandomGenerator;

import org.jspecify.annotations.Nullable;

/**
 * How long to wait before the next attempt: doubling, with jitter over the upper half, so that a fleet whose hub returns does
 * not come back as one. One thread.
 */
public final class Backoff {
    private final Duration min;
    private final Duration max;
    private final RandomGenerator random;
    private int failures;

    /** Waits between these bounds. */
    public Backoff(Duration min, Duration max, RandomGenerator random) {
        this.min = min;
        this.max = max;
        this.random = random;
    }

    /** The wait after one more failure; never shorter than what the receiver asked for. */
    public Duration next(@Nullable Duration asked) {
        long bound = Math.min(max.toMillis(), min.toMillis() << Math.min(failures, 20));
        failures++;
        long jittered = bound / 2 + random.nextLong(bound / 2 + 1);
        if (asked == null) {
            return Duration.ofMillis(jittered);
        }
        // All were told the same time: spread over what the own backoff would have been
        return asked.plusMillis(random.nextLong(bound + 1));
    }

    /** Failures since the last success. */
    public int failures() {
        return failures;
    }

    /** Something succeeded. */
    public void reset() {
        failures = 0;
    }
}
