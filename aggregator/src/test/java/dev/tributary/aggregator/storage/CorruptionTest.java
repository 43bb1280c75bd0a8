package dev.tributary.aggregator.storage;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;

import dev.tributary.aggregator.storage.verify.VerifyReport;
import dev.tributary.aggregator.storage.work.WorkProgress;
import dev.tributary.model.ClusterId;
import dev.tributary.model.Labels;
import dev.tributary.model.SampleColumns;
import dev.tributary.model.port.SeriesQuery;
import dev.tributary.model.port.SeriesSelection;
import dev.tributary.model.port.StoredSeries;
import dev.tributary.model.port.WriterIdentity;
import dev.tributary.testkit.TestWriter;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

/** Bytes of a table file are changed behind the store's back. */
class CorruptionTest {
    private static final long NOW = StoreFixture.NOW.toEpochMilli();
    private static final int SERIES = 200;
    private static final int SAMPLES = 300;

    @TempDir
    Path folder;
    private StoreFixture fixture;

    @BeforeEach
    void damage() throws IOException {
        fixture = new StoreFixture(folder);
        write(NOW - 1_000_000, SAMPLES);
        fixture.store.flush();
        fixture.store.close();
        Path file = largestTable();
        try (RandomAccessFile bytes = new RandomAccessFile(file.toFile(), "rw")) {
            bytes.seek(bytes.length() / 2);
            int before = bytes.read();
            bytes.seek(bytes.length() / 2);
            bytes.write(before ^ 0x55);
        }
        fixture.restart();
    }

    @AfterEach
    void close() {
        fixture.close();
    }

    private void write(long from, int samples) {
        TestWriter writer = new TestWriter(fixture.store, new WriterIdentity(new ClusterId("east"), false));
        Random random = new Random(5);
        for (int series = 0; series < SERIES; series++) {
            Labels labels = Labels.of("__name__", "up", "series", Integer.toString(series));
            for (int i = 0; i < samples; i++) {
                writer.sample(labels, from + 1000L * i, random.nextDouble());
            }
        }
        writer.commit();
    }

    private Path largestTable() throws IOException {
        try (Stream<Path> files = Files.list(folder.resolve("metrics"))) {
            return files.filter(file -> file.toString().endsWith(".sst"))
                    .max(Comparator.comparingLong(file -> file.toFile().length())).orElseThrow();
        }
    }

    /** How many series have all their old samples; the others must have none of them. */
    private int wholeSeries() {
        int whole = 0;
        try (SeriesSelection all = fixture.store.select(new SeriesQuery(List.of(), 0, NOW - 1, 0))) {
            for (StoredSeries series : all.series()) {
                SampleColumns columns = new SampleColumns();
                series.read(0, NOW - 1, columns);
                assertThat(columns.size()).isIn(0, SAMPLES);
                whole += columns.size() == SAMPLES ? 1 : 0;
            }
            assertThat(all.warnings()).isNotEmpty()
                    .allSatisfy(warning -> assertThat(warning).startsWith("skipped damaged data: "));
        }
        return whole;
    }

    @Test
    void theDamagedBlockIsLeftOutWithAWarningAndTheRestIsServed() {
        assertThat(wholeSeries()).isBetween(SERIES / 2, SERIES - 1);
        assertThat(fixture.store.stats().damagedReads()).isPositive();
    }

    @Test
    void aVerificationNamesTheFileAndWhatIsMissing() {
        VerifyReport report = fixture.store.verify(WorkProgress.NONE);
        assertThat(report.isSound()).isFalse();
        assertThat(report.descriptions()).anySatisfy(text -> assertThat(text).contains(".sst of day-"))
                .anySatisfy(text -> assertThat(text).startsWith("day-").contains("not readable after key"));
        assertThat(report.samples()).isBetween((long) SERIES * SAMPLES / 2, (long) SERIES * SAMPLES - 1);
    }

    @Test
    void writingFlushingAndRetentionGoOn() {
        int whole = wholeSeries();
        // More than the files at which a compaction begins.
        for (int round = 0; round < 8; round++) {
            write(NOW + 10_000L * round, 5);
            fixture.store.flush();
        }
        SampleColumns columns = new SampleColumns();
        try (SeriesSelection all = fixture.store.select(new SeriesQuery(List.of(), NOW, NOW + 1_000_000, 0))) {
            assertThat(all.series()).hasSize(SERIES);
            all.series().forEach(series -> series.read(NOW, NOW + 1_000_000, columns));
        }
        // What other files hold of the series in the damaged block is served too.
        assertThat(columns.size()).isEqualTo(SERIES * 40);
        assertThat(wholeSeries()).isEqualTo(whole);
        write(NOW + 100_000, 1);
        assertThat(fixture.store.stats().flushFailures()).isZero();
    }

    @Test
    void aDeletionOfWhatCannotBeReadStaysInForce() {
        fixture.store.deleteSeries(List.of(), Long.MIN_VALUE, Long.MAX_VALUE);
        assertThat(fixture.store.cleanTombstones()).isZero();
        assertThat(fixture.store.stats().tombstones()).isEqualTo(1);
        SampleColumns columns = new SampleColumns();
        try (SeriesSelection all = fixture.store.select(new SeriesQuery(List.of(), 0, NOW, 0))) {
            all.series().forEach(series -> series.read(0, NOW, columns));
        }
        assertThat(columns.size()).isZero();
    }
}
