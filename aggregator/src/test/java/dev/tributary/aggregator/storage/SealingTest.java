package dev.tributary.aggregator.storage;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

import dev.tributary.model.Labels;
import dev.tributary.model.Matcher;
import dev.tributary.model.SampleColumns;
import dev.tributary.model.port.SeriesQuery;
import dev.tributary.model.port.SeriesSelection;
import dev.tributary.model.port.StoredSeries;
import dev.tributary.model.port.WriteReport;
import dev.tributary.testkit.Seeded;
import dev.tributary.testkit.TestWriter;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

class SealingTest {
    private static final Labels UP = Labels.of("__name__", "up", "job", "node");
    private static final Labels EAST_UP = UP.with("cluster", "east");
    private static final long NOW = StoreFixture.NOW.toEpochMilli();

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

    private List<String> everything() {
        List<String> rows = new ArrayList<>();
        SeriesQuery query = new SeriesQuery(List.of(), 0, NOW + Duration.ofDays(30).toMillis(), 0);
        try (SeriesSelection selection = fixture.store.select(query)) {
            for (StoredSeries series : selection.series()) {
                SampleColumns columns = new SampleColumns();
                series.read(query.minMillis(), query.maxMillis(), columns);
                for (int i = 0; i < columns.size(); i++) {
                    rows.add(series.labels() + " " + columns.timestamp(i) + " " + columns.value(i) + " "
                            + columns.start(i));
                }
            }
            assertThat(selection.warnings()).isEmpty();
        }
        return rows;
    }

    @Seeded(runs = 5)
    void sealedDaysHoldTheSameSamples(Random random) {
        for (int flush = 0; flush < 4; flush++) {
            for (String cluster : List.of("east", "west")) {
                TestWriter writer = fixture.writer(cluster);
                for (int i = 0; i < 400; i++) {
                    Labels labels = UP.with("instance", Integer.toString(random.nextInt(20)));
                    long time = NOW - random.nextInt(40 * 3600) * 1000L;
                    writer.sample(labels, time, random.nextInt(10), random.nextBoolean() ? 0 : time - 1000);
                }
                writer.commit();
            }
            fixture.store.flush();
            if (flush == 1) {
                fixture.store.deleteSeries(List.of(Matcher.equal("instance", "7")), 0, NOW);
            }
        }
        List<String> before = everything();
        fixture.store.optimise();
        assertThat(everything()).isEqualTo(before);
        assertThat(fixture.store.stats().headSamples()).isZero();
        fixture.restart();
        assertThat(everything()).isEqualTo(before);
        fixture.store.cleanTombstones();
        assertThat(everything()).isEqualTo(before);
    }

    @Test
    void theStoreKnowsWhatItHoldsWhere() {
        StorageStats empty = fixture.store.stats();
        assertThat(List.of(empty.headMinMillis(), empty.headMaxMillis(), empty.headChains()))
                .isEqualTo(List.of(Long.MAX_VALUE, Long.MIN_VALUE, 0L));
        long before = NOW - Duration.ofDays(1).toMillis();
        fixture.writer("east").sample(UP, before, 1).sample(UP.with("instance", "2"), NOW - 1000, 1).commit();
        StorageStats filled = fixture.store.stats();
        assertThat(List.of(filled.headMinMillis(), filled.headMaxMillis(), filled.headChains()))
                .isEqualTo(List.of(before, NOW - 1000, 2L));
        assertThat(fixture.store.days()).isEmpty();
        fixture.store.flush();
        fixture.writer("west").sample(UP, before + 1000, 1).commit();
        fixture.store.flush();
        long day = Duration.ofDays(1).toMillis();
        long first = before / day * day;
        assertThat(fixture.store.days()).containsExactly(new StoredDay(first, first + day, 2),
                new StoredDay(first + day, first + 2 * day, 1));
        fixture.writer("west").sample(UP, before + 2000, 1).commit();
        fixture.store.optimise();
        assertThat(fixture.store.stats().daysSealed()).isEqualTo(1);
        assertThat(fixture.store.stats().sealingNanos()).isPositive();
    }

    @Test
    void duplicatesAndLateSamplesAreJudgedAsBefore() {
        TestWriter writer = fixture.writer("east");
        for (int i = 0; i < 3; i++) {
            writer.sample(UP, NOW - 3000 + 1000L * i, i).commit();
            fixture.store.flush();
        }
        fixture.store.optimise();
        WriteReport other = writer.sample(UP, NOW - 2000, 7).commit();
        assertThat(other.refused()).isEqualTo(1);
        assertThat(writer.sample(UP, NOW - 2000, 1).commit().complete()).isTrue();
        assertThat(writer.sample(UP, NOW - 2500, 5).commit().complete()).isTrue();
        fixture.store.flush();
        assertThat(everything()).hasSize(4).element(1).isEqualTo(EAST_UP + " " + (NOW - 2500) + " 5.0 0");
        fixture.store.optimise();
        assertThat(everything()).hasSize(4).element(1).isEqualTo(EAST_UP + " " + (NOW - 2500) + " 5.0 0");
    }

    @Test
    void aReadThatBeganBeforeGoesOn() {
        TestWriter writer = fixture.writer("east");
        for (int i = 0; i < 3; i++) {
            writer.sample(UP, NOW - 3000 + 1000L * i, i).commit();
            fixture.store.flush();
        }
        SeriesQuery query = new SeriesQuery(List.of(), 0, NOW, 0);
        try (SeriesSelection selection = fixture.store.select(query)) {
            fixture.store.optimise();
            SampleColumns columns = new SampleColumns();
            selection.series().getFirst().read(0, NOW, columns);
            assertThat(columns.size()).isEqualTo(3);
        }
    }
}
