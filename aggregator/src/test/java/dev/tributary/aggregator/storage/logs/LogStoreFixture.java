package dev.tributary.aggregator.storage.logs;

import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.UnaryOperator;

import dev.tributary.aggregator.storage.logs.settings.LogOptions;
import dev.tributary.model.ClusterId;
import dev.tributary.model.Labels;
import dev.tributary.model.Matcher;
import dev.tributary.model.port.EntryCursor;
import dev.tributary.model.port.LogDirection;
import dev.tributary.model.port.LogQuery;
import dev.tributary.model.port.LogSelection;
import dev.tributary.model.port.StoredStream;
import dev.tributary.model.port.WriterIdentity;
import dev.tributary.testkit.FakeClock;
import dev.tributary.testkit.TestLogWriter;

/** A log store in a folder, which can be closed and opened again. */
final class LogStoreFixture implements AutoCloseable {
    static final Labels WEB = Labels.of("app", "web");
    static final Labels DB = Labels.of("app", "db");
    static final Instant NOW = Instant.parse("2026-03-10T12:00:00Z");
    static final long T0 = NOW.getEpochSecond() * 1_000_000_000L;
    static final long HOUR = 3600_000_000_000L;
    static final long DAY = 24 * HOUR;

    final FakeClock clock = new FakeClock(NOW);
    private final Path folder;
    private final UnaryOperator<LogOptions> settings;
    private LogStore store;

    LogStoreFixture(Path folder) {
        this(folder, options -> options);
    }

    LogStoreFixture(Path folder, UnaryOperator<LogOptions> settings) {
        this.folder = folder;
        this.settings = settings;
        store = open();
    }

    private LogStore open() {
        LogOptions options = settings.apply(LogOptions.of(folder).withDiskFreeMin(0));
        LogStore opened = new LogStore(options, clock, new Random(7), ContainsFilter::new);
        opened.start();
        return opened;
    }

    LogStore store() {
        return store;
    }

    LogStore reopen() {
        store.close();
        store = open();
        return store;
    }

    TestLogWriter writer(String cluster) {
        return new TestLogWriter(store, new WriterIdentity(new ClusterId(cluster), false));
    }

    TestLogWriter east() {
        return writer("east");
    }

    static LogQuery query(Matcher... matchers) {
        return new LogQuery(List.of(matchers), T0 - 30 * DAY, T0 + DAY, 0);
    }

    List<String> lines(LogQuery query) {
        List<String> lines = new ArrayList<>();
        try (LogSelection selection = store.select(query)) {
            for (StoredStream stream : selection.streams()) {
                try (EntryCursor cursor = stream.entries(LogDirection.FORWARD)) {
                    while (cursor.next()) {
                        lines.add(cursor.line());
                    }
                }
            }
        }
        return lines;
    }

    List<String> lines() {
        return lines(query());
    }

    @Override
    public void close() {
        store.close();
    }
}
