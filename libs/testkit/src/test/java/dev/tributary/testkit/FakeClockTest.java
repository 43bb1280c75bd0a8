package dev.tributary.testkit;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class FakeClockTest {
    private static final Instant START = Instant.parse("2026-03-10T12:00:00Z");

    private final FakeClock clock = new FakeClock(START);

    @Test
    void standsStillUntilMoved() {
        assertThat(clock.instant()).isEqualTo(START);
        clock.advance(Duration.ofSeconds(5));
        assertThat(clock.millis()).isEqualTo(START.toEpochMilli() + 5000);
        clock.advance(Duration.ofSeconds(-10));
        assertThat(clock.instant()).isEqualTo(START.minusSeconds(5));
        clock.set(START);
        assertThat(clock.instant()).isEqualTo(START);
    }

    @Test
    void movesItsOtherZonesToo() {
        Clock tokyo = clock.withZone(ZoneId.of("Asia/Tokyo"));
        clock.advance(Duration.ofHours(1));
        assertThat(tokyo.instant()).isEqualTo(START.plusSeconds(3600));
        assertThat(tokyo.getZone()).isEqualTo(ZoneId.of("Asia/Tokyo"));
    }
}
