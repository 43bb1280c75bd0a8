package dev.tributary.aggregator.storage.logs;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;

import dev.tributary.aggregator.storage.logs.deletion.LogDeletion;
import dev.tributary.aggregator.storage.verify.VerifyReport;
import dev.tributary.aggregator.storage.work.WorkProgress;
import dev.tributary.model.Labels;
import dev.tributary.model.MatchType;
import dev.tributary.model.Matcher;
import dev.tributary.model.port.EntryCursor;
import dev.tributary.model.port.LogDirection;
import dev.tributary.model.port.LogQuery;
import dev.tributary.model.port.LogSelection;
import dev.tributary.model.port.Needle;
import dev.tributary.model.port.StoredStream;
import dev.tributary.testkit.TestLogWriter;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static dev.tributary.aggregator.storage.logs.LogStoreFixture.HOUR;
import static dev.tributary.aggregator.storage.logs.LogStoreFixture.T0;
import static org.assertj.core.api.Assertions.assertThat;

/** Bytes of a table file are changed behind the store's back. */
class LogCorruptionTest {
    private static final int STREAMS = 40;
    private static final int LINES = 200;

    @TempDir
    Path folder;
    private LogStoreFixture fixture;

    @BeforeEach
    void damage() throws IOException {
        fixture = new LogStoreFixture(folder);
        write(T0 - HOUR, LINES);
        fixture.store().flush();
        fixture.close();
        try (RandomAccessFile bytes = new RandomAccessFile(largestTable().toFile(), "rw")) {
            bytes.seek(bytes.length() / 2);
            int before = bytes.read();
            bytes.seek(bytes.length() / 2);
            bytes.write(before ^ 0x55);
        }
        fixture.reopen();
    }

    @AfterEach
    void close() {
        fixture.close();
    }

    private static Labels stream(int number) {
        return Labels.of("app", "app-" + number);
    }

    private void write(long from, int lines) {
        TestLogWriter east = fixture.east();
        Random random = new Random(5);
        for (int stream = 0; stream < STREAMS; stream++) {
            for (int i = 0; i < lines; i++) {
                east.entry(stream(stream), from + i, "needle " + i + " in " + Long.toHexString(random.nextLong()));
            }
        }
        assertThat(east.commit().refused()).isZero();
    }

    private Path largestTable() throws IOException {
        try (Stream<Path> files = Files.list(folder.resolve("lines"))) {
            return files.filter(file -> file.toString().endsWith(".sst"))
                    .max(Comparator.comparingLong(file -> file.toFile().length())).orElseThrow();
        }
    }

    /** How many streams have all their old lines; the others must have none of them. */
    private int wholeStreams(String... needles) {
        int whole = 0;
        LogQuery query = new LogQuery(List.of(), T0 - 2 * HOUR, T0 - 1, 0, Stream.of(needles).map(Needle::of).toList());
        try (LogSelection selection = fixture.store().select(query)) {
            for (StoredStream stream : selection.streams()) {
                int lines = count(stream, LogDirection.FORWARD);
                assertThat(lines).isIn(0, LINES).isEqualTo(count(stream, LogDirection.BACKWARD));
                whole += lines == LINES ? 1 : 0;
            }
            assertThat(selection.warnings()).isNotEmpty()
                    .allSatisfy(warning -> assertThat(warning).startsWith("damaged data left out: "));
        }
        return whole;
    }

    private static int count(StoredStream stream, LogDirection direction) {
        int count = 0;
        try (EntryCursor cursor = stream.entries(direction)) {
            while (cursor.next()) {
                assertThat(cursor.line()).startsWith("needle ");
                count++;
            }
        }
        return count;
    }

    @Test
    void theDamagedBlockIsLeftOutWithAWarningAndTheRestIsServed() {
        int whole = wholeStreams();
        assertThat(whole).isBetween(STREAMS / 2, STREAMS - 1);
        assertThat(wholeStreams("needle ")).isEqualTo(whole);
        assertThat(fixture.store().stats().damagedReads()).isPositive();
    }

    @Test
    void aVerificationNamesTheFileAndWhatIsMissing() {
        VerifyReport report = fixture.store().verify(WorkProgress.NONE);
        assertThat(report.isSound()).isFalse();
        assertThat(report.descriptions()).anySatisfy(text -> assertThat(text).contains(".sst of "))
                .anySatisfy(text -> assertThat(text).contains("not readable after key"));
        assertThat(report.entries()).isBetween((long) STREAMS * LINES / 4, (long) STREAMS * LINES - 1);
    }

    @Test
    void writingAndFlushingGoOn() {
        int whole = wholeStreams();
        // More than the files at which a compaction begins.
        for (int round = 0; round < 8; round++) {
            write(T0 + 1000L * round, 5);
            fixture.store().flush();
        }
        LogQuery query = new LogQuery(List.of(), T0, T0 + HOUR, 0);
        assertThat(fixture.lines(query)).hasSize(STREAMS * 40);
        assertThat(wholeStreams()).isEqualTo(whole);
        assertThat(fixture.store().stats().flushFailures()).isZero();
    }

    @Test
    void aDeletionOfWhatCannotBeReadStaysInForce() {
        int whole = wholeStreams();
        fixture.store().delete(List.of(Matcher.of("app", MatchType.REGEX, "app-.*")), "", T0 - HOUR + 10, T0);
        fixture.clock.advance(Duration.ofHours(25));
        assertThat(fixture.store().processDeletions()).isZero();
        assertThat(fixture.store().deletions()).extracting(LogDeletion::status)
                .containsExactly(LogDeletion.Status.RECEIVED);
        assertThat(fixture.lines()).hasSize(whole * 10);
    }
}
