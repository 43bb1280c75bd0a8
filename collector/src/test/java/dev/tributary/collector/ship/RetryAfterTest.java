package dev.tributary.collector.ship;

import java.time.Duration;
import java.time.Instant;

import dev.tributary.testkit.FakeClock;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class RetryAfterTest {
    private final FakeClock clock = new FakeClock(Instant.parse("2026-03-10T12:00:00Z"));

    @Test
    void secondsAndDatesAreUnderstood() {
        assertThat(RetryAfter.parse("30", clock)).isEqualTo(Duration.ofSeconds(30));
        assertThat(RetryAfter.parse(" 0 ", clock)).isZero();
        assertThat(RetryAfter.parse("Tue, 10 Mar 2026 12:01:00 GMT", clock)).isEqualTo(Duration.ofMinutes(1));
        assertThat(RetryAfter.parse("Tue, 10 Mar 2026 11:00:00 GMT", clock)).isZero();
    }

    @Test
    void nobodyIsSilencedForever() {
        assertThat(RetryAfter.parse("86400", clock)).isEqualTo(RetryAfter.MAX);
    }

    @Test
    void anythingElseIsNoRetryAfter() {
        for (String header : new String[]{"", "soon", "-5", "99999999999999999999", "Tue, 99 Mar"}) {
            assertThat(RetryAfter.parse(header, clock)).as(header).isNull();
        }
        assertThat(RetryAfter.parse(null, clock)).isNull();
    }
}
