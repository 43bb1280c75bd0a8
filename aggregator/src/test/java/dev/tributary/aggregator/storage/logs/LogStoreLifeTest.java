package dev.tributary.aggregator.storage.logs;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import dev.tributary.aggregator.storage.logs.deletion.LogDeletion;
import dev.tributary.aggregator.storage.logs.settings.LogRetention;
import dev.tributary.aggregator.storage.logs.settings.LogStoreLimits;
import dev.tributary.aggregator.storage.rocks.RocksBackups;
import dev.tributary.aggregator.storage.work.WorkProgress;
import dev.tributary.model.Labels;
import dev.tributary.model.LogEntry;
import dev.tributary.model.Matcher;
import dev.tributary.model.follow.LogFollower;
import dev.tributary.model.port.LogQuery;
import dev.tributary.model.port.LogWriteReport;
import dev.tributary.model.port.Needle;
import dev.tributary.model.port.RecordVersion;
import dev.tributary.model.port.WriteRefusedException;
import dev.tributary.testkit.TestLogWriter;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static dev.tributary.aggregator.storage.logs.LogStoreFixture.DAY;
import static dev.tributary.aggregator.storage.logs.LogStoreFixture.DB;
import static dev.tributary.aggregator.storage.logs.LogStoreFixture.HOUR;
import static dev.tributary.aggregator.storage.logs.LogStoreFixture.T0;
import static dev.tributary.aggregator.storage.logs.LogStoreFixture.WEB;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class LogStoreLifeTest {
    @TempDir
    Path folder;

    private static Labels record(String key, int count) {
        return Labels.of("count", Integer.toString(count), RecordVersion.KEY, key);
    }

    @Test
    void everythingIsReadAgainAfterARestart() {
        try (LogStoreFixture fixture = new LogStoreFixture(folder.resolve("store"))) {
            fixture.east().entry(WEB, T0 - HOUR, "in a block").commit();
            fixture.store().flush();
            fixture.east().entry(WEB, T0 - 1, "in the log").entry(DB, T0 - 3, "event", record("u1", 1)).commit();
            fixture.reopen();
            assertThat(fixture.lines()).containsExactly("event", "in a block", "in the log");
            fixture.east().entry(WEB, T0 - HOUR, "in a block").entry(WEB, T0 - 1, "in the log")
                    .entry(DB, T0 - 3, "event", record("u1", 1)).commit();
            fixture.store().flush();
            assertThat(fixture.lines()).containsExactly("event", "in a block", "in the log");
            fixture.reopen();
            assertThat(fixture.lines()).containsExactly("event", "in a block", "in the log");
        }
    }

    @Test
    void aDeletionHidesAtOnceCanBeCancelledAndIsProcessedLater() {
        try (LogStoreFixture fixture = new LogStoreFixture(folder.resolve("store"))) {
            TestLogWriter east = fixture.east();
            for (int i = 0; i < 10; i++) {
                east.entry(WEB, T0 - HOUR + i, "block " + i).entry(DB, T0 - HOUR + i, "other " + i);
            }
            east.commit();
            fixture.store().flush();
            fixture.east().entry(WEB, T0 - HOUR + 20, "head").entry(WEB, T0 - HOUR, "event", record("u", 1)).commit();
            List<Matcher> web = List.of(Matcher.equal("app", "web"));
            LogDeletion first = fixture.store().delete(web, "", T0 - HOUR + 3, T0);
            assertThat(fixture.lines(LogStoreFixture.query(web.getFirst()))).containsExactly("block 0", "event",
                    "block 1",
                    "block 2");
            assertThat(fixture.store().cancelDeletion(first.id(), false)).isTrue();
            assertThat(fixture.lines(LogStoreFixture.query(web.getFirst()))).hasSize(12);
            fixture.store().delete(web, "", T0 - HOUR, T0);
            fixture.east().entry(WEB, T0 - HOUR + 2, "later").commit();
            fixture.reopen();
            assertThat(fixture.lines(LogStoreFixture.query(web.getFirst()))).containsExactly("later");
            assertThat(fixture.store().processDeletions()).isZero();
            fixture.clock.advance(Duration.ofHours(25));
            assertThat(fixture.store().processDeletions()).isEqualTo(1);
            assertThat(fixture.lines(LogStoreFixture.query(web.getFirst()))).containsExactly("later");
            assertThat(fixture.store().deletions()).extracting(LogDeletion::status)
                    .containsExactly(LogDeletion.Status.PROCESSED);
            assertThat(fixture.lines()).hasSize(11);
            assertThat(fixture.store().cancelDeletion(2, false)).isFalse();
        }
    }

    @Test
    void aDeletionIsCancelledInTimeOrNotAtAll() {
        try (LogStoreFixture fixture = new LogStoreFixture(folder.resolve("store"))) {
            fixture.east().entry(WEB, T0, "line").commit();
            LogDeletion made = fixture.store().delete(List.of(Matcher.equal("app", "web")), "", T0, T0);
            fixture.clock.advance(Duration.ofHours(24));
            // Some of the lines may be gone from the disk already.
            assertThat(fixture.store().cancelDeletion(made.id(), false)).isFalse();
            assertThat(fixture.lines()).isEmpty();
            assertThat(fixture.store().processDeletions()).isEqualTo(1);
        }
    }

    @Test
    void aSnapshotWithoutWhatIsInMemoryShowsItsBlocksAndTakesLines() {
        List<Matcher> web = List.of(Matcher.equal("app", "web"));
        try (LogStoreFixture fixture = new LogStoreFixture(folder.resolve("store"))) {
            fixture.east().entry(WEB, T0, "deleted").entry(DB, T0, "in a block").commit();
            fixture.store().flush();
            fixture.store().delete(web, "", T0 - HOUR, T0 + HOUR);
            fixture.east().entry(DB, T0, "in memory").commit();
            fixture.store().snapshot(folder.resolve("copy"), true);
        }
        try (LogStoreFixture copy = new LogStoreFixture(folder.resolve("copy"))) {
            assertThat(copy.lines()).containsExactly("in a block");
            copy.east().entry(WEB, T0, "new").commit();
            assertThat(copy.lines()).containsExactly("in a block", "new");
        }
    }

    @Test
    void retentionDropsByClusterAndByStream() {
        LogRetention retention = new LogRetention(Duration.ofDays(10), Map.of("west", Duration.ofDays(3)),
                List.of(new LogRetention.StreamRule(List.of(Matcher.equal("app", "db")), Duration.ofDays(1))));
        try (LogStoreFixture fixture = new LogStoreFixture(folder.resolve("store"),
                options -> options.withRetention(retention))) {
            for (int day = 0; day < 3; day++) {
                fixture.east().entry(WEB, T0 - day * DAY, "east web " + day).entry(DB, T0 - day * DAY, "east db " + day)
                        .entry(DB, T0 - day * DAY + 1, "event " + day, record("e" + day, 1)).commit();
                fixture.writer("west").entry(WEB, T0 - day * DAY, "west web " + day).commit();
            }
            fixture.store().flush();
            fixture.clock.advance(Duration.ofDays(2));
            assertThat(fixture.store().dropExpired()).isPositive();
            assertThat(fixture.lines()).containsExactlyInAnyOrder("east web 0", "east web 1", "east web 2",
                    "west web 0",
                    "west web 1");
            fixture.clock.advance(Duration.ofDays(8));
            fixture.store().dropExpired();
            fixture.reopen();
            assertThat(fixture.lines()).containsExactly("east web 0");
            assertThat(fixture.store().stats().days()).isEqualTo(1);
        }
    }

    @Test
    void whatBreaksALimitIsRefusedWithWords() {
        LogStoreLimits limits = new LogStoreLimits(1, 2, 2, 8, 8, 10, 1, 12);
        try (LogStoreFixture fixture = new LogStoreFixture(folder.resolve("store"),
                options -> options.withLimits(limits))) {
            assertRefused(fixture, WEB, T0 + HOUR, "x", Labels.EMPTY, "timestamp too new: 2026-03-10T13:00:00Z");
            assertRefused(fixture, WEB, T0 - 20 * DAY, "x", Labels.EMPTY, "timestamp too old: 2026-02-18T12:00:00Z");
            assertRefused(fixture, WEB, T0, "x".repeat(11), Labels.EMPTY, "max entry size '10' bytes exceeded");
            assertRefused(fixture, WEB, T0, "x", Labels.of("a", "1", "b", "2"), "too many structured metadata labels");
            assertRefused(fixture, WEB, T0, "x", Labels.of("a", "123456789012"), "structured metadata too large");
            assertRefused(fixture, Labels.of("a", "1", "b", "2", "c", "3"), T0, "x", Labels.EMPTY,
                    "label names; limit 2");
            assertRefused(fixture, Labels.of("a", "123456789"), T0, "x", Labels.EMPTY, "label value too long");
            fixture.east().entry(WEB, T0, "a").entry(DB, T0, "b").commit();
            assertRefused(fixture, Labels.of("app", "third"), T0, "x", Labels.EMPTY,
                    "maximum active stream limit of 2");
            LogWriteReport other = fixture.writer("west").entry(WEB, T0, "x").commit();
            assertThat(other.problem()).contains("clusters");
            assertThat(fixture.lines()).containsExactly("b", "a");
            assertThat(fixture.store().stats().entriesRefused()).isEqualTo(9);
        }
    }

    private static void assertRefused(LogStoreFixture fixture, Labels stream, long nanos, String line, Labels metadata,
            String words) {
        LogWriteReport report = fixture.east().entry(stream, nanos, line, metadata).commit();
        assertThat(report.refused()).as(words).isEqualTo(1);
        assertThat(report.problem()).contains(words);
    }

    @Test
    void aSearchSkipsBlocksAndFindsTheSame() {
        try (LogStoreFixture fixture = new LogStoreFixture(folder.resolve("store"))) {
            for (int i = 0; i < 20; i++) {
                fixture.east().entry(WEB, T0 - HOUR + i, "request id=%08x%08x done".formatted(i, i * 77)).commit();
                fixture.store().flush();
            }
            String needle = "%08x%08x".formatted(7, 7 * 77);
            LogQuery all = LogStoreFixture.query();
            LogQuery query = new LogQuery(List.of(), all.startNanos(), all.endNanos(), 0, List.of(Needle.of(needle)));
            assertThat(fixture.lines(query)).containsExactly("request id=" + needle + " done");
            assertThat(fixture.store().stats().blocksSkipped()).isGreaterThan(10);
        }
    }

    @Test
    void followersAreToldOfWhatIsNewOnce() {
        List<String> told = new ArrayList<>();
        LogFollower follower = new LogFollower() {
            @Override
            public boolean wants(Labels stream) {
                return stream.get("app").equals("web");
            }

            @Override
            public void stored(Labels stream, LogEntry entry) {
                told.add(entry.line());
            }
        };
        try (LogStoreFixture fixture = new LogStoreFixture(folder.resolve("store"))) {
            fixture.east().entry(WEB, T0 - 5, "before").commit();
            fixture.store().flush();
            Runnable end = fixture.store().follow(follower);
            fixture.east().entry(WEB, T0 - 5, "before").entry(WEB, T0, "new").entry(DB, T0, "other").commit();
            fixture.east().entry(WEB, T0, "new").entry(WEB, T0 - 9, "late").entry(WEB, T0, "event", record("u", 2))
                    .commit();
            fixture.east().entry(WEB, T0, "old event", record("u", 1)).commit();
            end.run();
            fixture.east().entry(WEB, T0 + 1, "after").commit();
        }
        assertThat(told).containsExactly("new", "late", "event");
    }

    @Test
    void aBackupHoldsWhatWasAcknowledgedAndVerifies() throws IOException {
        Path backups = folder.resolve("backups");
        try (LogStoreFixture fixture = new LogStoreFixture(folder.resolve("store"))) {
            fixture.east().entry(WEB, T0 - HOUR, "in a block").entry(DB, T0, "event", record("u", 2)).commit();
            fixture.store().flush();
            fixture.east().entry(WEB, T0, "in the log").commit();
            fixture.store().backup(backups, WorkProgress.NONE);
            assertThat(fixture.store().verify(WorkProgress.NONE)).satisfies(report -> {
                assertThat(report.descriptions()).isEmpty();
                assertThat(report.entries()).isEqualTo(3);
            });
        }
        try (RocksBackups from = RocksBackups.open(backups)) {
            LogChecks.folder(folder.resolve("restored")).restore(from, from.list().getLast(), WorkProgress.NONE);
        }
        assertThat(LogChecks.folder(folder.resolve("restored")).verify(WorkProgress.NONE).isSound()).isTrue();
        try (LogStoreFixture restored = new LogStoreFixture(folder.resolve("restored"))) {
            assertThat(restored.lines()).containsExactly("event", "in a block", "in the log");
        }
    }

    @Test
    void aFullDiskAndAClosedStoreRefuseInWords() {
        LogStoreFixture fixture = new LogStoreFixture(folder.resolve("store"),
                options -> options.withDiskFreeMin(Long.MAX_VALUE / 2));
        assertThatThrownBy(fixture::east).isInstanceOf(WriteRefusedException.class)
                .hasMessageContaining("disk is full");
        fixture.close();
        assertThatThrownBy(fixture::east).isInstanceOf(WriteRefusedException.class).hasMessageContaining("closed");
        assertThatThrownBy(fixture::lines).hasMessageContaining("closed");
    }
}
