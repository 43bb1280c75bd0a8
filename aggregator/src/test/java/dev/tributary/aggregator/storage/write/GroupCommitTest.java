package dev.tributary.aggregator.storage.write;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

import dev.tributary.aggregator.storage.rocks.FamilyKind;
import dev.tributary.aggregator.storage.rocks.RawBatch;
import dev.tributary.aggregator.storage.rocks.RocksDatabase;
import dev.tributary.aggregator.storage.rocks.RocksFamily;
import dev.tributary.aggregator.storage.rocks.RocksMemory;
import dev.tributary.aggregator.storage.series.CatalogRows;
import dev.tributary.testkit.FakeClock;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class GroupCommitTest {
    @TempDir
    Path folder;
    private RocksDatabase database;
    private RocksFamily log;
    private GroupCommit commits;
    private Thread thread;

    @BeforeEach
    void open() {
        database = RocksDatabase.open(folder, new RocksMemory(4 << 20, 3 << 20));
        log = database.family(FamilyKind.LOG.name(1));
        commits = new GroupCommit(new CatalogRows(database.family("series")), database, false, log, 1);
        thread = Thread.ofPlatform().start(commits);
    }

    @AfterEach
    void close() throws Exception {
        commits.stop().get(20, TimeUnit.SECONDS);
        thread.join();
        database.close();
    }

    /** A batch of one row; one with a negative number cannot be put together. */
    private record Row(int number, CompletableFuture<Boolean> done) implements GroupCommit.Member {
        Row(int number) {
            this(number, new CompletableFuture<>());
        }

        @Override
        public long size() {
            return 1;
        }

        @Override
        public void stage(RawBatch write, RocksFamily into, long sequence) {
            if (number < 0) {
                throw new IllegalStateException("a bug");
            }
            write.put(into, new byte[]{(byte) number}, new byte[]{(byte) number});
        }

        @Override
        public void apply() {
            // Nobody reads it.
        }

        @Override
        public void complete() {
            done.complete(true);
        }

        @Override
        public void fail(Throwable cause) {
            done.completeExceptionally(cause);
        }

        boolean await() throws Exception {
            return done.get(20, TimeUnit.SECONDS);
        }
    }

    @Test
    void aBatchThatCannotBePutTogetherDoesNotEndTheThread() throws Exception {
        Row bad = new Row(-1);
        commits.submit(bad);
        assertThatThrownBy(bad::await).isInstanceOf(ExecutionException.class).hasRootCauseMessage("a bug");
        Row good = new Row(1);
        commits.submit(good);
        assertThat(good.await()).isTrue();
        assertThat(database.get(log, new byte[]{1})).containsExactly(1);
        assertThat(commits.pending()).isZero();
    }

    @Test
    void aClockThatIsPutBackDoesNotKeepAGenerationForLong() {
        FakeClock clock = new FakeClock(Instant.ofEpochSecond(1_000_000));
        AtomicLong active = new AtomicLong(1);
        GenerationSwitch heads = new GenerationSwitch(clock, database, commits, active::get, active::set);
        clock.advance(Duration.ofMinutes(7));
        assertThat(heads.activeMillis()).isEqualTo(420_000);
        heads.next();
        assertThat(active).hasValue(2);
        assertThat(heads.activeMillis()).isZero();
        clock.advance(Duration.ofDays(-400));
        assertThat(heads.activeMillis()).isEqualTo(Duration.ofDays(400).toMillis());
    }
}
