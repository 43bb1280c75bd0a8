package dev.tributary.aggregator.storage.day;

import java.time.Duration;
import java.time.Instant;
import java.util.OptionalLong;

import dev.tributary.testkit.FakeClock;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class RetentionGuardTest {
    private static final Instant NOW = Instant.parse("2026-03-10T12:00:00Z");

    private final FakeClock clock = new FakeClock(NOW);
    private long nanos = -5;
    private int runs;

    private RetentionGuard guard(OptionalLong newest) {
        return new RetentionGuard(clock, () -> nanos, newest);
    }

    /** Time passes, and retention is tried. */
    private int after(RetentionGuard guard, Duration real, Duration shown) {
        clock.advance(shown);
        nanos += real.toNanos();
        guard.run(() -> runs++);
        return runs;
    }

    private static Duration hours(int hours) {
        return Duration.ofHours(hours);
    }

    @Test
    void aClockThatGoesOnIsTrusted() {
        RetentionGuard guard = guard(OptionalLong.empty());
        assertThat(after(guard, hours(0), hours(0))).isEqualTo(1);
        assertThat(after(guard, hours(24 * 30), hours(24 * 30))).isEqualTo(2);
        assertThat(after(guard, hours(1), hours(20))).as("less than a day").isEqualTo(3);
        assertThat(guard.isWaiting()).isFalse();
    }

    @Test
    void afterAJumpRetentionWaitsForADay() {
        RetentionGuard guard = guard(OptionalLong.empty());
        assertThat(after(guard, hours(1), hours(24 * 365))).isZero();
        assertThat(guard.isWaiting()).isTrue();
        assertThat(after(guard, hours(23), hours(23))).isZero();
        assertThat(after(guard, hours(1), hours(1))).as("the jump was meant").isEqualTo(1);
        assertThat(guard.isWaiting()).isFalse();
    }

    @Test
    void aClockThatIsPutRightIsTrustedAtOnce() {
        RetentionGuard guard = guard(OptionalLong.empty());
        after(guard, hours(1), hours(24 * 365));
        assertThat(after(guard, hours(1), hours(2 - 24 * 365))).isEqualTo(1);
        assertThat(after(guard, hours(1), hours(-24 * 900))).as("what is behind drops too little").isEqualTo(2);
        assertThat(after(guard, hours(1), hours(24 * 900))).as("and catches up").isEqualTo(2);
    }

    @Test
    void aStoreMuchOlderThanTheClockIsNotDroppedAtOnce() {
        RetentionGuard guard = guard(OptionalLong.of(NOW.minus(Duration.ofDays(40)).toEpochMilli()));
        assertThat(after(guard, hours(0), hours(0))).isZero();
        assertThat(after(guard, hours(24), hours(24))).isEqualTo(1);
        RetentionGuard soon = guard(OptionalLong.of(NOW.plus(hours(11)).toEpochMilli()));
        assertThat(after(soon, hours(0), hours(0))).isEqualTo(2);
    }
}
