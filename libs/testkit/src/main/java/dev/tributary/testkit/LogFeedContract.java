package dev.tributary.testkit;

import java.time.Instant;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;

import dev.tributary.model.ClusterId;
import dev.tributary.model.Labels;
import dev.tributary.model.LogEntry;
import dev.tributary.model.Matcher;
import dev.tributary.model.follow.LogFeed;
import dev.tributary.model.follow.LogFollower;
import dev.tributary.model.port.EntryCursor;
import dev.tributary.model.port.LogDirection;
import dev.tributary.model.port.LogQuery;
import dev.tributary.model.port.LogReader;
import dev.tributary.model.port.LogSelection;
import dev.tributary.model.port.LogWriter;
import dev.tributary.model.port.WriterIdentity;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What every log store tells those who follow it. A store's test extends this class and opens an empty store before each
 * test; the store's clock shows {@link #now()}.
 */
@Timeout(value = 60, unit = TimeUnit.SECONDS)
public abstract class LogFeedContract {
    private static final Labels WEB = Labels.of("app", "web");
    private static final Labels DB = Labels.of("app", "db");
    private final List<String> told = new CopyOnWriteArrayList<>();

    protected abstract LogReader reader();

    protected abstract LogWriter writer();

    protected abstract LogFeed feed();

    /** The time all entries of these tests lie shortly before. */
    protected Instant now() {
        return Instant.parse("2026-03-10T12:00:00Z");
    }

    private long nanos(int second) {
        return (now().getEpochSecond() - 600 + second) * 1_000_000_000L;
    }

    private TestLogWriter east() {
        return new TestLogWriter(writer(), new WriterIdentity(new ClusterId("east"), false));
    }

    private LogFollower following(Matcher matcher) {
        return new LogFollower() {
            @Override
            public boolean wants(Labels stream) {
                return matcher.matches(stream.get(matcher.name()));
            }

            @Override
            public void stored(Labels stream, LogEntry entry) {
                told.add(stream + " " + entry.line() + " " + entry.metadata() + " " + isVisible(entry));
            }
        };
    }

    private boolean isVisible(LogEntry entry) {
        long time = entry.timestampNanos();
        try (LogSelection selection = reader().select(new LogQuery(List.of(), time, time + 1, 0))) {
            return selection.streams().stream().anyMatch(stream -> {
                try (EntryCursor cursor = stream.entries(LogDirection.FORWARD)) {
                    while (cursor.next()) {
                        if (cursor.line().equals(entry.line())) {
                            return true;
                        }
                    }
                    return false;
                }
            });
        }
    }

    @Test
    void whatIsStoredIsToldOnceReadersCanSeeIt() {
        TestLogWriter writer = east();
        writer.entry(WEB, nanos(0), "before").commit();
        Runnable end = feed().follow(following(Matcher.equal("app", "web")));
        writer.entry(WEB, nanos(1), "first", Labels.of("trace", "1")).entry(DB, nanos(1), "other stream");
        assertThat(told).isEmpty();
        writer.commit();
        writer.entry(WEB, nanos(2), "second").commit();
        end.run();
        writer.entry(WEB, nanos(3), "after").commit();
        assertThat(told).containsExactly("{app=\"web\", cluster=\"east\"} first {trace=\"1\"} true",
                "{app=\"web\", cluster=\"east\"} second {} true");
    }

    @Test
    void whatIsSentAgainIsNotToldAgain() {
        Runnable end = feed().follow(following(Matcher.equal("app", "web")));
        TestLogWriter writer = east();
        writer.entry(WEB, nanos(1), "line").entry(WEB, nanos(1), "line").commit();
        writer.entry(WEB, nanos(1), "line").entry(WEB, nanos(1), "another of this time").commit();
        end.run();
        assertThat(told).containsExactly("{app=\"web\", cluster=\"east\"} line {} true",
                "{app=\"web\", cluster=\"east\"} another of this time {} true");
    }

    @Test
    void whatComesLateIsToldToo() {
        Runnable end = feed().follow(following(Matcher.equal("cluster", "east")));
        TestLogWriter writer = east();
        writer.entry(WEB, nanos(500), "new").commit();
        writer.entry(WEB, nanos(100), "late").commit();
        end.run();
        assertThat(told).containsExactly("{app=\"web\", cluster=\"east\"} new {} true",
                "{app=\"web\", cluster=\"east\"} late {} true");
    }

    @Test
    void whatIsRefusedOrDiscardedIsNotTold() {
        Runnable end = feed().follow(following(Matcher.equal("cluster", "east")));
        TestLogWriter writer = east();
        writer.entry(Labels.EMPTY, nanos(1), "no stream").commit();
        writer.entry(WEB, nanos(2), "discarded").batch().discard();
        end.run();
        assertThat(told).isEmpty();
    }
}
