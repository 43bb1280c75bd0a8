package dev.tributary.testkit;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.function.BinaryOperator;

import dev.tributary.model.ClusterId;
import dev.tributary.model.LabelSlices;
import dev.tributary.model.Labels;
import dev.tributary.model.LogEntry;
import dev.tributary.model.MatchType;
import dev.tributary.model.Matcher;
import dev.tributary.model.port.EntryCursor;
import dev.tributary.model.port.LogBatch;
import dev.tributary.model.port.LogDirection;
import dev.tributary.model.port.LogQuery;
import dev.tributary.model.port.LogReader;
import dev.tributary.model.port.LogSelection;
import dev.tributary.model.port.LogWriteReport;
import dev.tributary.model.port.LogWriter;
import dev.tributary.model.port.Needle;
import dev.tributary.model.port.ReadRefusedException;
import dev.tributary.model.port.RecordVersion;
import dev.tributary.model.port.StoredStream;
import dev.tributary.model.port.StreamStats;
import dev.tributary.model.port.WriterIdentity;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/**
 * What every log store does, whatever it keeps its lines in. A store's test extends this class and opens an empty store
 * before each test; the store's clock shows {@link #now()}.
 */
@Timeout(value = 60, unit = TimeUnit.SECONDS)
public abstract class LogStoreContract {
    private static final ClusterId EAST = new ClusterId("east");
    private static final long SECOND = 1_000_000_000L;
    private static final long HOUR = 3600 * SECOND;
    private static final Labels WEB = Labels.of("app", "web", "namespace", "shop");
    private static final Labels DB = Labels.of("app", "db", "namespace", "shop");

    protected abstract LogReader reader();

    protected abstract LogWriter writer();

    /** The time all entries of these tests lie around: shortly before it, at most some hours. */
    protected Instant now() {
        return Instant.parse("2026-03-10T12:00:00Z");
    }

    private long t0() {
        return now().getEpochSecond() * SECOND - HOUR;
    }

    private TestLogWriter east() {
        return new TestLogWriter(writer(), new WriterIdentity(EAST, false));
    }

    private static Labels east(Labels labels) {
        return labels.with("cluster", "east");
    }

    private LogQuery query(Matcher... matchers) {
        return new LogQuery(List.of(matchers), t0() - 10 * HOUR, t0() + 10 * HOUR, 0);
    }

    private List<LogEntry> read(LogQuery query, LogDirection direction) {
        List<LogEntry> entries = new ArrayList<>();
        try (LogSelection selection = reader().select(query)) {
            for (StoredStream stream : selection.streams()) {
                try (EntryCursor cursor = stream.entries(direction)) {
                    while (cursor.next()) {
                        entries.add(new LogEntry(cursor.timestampNanos(), cursor.line(), cursor.metadata()));
                        assertThat(cursor.lineBytes())
                                .isEqualTo(cursor.line().getBytes(StandardCharsets.UTF_8).length);
                    }
                }
            }
        }
        return entries;
    }

    private List<String> lines(LogQuery query, LogDirection direction) {
        return read(query, direction).stream().map(LogEntry::line).toList();
    }

    private List<String> lines(long startNanos, long endNanos) {
        return lines(new LogQuery(List.of(), startNanos, endNanos, 0), LogDirection.FORWARD);
    }

    private List<Labels> select(Matcher... matchers) {
        try (LogSelection selection = reader().select(query(matchers))) {
            return selection.streams().stream().<Labels>map(StoredStream::labels).toList();
        }
    }

    @Test
    void anEmptyStoreAnswersNothing() {
        assertThat(select()).isEmpty();
        assertThat(reader().labelNames(query())).isEmpty();
        assertThat(reader().labelValues("app", query())).isEmpty();
    }

