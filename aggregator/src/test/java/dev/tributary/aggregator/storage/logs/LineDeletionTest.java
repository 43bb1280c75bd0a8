package dev.tributary.aggregator.storage.logs;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

import dev.tributary.aggregator.storage.work.WorkProgress;
import dev.tributary.model.Labels;
import dev.tributary.model.Matcher;
import dev.tributary.model.port.LogQuery;
import dev.tributary.model.port.Needle;
import dev.tributary.model.port.RecordVersion;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static dev.tributary.aggregator.storage.logs.LogStoreFixture.DB;
import static dev.tributary.aggregator.storage.logs.LogStoreFixture.HOUR;
import static dev.tributary.aggregator.storage.logs.LogStoreFixture.T0;
import static dev.tributary.aggregator.storage.logs.LogStoreFixture.WEB;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** Deletion of the lines of a filter, not of whole streams. */
class LineDeletionTest {
    private static final List<Matcher> WEB_ONLY = List.of(Matcher.equal("app", "web"));

    @TempDir
    Path folder;

    private LogStoreFixture open() {
        return new LogStoreFixture(folder.resolve("store"));
    }

    @Test
    void onlyTheLinesOfTheFilterGoFromMemoryBlocksAndRecords() {
        try (LogStoreFixture fixture = open()) {
            for (int i = 0; i < 6; i++) {
                fixture.east().entry(WEB, T0 - HOUR + i, (i % 2 == 0 ? "password is hunter2: " : "fine: ") + i)
                        .entry(DB, T0 - HOUR + i, "password is hunter2: db " + i).commit();
            }
            fixture.store().flush();
            fixture.east().entry(WEB, T0 - HOUR + 6, "password is hunter2: head").entry(WEB, T0 - HOUR + 7, "head")
                    .entry(WEB, T0 - HOUR + 8, "password is hunter2: event",
                            Labels.of(RecordVersion.COUNT, "1", RecordVersion.KEY, "u"))
                    .commit();
            fixture.store().delete(WEB_ONLY, "password is hunter2", T0 - HOUR + 2, T0);
            List<String> left = List.of("password is hunter2: 0", "fine: 1", "fine: 3", "fine: 5", "head", "later");
            fixture.east().entry(WEB, T0 - HOUR + 9, "later").commit();
            LogQuery web = LogStoreFixture.query(WEB_ONLY.getFirst());
            assertThat(fixture.lines(web)).containsExactlyElementsOf(left);
            assertThat(fixture.lines(LogStoreFixture.query(Matcher.equal("app", "db")))).hasSize(6);
            assertThat(fixture
                    .lines(new LogQuery(WEB_ONLY, web.startNanos(), web.endNanos(), 0, List.of(Needle.of("hunter2")))))
                    .containsExactly("password is hunter2: 0");
            fixture.reopen();
            assertThat(fixture.lines(web)).containsExactlyElementsOf(left);
            fixture.clock.advance(Duration.ofHours(25));
            assertThat(fixture.store().processDeletions()).isEqualTo(1);
            assertThat(fixture.store().stats().entriesDeleted()).isEqualTo(4);
            assertThat(fixture.lines(web)).containsExactlyElementsOf(left);
            assertThat(fixture.store().deletions().getFirst().stages()).isEqualTo("password is hunter2");
            assertThat(fixture.store().verify(WorkProgress.NONE).descriptions()).isEmpty();
            fixture.reopen();
            assertThat(fixture.lines(web)).containsExactlyElementsOf(left);
            assertThat(fixture.store().deletions().getFirst().stages()).isEqualTo("password is hunter2");
        }
    }

    @Test
    void whatIsWrittenAgainAfterTheDeletionIsThere() {
        try (LogStoreFixture fixture = open()) {
            fixture.east().entry(WEB, T0 - HOUR, "secret").entry(WEB, T0 - HOUR + 1, "kept").commit();
            fixture.store().delete(WEB_ONLY, "secret", T0 - 2 * HOUR, T0);
            fixture.east().entry(WEB, T0 - HOUR, "secret").commit();
            assertThat(fixture.lines()).containsExactly("secret", "kept");
            fixture.store().flush();
            fixture.clock.advance(Duration.ofHours(25));
            fixture.store().processDeletions();
            assertThat(fixture.lines()).containsExactly("secret", "kept");
            assertThat(fixture.store().stats().entriesDeleted()).isEqualTo(1);
        }
    }

    @Test
    void aFilterSeesTheMetadataAndAStreamWithoutLinesIsGone() {
        try (LogStoreFixture fixture = open()) {
            fixture.east().entry(WEB, T0 - HOUR, "a", Labels.of("trace", "t1")).commit();
            fixture.east().entry(DB, T0 - HOUR, "b", Labels.of("trace", "t1"))
                    .entry(DB, T0 - HOUR + 1, "c", Labels.of("trace", "t2")).commit();
            fixture.store().flush();
            fixture.store().delete(List.of(Matcher.equal("cluster", "east")), "trace=t1", T0 - 2 * HOUR, T0);
            assertThat(fixture.lines()).containsExactly("c");
            fixture.clock.advance(Duration.ofHours(25));
            fixture.store().processDeletions();
            assertThat(fixture.lines()).containsExactly("c");
            assertThat(fixture.store().labelValues("app", LogStoreFixture.query())).containsExactly("db");
        }
    }

    @Test
    void aCancelledDeletionShowsItsLinesAgainByForceAlsoWhenItIsLate() {
        try (LogStoreFixture fixture = open()) {
            fixture.east().entry(WEB, T0 - HOUR, "secret").commit();
            int id = fixture.store().delete(WEB_ONLY, "secret", T0 - 2 * HOUR, T0).id();
            assertThat(fixture.lines()).isEmpty();
            fixture.clock.advance(Duration.ofHours(25));
            assertThat(fixture.store().cancelDeletion(id, false)).isFalse();
            assertThat(fixture.store().cancelDeletion(id, true)).isTrue();
            assertThat(fixture.lines()).containsExactly("secret");
            assertThat(fixture.store().cancelDeletion(id, true)).isFalse();
        }
    }

    @Test
    void whatIsNoFilterIsRefusedAndHidesNothing() {
        try (LogStoreFixture fixture = open()) {
            fixture.east().entry(WEB, T0 - HOUR, "line").commit();
            assertThatThrownBy(() -> fixture.store().delete(WEB_ONLY, "| nothing", T0 - 2 * HOUR, T0))
                    .isInstanceOf(IllegalArgumentException.class).hasMessage("no filter: | nothing");
            assertThat(fixture.lines()).containsExactly("line");
            assertThat(fixture.store().deletions()).isEmpty();
        }
    }
}
