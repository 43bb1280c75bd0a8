package dev.tributary.aggregator.storage.logs;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletionException;

import dev.tributary.aggregator.storage.logs.settings.LogRetention;
import dev.tributary.model.Labels;
import dev.tributary.model.Matcher;
import dev.tributary.model.port.LogQuery;
import dev.tributary.model.port.RecordVersion;
import dev.tributary.model.port.WriteRefusedException;
import dev.tributary.testkit.TestLogWriter;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static dev.tributary.aggregator.storage.logs.LogStoreFixture.DB;
import static dev.tributary.aggregator.storage.logs.LogStoreFixture.T0;
import static dev.tributary.aggregator.storage.logs.LogStoreFixture.WEB;
import static dev.tributary.aggregator.storage.logs.LogStoreFixture.query;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** Streams of which nothing is stored any more do not count for ever. */
class ForgottenStreamsTest {
    private static final Duration MOST = Duration.ofDays(20);

    @TempDir
    Path folder;
    private LogStoreFixture fixture;

    @BeforeEach
    void open() {
        fixture = new LogStoreFixture(folder, options -> options.withRetention(LogRetention.of(Duration.ofDays(30))));
    }

    @AfterEach
    void close() {
        fixture.close();
    }

    /** Two streams of a day that is over, one of which goes on. */
    private void letOneEnd() {
        fixture.east().entry(WEB, T0, "web").entry(DB, T0, "db").commit();
        fixture.store().flush();
        fixture.clock.advance(MOST);
        fixture.east().entry(DB, T0 + MOST.toNanos(), "db later").commit();
        fixture.store().flush();
        fixture.clock.advance(MOST);
    }

    private void lookTwice() {
        fixture.store().dropExpired();
        fixture.store().dropExpired();
    }

    private long now() {
        return T0 + 2 * MOST.toNanos();
    }

    @Test
    void aStreamWithoutDaysIsForgottenAndComesBackAsANewOne() {
        letOneEnd();
        lookTwice();
        assertThat(fixture.store().stats().streams()).isEqualTo(1);
        fixture.east().entry(WEB, now(), "web again").commit();
        assertThat(fixture.store().stats().streams()).isEqualTo(2);
        fixture.reopen();
        assertThat(fixture.store().stats().streams()).isEqualTo(2);
        assertThat(fixture.lines(new LogQuery(
                List.of(Matcher.equal("app", "web")), T0, now() + 1, 0))).containsExactly("web again");
    }

    @Test
    void aBatchThatFoundItBeforeIsToBeSentAgain() {
        letOneEnd();
        TestLogWriter before = fixture.east().entry(WEB, now(), "late");
        lookTwice();
        assertThatThrownBy(before::commit).isInstanceOfSatisfying(CompletionException.class,
                e -> assertThat(e).hasCauseInstanceOf(WriteRefusedException.class));
        assertThat(fixture.east().entry(WEB, now(), "late").commit().complete()).isTrue();
    }

    @Test
    void linesInMemoryAndRecordsKeepAStream() {
        fixture.east().entry(WEB, T0, "web").entry(DB, T0, "record", Labels.of(RecordVersion.KEY, "one")).commit();
        lookTwice();
        assertThat(fixture.store().stats().streams()).isEqualTo(2);
        assertThat(fixture.lines(query())).containsExactlyInAnyOrder("web", "record");
    }
}
