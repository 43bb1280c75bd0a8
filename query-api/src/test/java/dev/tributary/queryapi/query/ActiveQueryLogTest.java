package dev.tributary.queryapi.query;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;

import dev.tributary.testkit.FakeClock;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class ActiveQueryLogTest {
    private final FakeClock clock = new FakeClock(Instant.parse("2026-01-02T03:04:05Z"));

    @TempDir
    private Path directory;

    private Path file;

    @BeforeEach
    void nameFile() {
        file = directory.resolve("queries.active");
    }

    @Test
    void onlyQueriesThatDidNotEndAreReported() {
        ActiveQueryLog log = new ActiveQueryLog(file, 3, clock);
        int first = log.begin("up");
        log.begin("sum(rate(a[5m]))");
        log.begin("b");
        log.end(first);
        // A crash: nothing is closed.
        try (ActiveQueryLog next = new ActiveQueryLog(file, 3, clock)) {
            assertThat(next.unfinished()).containsExactly("2026-01-02T03:04:05Z sum(rate(a[5m]))",
                    "2026-01-02T03:04:05Z b");
        }
        try (ActiveQueryLog afterwards = new ActiveQueryLog(file, 3, clock)) {
            assertThat(afterwards.unfinished()).isEmpty();
        }
    }

    @Test
    void slotsAreUsedAgain() throws IOException {
        try (ActiveQueryLog log = new ActiveQueryLog(file, 2, clock)) {
            for (int i = 0; i < 100; i++) {
                log.end(log.begin("query " + i));
            }
        }
        assertThat(Files.size(file)).isEqualTo(ActiveQueryLog.SLOT_BYTES);
    }

    @Test
    void aLongQueryIsCutAtACharacter() {
        new ActiveQueryLog(file, 1, clock).begin("é".repeat(2000));
        try (ActiveQueryLog next = new ActiveQueryLog(file, 1, clock)) {
            String entry = next.unfinished().getFirst();
            assertThat(entry).endsWith("éé").doesNotContain("\ufffd");
            assertThat(entry.getBytes(StandardCharsets.UTF_8).length).isBetween(ActiveQueryLog.SLOT_BYTES - 1,
                    ActiveQueryLog.SLOT_BYTES);
        }
    }

    @Test
    void moreQueriesThanSlotsDoNoHarm() {
        try (ActiveQueryLog log = new ActiveQueryLog(file, 1, clock)) {
            int first = log.begin("a");
            int second = log.begin("b");
            log.end(second);
            log.end(first);
            assertThat(log.begin("c")).isEqualTo(first);
        }
    }

    @Test
    void aDamagedFileIsReportedAsFarAsItReads() throws IOException {
        Files.writeString(file, "2026-01-01T00:00:00Z cut off");
        try (ActiveQueryLog log = new ActiveQueryLog(file, 1, clock)) {
            assertThat(log.unfinished()).containsExactly("2026-01-01T00:00:00Z cut off");
        }
    }

    @Test
    void aMissingDirectoryIsAnErrorThatNamesTheFile() {
        assertThatThrownBy(() -> new ActiveQueryLog(directory.resolve("no/such"), 1, clock))
                .isInstanceOf(UncheckedIOException.class).hasMessageContaining("no/such");
    }
}
