package dev.tributary.collector.ship;

import java.nio.file.Path;
import java.time.Instant;

import dev.tributary.collector.batch.Batch;
import dev.tributary.testkit.FakeClock;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class QuarantineTest {
    private final FakeClock clock = new FakeClock(Instant.parse("2026-03-10T12:00:00Z"));

    @TempDir
    Path directory;

    @Test
    void whatIsSetAsideCanBeListedReadAndDropped() throws Exception {
        Quarantine quarantine = new Quarantine(directory, 1 << 20, clock);
        Batch batch = Batches.of(clock, 0, 10);
        quarantine.put(batch, 400, "HTTP 400: \"out of order\"\nline two");
        quarantine.put(Batches.of(clock, 10, 5), 422, "HTTP 422");
        QuarantineEntry first = new Quarantine(directory, 1 << 20, clock).list().getFirst();
        assertThat(first.reason()).isEqualTo("HTTP 400: \"out of order\"\nline two");
        assertThat(first.samples()).isEqualTo(10);
        assertThat(quarantine.batch(first.id()).orElseThrow().message()).isEqualTo(batch.message());
        assertThat(quarantine.drop(first.id())).isTrue();
        assertThat(quarantine.drop(first.id())).isFalse();
        assertThat(quarantine.list()).singleElement().satisfies(left -> assertThat(left.status()).isEqualTo(422));
    }

    @Test
    void beyondTheLimitTheOldestGoAndAreCounted() throws Exception {
        Quarantine quarantine = new Quarantine(directory, 2000, clock);
        for (int i = 0; i < 20; i++) {
            quarantine.put(Batches.of(clock, i * 100, 50), 400, "HTTP 400: " + i);
        }
        assertThat(quarantine.list()).isNotEmpty().hasSizeLessThan(20).last()
                .satisfies(newest -> assertThat(newest.reason()).isEqualTo("HTTP 400: 19"));
        assertThat(quarantine.droppedSamples()).isEqualTo((20L - quarantine.list().size()) * 50);
    }

    @Test
    void anIdIsNeverAPath() throws Exception {
        Quarantine quarantine = new Quarantine(directory, 2000, clock);
        assertThatThrownBy(() -> quarantine.drop("../spool")).isInstanceOf(IllegalArgumentException.class);
    }
}
