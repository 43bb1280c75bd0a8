package dev.tributary.aggregator.storage;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

import dev.tributary.model.ClusterId;
import dev.tributary.model.Labels;
import dev.tributary.model.SampleColumns;
import dev.tributary.model.port.SeriesQuery;
import dev.tributary.model.port.SeriesSelection;
import dev.tributary.model.port.WriteReport;
import dev.tributary.model.port.WriterIdentity;
import dev.tributary.testkit.TestWriter;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

class RetentionTest {
    private static final long DAY = Duration.ofDays(1).toMillis();
    private static final Labels UP = Labels.of("__name__", "up");

    @TempDir
    Path folder;
    private StoreFixture fixture;

    @BeforeEach
    void open() {
        fixture = new StoreFixture(folder);
    }

    @AfterEach
    void close() {
        fixture.close();
    }

    private long now() {
        return fixture.clock.millis();
    }

    private WriteReport write(long time, double value) {
        return new TestWriter(fixture.store, new WriterIdentity(new ClusterId("east"), false)).sample(UP, time, value)
                .commit();
    }

    private int stored() {
        SampleColumns columns = new SampleColumns();
        try (SeriesSelection all = fixture.store.select(new SeriesQuery(List.of(), 0, now() + DAY, 0))) {
            all.series().forEach(series -> series.read(0, now() + DAY, columns));
        }
        return columns.size();
    }

    @Test
    void samplesOlderThanTheRetentionAreRefusedInWords() {
        WriteReport report = write(now() - 15 * DAY - 1, 1);
        assertThat(report.refused()).isEqualTo(1);
        assertThat(report.problem()).startsWith("out of bounds").contains("retention").contains("up");
        assertThat(write(now() - 15 * DAY + 1, 1).complete()).isTrue();
    }

    @Test
    void samplesFarInTheFutureAreRefusedInWords() {
        WriteReport report = write(now() + 600_001, 1);
        assertThat(report.refused()).isEqualTo(1);
        assertThat(report.problem()).startsWith("out of bounds").contains("future").contains("up");
        assertThat(write(now() + 600_000, 1).complete()).isTrue();
    }

    @Test
    void daysPastTheRetentionAreDroppedWholeAndStayDroppedAfterARestart() {
        for (int day = 0; day < 10; day++) {
            write(now() - day * DAY, day);
        }
        fixture.store.flush();
        assertThat(fixture.store.stats().days()).isEqualTo(10);
        fixture.clock.advance(Duration.ofDays(10));
        assertThat(fixture.store.dropExpired()).isEqualTo(4);
        assertThat(stored()).isEqualTo(6);
        fixture.restart();
        assertThat(stored()).isEqualTo(6);
        assertThat(fixture.store.dropExpired()).isZero();
    }

    @Test
    void aSelectionOpenWhileItsDayIsDroppedStaysReadable() {
        write(now() - 14 * DAY, 7);
        fixture.store.flush();
        SampleColumns columns = new SampleColumns();
        try (SeriesSelection all = fixture.store.select(new SeriesQuery(List.of(), 0, now(), 0))) {
            fixture.clock.advance(Duration.ofDays(5));
            assertThat(fixture.store.dropExpired()).isEqualTo(1);
            all.series().getFirst().read(0, now(), columns);
        }
        assertThat(columns.size()).isEqualTo(1);
        assertThat(stored()).isZero();
    }

    @Test
    void aLongerRetentionIsTakenAtTheNextStart() {
        fixture.restart(fixture.options.withRetention(Duration.ofDays(30)));
        assertThat(write(now() - 20 * DAY, 1).complete()).isTrue();
        assertThat(stored()).isEqualTo(1);
    }
}