    @Test
    void aCommittedEntryIsVisibleAtOnce() {
        assertThat(east().entry(WEB, t0(), "started").commit()).isEqualTo(new LogWriteReport(1, 0, ""));
        assertThat(select()).containsExactly(east(WEB));
        assertThat(read(query(), LogDirection.FORWARD)).containsExactly(new LogEntry(t0(), "started"));
    }

    @Test
    void nothingIsVisibleBeforeTheCommitOrAfterADiscard() {
        TestLogWriter writer = east().entry(WEB, t0(), "a");
        assertThat(select()).isEmpty();
        writer.batch().discard();
        assertThat(select()).isEmpty();
    }

    @Test
    void everyTextIsKept() {
        List<String> texts = List.of("", " ", "a\tb", "caf\u00e9 \uD83D\uDE00", "\u0000\u0001", "x".repeat(100_000),
                "{\"a\":1}");
        TestLogWriter writer = east();
        for (int i = 0; i < texts.size(); i++) {
            writer.entry(WEB, t0() + i, texts.get(i));
        }
        writer.commit();
        assertThat(lines(query(), LogDirection.FORWARD)).isEqualTo(texts);
    }

    @Test
    void metadataStaysWithItsEntry() {
        Labels traced = Labels.of("trace_id", "4bf9", "user", "\u00e9");
        east().entry(WEB, t0(), "a", traced).entry(WEB, t0() + 1, "b")
                .entry(WEB, t0() + 2, "c", Labels.of("trace_id", "77"))
                .commit();
        assertThat(read(query(), LogDirection.FORWARD)).containsExactly(new LogEntry(t0(), "a", traced),
                new LogEntry(t0() + 1, "b"), new LogEntry(t0() + 2, "c", Labels.of("trace_id", "77")));
        assertThat(select()).containsExactly(east(WEB));
    }

    @Test
    void entriesAreReadInBothDirections() {
        TestLogWriter writer = east();
        writer.entry(WEB, t0() + 2, "c").entry(WEB, t0(), "a").commit();
        writer.entry(WEB, t0() + 1, "b").commit();
        assertThat(lines(query(), LogDirection.FORWARD)).containsExactly("a", "b", "c");
        assertThat(lines(query(), LogDirection.BACKWARD)).containsExactly("c", "b", "a");
    }

    @Test
    void entriesOfOneTimeKeepTheirOrder() {
        TestLogWriter writer = east();
        writer.entry(WEB, t0(), "z").entry(WEB, t0(), "a").commit();
        writer.entry(WEB, t0(), "m").commit();
        assertThat(lines(query(), LogDirection.FORWARD)).containsExactly("z", "a", "m");
        assertThat(lines(query(), LogDirection.BACKWARD)).containsExactly("m", "a", "z");
    }

    @Test
    void theSameEntryAgainIsKeptOnce() {
        TestLogWriter writer = east();
        writer.entry(WEB, t0(), "a").entry(WEB, t0(), "b").commit();
        LogWriteReport again = writer.entry(WEB, t0(), "b").entry(WEB, t0(), "a").entry(WEB, t0() + 1, "a").commit();
        assertThat(again.complete()).isTrue();
        assertThat(again.entries()).isEqualTo(3);
        assertThat(lines(query(), LogDirection.FORWARD)).containsExactly("a", "b", "a");
    }

    @Test
    void theSameTextWithOtherMetadataIsAnotherEntry() {
        Labels first = Labels.of("trace", "1");
        Labels second = Labels.of("trace", "2");
        TestLogWriter writer = east();
        writer.entry(WEB, t0(), "a").entry(WEB, t0(), "a", first).commit();
        writer.entry(WEB, t0(), "a", second).entry(WEB, t0(), "a", first).entry(WEB, t0(), "a").commit();
        assertThat(read(query(), LogDirection.FORWARD)).containsExactly(new LogEntry(t0(), "a", Labels.EMPTY),
                new LogEntry(t0(), "a", first), new LogEntry(t0(), "a", second));
    }

    private static Labels record(String key, String count) {
        return Labels.of("count", count, RecordVersion.KEY, key);
    }

