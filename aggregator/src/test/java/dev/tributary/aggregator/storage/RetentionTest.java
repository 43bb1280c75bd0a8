package dev.tributary.aggregator.storage;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;

import dev.tributary.aggregator.storage.settings.RetentionOptions;
import dev.tributary.model.ClusterId;
import dev.tributary.model.Exemplar;
import dev.tributary.model.Labels;
import dev.tributary.model.Matcher;
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

    private static final RetentionOptions BY_CLUSTER = new RetentionOptions(
            new RetentionOptions.Kinds(Duration.ofDays(15), Duration.ofDays(5)),
            Map.of("short", new RetentionOptions.Kinds(Duration.ofDays(3), Duration.ofDays(2)), "long",
                    new RetentionOptions.Kinds(Duration.ofDays(30), Duration.ofDays(20))));

    private int stored(String cluster) {
        SampleColumns columns = new SampleColumns();
        try (SeriesSelection all = fixture.store
                .select(new SeriesQuery(List.of(Matcher.equal("cluster", cluster)), 0, now() + DAY, 0))) {
            all.series().forEach(series -> series.read(0, now() + DAY, columns));
        }
        return columns.size();
    }

    private long exemplars(String cluster) {
        return fixture.store.exemplars(new SeriesQuery(List.of(Matcher.equal("cluster", cluster)), 0, now(), 0))
                .stream()
                .mapToLong(series -> series.exemplars().size()).sum();
    }

    @Test
    void clustersAndKindsAreKeptAsLongAsEachIsToBe() {
        fixture.restart(fixture.options.withRetention(BY_CLUSTER));
        for (String cluster : List.of("short", "usual", "long")) {
            TestWriter writer = fixture.writer(cluster);
            for (int day = 0; day < 3; day++) {
                writer.sample(UP, now() - day * DAY, day)
                        .exemplar(UP, new Exemplar(Labels.of("trace_id", "t" + day), day, now() - day * DAY));
            }
            assertThat(writer.commit().complete()).isTrue();
        }
        fixture.store.flush();
        fixture.clock.advance(Duration.ofDays(3));
        assertThat(fixture.store.dropExpired()).isEqualTo(2);
        assertThat(fixture.store.stats().clusterDaysDropped()).isEqualTo(2);
        assertThat(List.of(stored("short"), stored("usual"), stored("long"))).containsExactly(1, 3, 3);
        assertThat(List.of(exemplars("short"), exemplars("usual"), exemplars("long"))).containsExactly(0L, 3L, 3L);
        fixture.restart();
        assertThat(List.of(stored("short"), stored("usual"), stored("long"))).containsExactly(1, 3, 3);
        fixture.clock.advance(Duration.ofDays(14));
        fixture.store.dropExpired();
        assertThat(List.of(stored("short"), stored("usual"), stored("long"))).containsExactly(0, 0, 3);
        assertThat(List.of(exemplars("short"), exemplars("usual"), exemplars("long"))).containsExactly(0L, 0L, 3L);
        fixture.clock.advance(Duration.ofDays(20));
        assertThat(fixture.store.dropExpired()).isEqualTo(3);
        assertThat(stored("long")).isZero();
        assertThat(fixture.store.stats().daysDropped()).isEqualTo(3);
    }

    @Test
    void whatAClusterKeepsDecidesHowLateItsSamplesMayBe() {
        fixture.restart(fixture.options.withRetention(BY_CLUSTER));
        assertThat(fixture.writer("short").sample(UP, now() - 4 * DAY, 1).commit().problem())
                .contains("retention of PT72H");
        assertThat(fixture.writer("long").sample(UP, now() - 25 * DAY, 1).commit().complete()).isTrue();
        WriterIdentity open = new WriterIdentity(new ClusterId("usual"), true);
        WriteReport report = new TestWriter(fixture.store, open).sample(UP.with("cluster", "long"), now() - 25 * DAY, 2)
                .sample(UP.with("cluster", "short"), now() - 4 * DAY, 2).sample(UP, now() - 4 * DAY, 2).commit();
        assertThat(report.refused()).isEqualTo(2);
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
