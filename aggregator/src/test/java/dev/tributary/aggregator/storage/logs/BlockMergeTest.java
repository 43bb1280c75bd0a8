package dev.tributary.aggregator.storage.logs;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;

import dev.tributary.aggregator.storage.work.WorkProgress;
import dev.tributary.model.Labels;
import dev.tributary.model.Matcher;
import dev.tributary.model.port.LogQuery;
import dev.tributary.model.port.LogSelection;
import dev.tributary.model.port.Needle;
import dev.tributary.testkit.Seeded;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import static dev.tributary.aggregator.storage.logs.LogStoreFixture.DB;
import static dev.tributary.aggregator.storage.logs.LogStoreFixture.HOUR;
import static dev.tributary.aggregator.storage.logs.LogStoreFixture.T0;
import static dev.tributary.aggregator.storage.logs.LogStoreFixture.WEB;
import static org.assertj.core.api.Assertions.assertThat;

/** Merging of small blocks. */
class BlockMergeTest {
    private static final List<Matcher> WEB_ONLY = List.of(Matcher.equal("app", "web"));

    @TempDir
    Path folder;

    private LogStoreFixture open() {
        return new LogStoreFixture(folder.resolve("store"));
    }

    private static long blocks(LogStoreFixture fixture) {
        try (LogSelection selection = fixture.store().select(LogStoreFixture.query())) {
            return selection.streams().stream().mapToLong(stream -> stream.stats().blocks()).sum();
        }
    }

    private static void fill(LogStoreFixture fixture, int flushes) {
        for (int i = 0; i < flushes; i++) {
            fixture.east().entry(WEB, T0 - HOUR + i, "web line " + i, Labels.of("trace", "t" + i % 2))
                    .entry(DB, T0 - HOUR + i, "db line " + i).commit();
            fixture.store().flush();
        }
    }

    @Test
    void aDayThatIsOverHasItsSmallBlocksMerged() {
        try (LogStoreFixture fixture = open()) {
            fill(fixture, 5);
            List<String> before = fixture.lines();
            fixture.store().merge();
            assertThat(blocks(fixture)).as("five a stream are few for a day that goes on").isEqualTo(10);
            fixture.clock.advance(Duration.ofDays(1));
            fixture.store().merge();
            assertThat(blocks(fixture)).isEqualTo(2);
            assertThat(fixture.lines()).isEqualTo(before);
            assertThat(fixture.store().stats().blocksMerged()).isEqualTo(10);
            assertThat(fixture.store().stats().blocksOfMerging()).isEqualTo(2);
            assertThat(fixture.store().verify(WorkProgress.NONE).descriptions()).isEmpty();
            fixture.reopen();
            assertThat(fixture.lines()).isEqualTo(before);
            LogQuery all = LogStoreFixture.query();
            assertThat(fixture.lines(new LogQuery(List.of(), all.startNanos(), all.endNanos(), 0,
                    List.of(Needle.of("db line 3"))))).containsExactly("db line 3");
            fixture.store().merge();
            assertThat(fixture.store().stats().blocksMerged()).as("nothing is left to merge").isZero();
        }
    }

    @Test
    void manyBlocksAreMergedBeforeTheDayIsOverAndRepeatsGo() {
        try (LogStoreFixture fixture = open()) {
            fill(fixture, 8);
            fill(fixture, 8);
            assertThat(blocks(fixture)).isEqualTo(32);
            fixture.store().merge();
            assertThat(blocks(fixture)).isEqualTo(2);
            assertThat(fixture.lines()).hasSize(16).doesNotHaveDuplicates();
            try (LogSelection selection = fixture.store().select(LogStoreFixture.query(WEB_ONLY.getFirst()))) {
                assertThat(selection.streams().getFirst().stats().entries()).isEqualTo(8);
            }
            fixture.east().entry(WEB, T0 - HOUR, "late").commit();
            fixture.store().flush();
            assertThat(fixture.lines(LogStoreFixture.query(WEB_ONLY.getFirst())).subList(0, 2))
                    .containsExactly("web line 0", "late");
        }
    }

    @Test
    void whatADeletionHidesIsNotMixedWithWhatCameLater() {
        try (LogStoreFixture fixture = open()) {
            fill(fixture, 5);
            int id = fixture.store().delete(WEB_ONLY, "line 3", T0 - 2 * HOUR, T0).id();
            fill(fixture, 5);
            fixture.clock.advance(Duration.ofHours(13));
            fixture.store().merge();
            LogQuery web = LogStoreFixture.query(WEB_ONLY.getFirst());
            assertThat(fixture.lines(web)).hasSize(5).contains("web line 3");
            assertThat(blocks(fixture)).as("two of web, one of db").isEqualTo(3);
            fixture.store().cancelDeletion(id, false);
            assertThat(fixture.lines(web)).hasSize(5);
            fixture.store().delete(WEB_ONLY, "line 4", T0 - 2 * HOUR, T0);
            fixture.clock.advance(Duration.ofHours(25));
            assertThat(fixture.store().processDeletions()).isEqualTo(1);
            assertThat(fixture.store().stats().entriesDeleted()).isEqualTo(2);
            assertThat(fixture.lines(web)).hasSize(4).doesNotContain("web line 4");
        }
    }

    @Seeded(runs = 2)
    @Timeout(120)
    void readsMeanwhileSeeEveryLineOnce(Random random) throws Exception {
        try (LogStoreFixture fixture = open()) {
            List<String> written = new ArrayList<>();
            AtomicBoolean done = new AtomicBoolean();
            CompletableFuture<Void> work = CompletableFuture.runAsync(() -> {
                while (!done.get()) {
                    fixture.store().flush();
                    fixture.store().merge();
                }
            });
            for (int i = 0; i < 40 || fixture.store().stats().blocksMerged() == 0; i++) {
                String line = "line " + i;
                fixture.east().entry(WEB, T0 - random.nextLong(HOUR), line).commit();
                written.add(line);
                assertThat(fixture.lines()).containsExactlyInAnyOrderElementsOf(written);
            }
            done.set(true);
            work.get();
            assertThat(fixture.lines()).containsExactlyInAnyOrderElementsOf(written);
        }
    }
}