    @Test
    void aRecordIsReplacedByItsNewerVersionWhereverThatBelongs() {
        east().entry(WEB, t0(), "seen once", record("u1", "1")).entry(WEB, t0() + 1, "other", record("u2", "1"))
                .entry(WEB, t0() + 2, "a line").commit();
        east().entry(DB, t0() + HOUR, "seen twice", record("u1", "2")).commit();
        assertThat(read(query(), LogDirection.FORWARD)).containsExactly(
                new LogEntry(t0() + HOUR, "seen twice", record("u1", "2")),
                new LogEntry(t0() + 1, "other", record("u2", "1")), new LogEntry(t0() + 2, "a line"));
        assertThat(lines(query(), LogDirection.BACKWARD)).containsExactly("seen twice", "a line", "other");
    }

    @Test
    void anOlderVersionOfARecordIsAcceptedAndDropped() {
        TestLogWriter writer = east();
        writer.entry(WEB, t0(), "ten", record("u1", "10")).commit();
        LogWriteReport report = writer.entry(WEB, t0(), "nine", record("u1", "9"))
                .entry(DB, t0() - 1, "earlier", record("u1", "11")).entry(WEB, t0(), "ten", record("u1", "10"))
                .commit();
        assertThat(report).isEqualTo(new LogWriteReport(3, 0, ""));
        assertThat(lines(query(), LogDirection.FORWARD)).containsExactly("ten");
        writer.entry(WEB, t0(), "eleven", record("u1", "11")).entry(WEB, t0(), "no count", record("u1", "x")).commit();
        assertThat(lines(query(), LogDirection.FORWARD)).containsExactly("eleven");
    }

    @Test
    void versionsOfARecordInOneBatchAndEqualTextsOfSeveralRecordsAreToldApart() {
        east().entry(WEB, t0(), "same", record("u1", "1")).entry(WEB, t0(), "same", record("u2", "1"))
                .entry(WEB, t0(), "same").entry(DB, t0() + 3, "three", record("u3", "3"))
                .entry(DB, t0() + 2, "two", record("u3", "2")).entry(DB, t0() + 3, "four", record("u3", "4")).commit();
        assertThat(lines(query(), LogDirection.FORWARD)).containsExactly("four", "same", "same", "same");
    }

    @Test
    void aKeyIsARecordsWithinItsClusterOnly() {
        east().entry(WEB, t0(), "east", record("u1", "1")).commit();
        new TestLogWriter(writer(), new WriterIdentity(new ClusterId("west"), false))
                .entry(WEB, t0() + 1, "west", record("u1", "1")).commit();
        assertThat(lines(query(), LogDirection.FORWARD)).containsExactlyInAnyOrder("east", "west");
    }

    @Seeded(runs = 3)
    void oneVersionOfEachRecordIsLeftWhateverTheOrder(Random random) {
        List<LogEntry> sent = new ArrayList<>();
        for (int i = 0; i < 300; i++) {
            long at = t0() - random.nextLong(20) * HOUR / 4;
            sent.add(new LogEntry(at, "v" + i, record("u" + random.nextInt(20), Integer.toString(i))));
        }
        TestLogWriter writer = east();
        for (LogEntry entry : sent) {
            writer.entry(random.nextBoolean() ? WEB : DB, entry.timestampNanos(), entry.line(), entry.metadata());
            if (random.nextInt(40) == 0) {
                writer.commit();
            }
        }
        writer.commit();
        Map<String, LogEntry> newest = new TreeMap<>();
        Comparator<LogEntry> byVersion = Comparator
                .comparing(entry -> RecordVersion.of(entry.timestampNanos(), entry.metadata()));
        sent.forEach(entry -> newest.merge(entry.metadata().get(RecordVersion.KEY), entry,
                BinaryOperator.maxBy(byVersion)));
        assertThat(read(query(), LogDirection.FORWARD)).containsExactlyInAnyOrderElementsOf(newest.values());
    }

    @Test
    void theRangeIncludesItsStartAndNotItsEnd() {
        east().entry(WEB, t0(), "a").entry(WEB, t0() + 10, "b").entry(WEB, t0() + 20, "c").commit();
        assertThat(lines(t0(), t0() + 20)).containsExactly("a", "b");
        assertThat(lines(t0() + 1, t0() + 21)).containsExactly("b", "c");
        assertThat(lines(t0() + 11, t0() + 20)).isEmpty();
    }

    @Test
    void rangesReachOverDays() {
        long day = 24 * HOUR;
        for (int i = 3; i >= 0; i--) {
            east().entry(WEB, t0() - i * day, "day " + i).commit();
        }
        assertThat(lines(t0() - 3 * day, t0() + 1)).containsExactly("day 3", "day 2", "day 1", "day 0");
        assertThat(lines(t0() - 2 * day, t0())).containsExactly("day 2", "day 1");
    }

    @Test
    void streamsOfOtherDaysAreNotFound() {
        east().entry(WEB, t0() - 72 * HOUR, "old").commit();
        LogQuery today = new LogQuery(List.of(), t0(), t0() + HOUR, 0);
        try (LogSelection selection = reader().select(today)) {
            assertThat(selection.streams()).isEmpty();
        }
        assertThat(reader().labelNames(today)).isEmpty();
        assertThat(reader().labelValues("app", today)).isEmpty();
    }

    @Test
    void streamsComeInLabelOrderAndMatch() {
        east().entry(WEB, t0(), "w").entry(DB, t0(), "d").entry(Labels.of("app", "\uD83D\uDE00"), t0(), "e").commit();
        assertThat(select()).hasSize(3).isSorted();
        assertThat(select(Matcher.equal("app", "db"))).containsExactly(east(DB));
        assertThat(select(Matcher.of("app", MatchType.NOT_EQUAL, "db"))).hasSize(2).doesNotContain(east(DB));
        assertThat(select(Matcher.of("app", MatchType.REGEX, "w.b|db"))).containsExactly(east(DB), east(WEB));
        assertThat(select(Matcher.of("namespace", MatchType.NOT_REGEX, ".+"))).hasSize(1);
        assertThat(select(Matcher.equal("namespace", ""))).hasSize(1);
        assertThat(select(Matcher.equal("app", "web"), Matcher.equal("namespace", "x"))).isEmpty();
    }

    @Test
    void moreStreamsThanTheLimitAreRefused() {
        east().entry(WEB, t0(), "w").entry(DB, t0(), "d").commit();
        LogQuery all = query();
        assertThatThrownBy(() -> reader().select(new LogQuery(List.of(), all.startNanos(), all.endNanos(), 1)).close())
                .isInstanceOf(ReadRefusedException.class).hasMessageContaining("1");
        reader().select(new LogQuery(List.of(), all.startNanos(), all.endNanos(), 2)).close();
    }

    @Test
    void labelNamesAndValuesAreSortedAndCutAtTheLimit() {
        east().entry(WEB, t0(), "w").entry(DB, t0(), "d").entry(Labels.of("zone", "z"), t0(), "z").commit();
        assertThat(reader().labelNames(query())).containsExactly("app", "cluster", "namespace", "zone");
        assertThat(reader().labelNames(query(Matcher.equal("zone", "z")))).containsExactly("cluster", "zone");
        assertThat(reader().labelValues("app", query())).containsExactly("db", "web");
        assertThat(reader().labelValues("nowhere", query())).isEmpty();
        LogQuery all = query();
        LogQuery one = new LogQuery(List.of(), all.startNanos(), all.endNanos(), 1);
        assertThat(reader().labelNames(one)).containsExactly("app");
        assertThat(reader().labelValues("app", one)).containsExactly("db");
    }

    @Test
    void linesWithAllNeedlesAreAlwaysRead() {
        east().entry(WEB, t0(), "error: timeout").entry(WEB, t0() + 1, "ok").entry(WEB, t0() + 2, "timeout ERROR")
                .commit();
        LogQuery all = query();
        LogQuery hinted = new LogQuery(List.of(), all.startNanos(), all.endNanos(), 0, List.of(Needle.of("timeout"),
                new Needle(List.of("fatal", "error"), true)));
        assertThat(lines(hinted, LogDirection.FORWARD)).contains("error: timeout", "timeout ERROR");
    }

    @Test
    void statsCoverTheEntries() {
        east().entry(WEB, t0(), "12345").entry(WEB, t0() + 5, "\u00e9").commit();
        try (LogSelection selection = reader().select(query())) {
            StreamStats stats = selection.streams().getFirst().stats();
            assertThat(stats.entries()).isGreaterThanOrEqualTo(2);
            assertThat(stats.bytes()).isGreaterThanOrEqualTo(7);
            assertThat(stats.blocks()).isPositive();
            assertThat(stats.firstNanos()).isLessThanOrEqualTo(t0());
            assertThat(stats.lastNanos()).isGreaterThanOrEqualTo(t0() + 5);
        }
    }

    @Test
    void theClusterIsStampedAsOnSeries() {
        east().entry(WEB.with("cluster", "west"), t0(), "a").entry(WEB.with("cluster", "east"), t0(), "b").commit();
        assertThat(select()).containsExactlyInAnyOrder(east(WEB), east(WEB).with("exported_cluster", "west"));
        new TestLogWriter(writer(), new WriterIdentity(EAST, true)).entry(WEB.with("cluster", "north"), t0(), "c")
                .entry(WEB.with("cluster", "_hub"), t0(), "d").commit();
        assertThat(select(Matcher.equal("cluster", "north"))).containsExactly(WEB.with("cluster", "north"));
        assertThat(select(Matcher.equal("exported_cluster", "_hub"))).hasSize(1);
        assertThat(select(Matcher.equal("cluster", "_hub"))).isEmpty();
    }

    @Test
    void brokenLabelSetsAreRefusedWithTheirReason() {
        byte[] bytes = "appappabxline".getBytes(StandardCharsets.UTF_8);
        LabelSlices twice = new LabelSlices();
        twice.reset(bytes);
        twice.add(0, 3, 6, 1);
        twice.add(3, 3, 7, 1);
        LabelSlices nameless = new LabelSlices();
        nameless.reset(bytes);
        nameless.add(0, 0, 6, 1);
        LabelSlices none = new LabelSlices();
        for (LabelSlices broken : List.of(twice, nameless, none)) {
            LogBatch batch = writer().begin(new WriterIdentity(EAST, false));
            batch.stream(broken);
            batch.entry(t0(), bytes, 9, 4, new LabelSlices());
            LogWriteReport report = batch.commit().toCompletableFuture().join();
            assertThat(report.refused()).isEqualTo(1);
            assertThat(report.entries()).isZero();
            assertThat(report.problem()).isNotEmpty();
        }
        assertThat(select()).isEmpty();
    }

    @Seeded(runs = 3)
    void aShuffledLoadReadsBackSorted(Random random) {
        List<LogEntry> expected = new ArrayList<>();
        TestLogWriter writer = east();
        for (int i = 0; i < 800; i++) {
            LogEntry entry = new LogEntry(t0() - random.nextLong(8 * HOUR), "line " + i + " " + random.nextLong());
            expected.add(entry);
            writer.entry(WEB, entry.timestampNanos(), entry.line());
            if (random.nextInt(50) == 0) {
                writer.commit();
            }
        }
        writer.commit();
        expected.sort(Comparator.comparingLong(LogEntry::timestampNanos));
        assertThat(read(query(), LogDirection.FORWARD)).isEqualTo(expected);
        assertThat(read(query(), LogDirection.BACKWARD)).isEqualTo(expected.reversed());
    }
}
