package dev.tributary.aggregator.storage;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

import dev.tributary.model.Exemplar;
import dev.tributary.model.Labels;
import dev.tributary.model.Matcher;
import dev.tributary.model.NativeHistogram;
import dev.tributary.model.SampleColumns;
import dev.tributary.model.port.SeriesQuery;
import dev.tributary.model.port.SeriesSelection;
import dev.tributary.model.port.WriteReport;
import dev.tributary.testkit.TestWriter;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import static org.assertj.core.api.Assertions.assertThat;

class DeletionTest {
    private static final long NOW = StoreFixture.NOW.toEpochMilli();
    private static final long DAY = Duration.ofDays(1).toMillis();
    private static final Labels A = Labels.of("__name__", "up", "job", "a");
    private static final Labels B = Labels.of("__name__", "up", "job", "b");
    private static final Labels SIZES = Labels.of("__name__", "sizes", "job", "a");

    /** Where the samples are when they are deleted and read. */
    enum Place {
        MEMORY, CHUNKS, BOTH, FLUSHED_AFTERWARDS, RESTARTED, CLEANED
    }

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

    private void before(Place place) {
        if (place != Place.MEMORY && place != Place.FLUSHED_AFTERWARDS) {
            fixture.store.flush();
        }
    }

    private void after(Place place) {
        switch (place) {
            case FLUSHED_AFTERWARDS -> fixture.store.flush();
            case RESTARTED -> fixture.restart();
            case CLEANED -> assertThat(fixture.store.cleanTombstones()).isPositive();
            case MEMORY, CHUNKS, BOTH -> {
            }
        }
    }

    private void fill(Place place, String... clusters) {
        for (String cluster : clusters) {
            TestWriter writer = fixture.writer(cluster);
            for (int i = 0; i < 100; i++) {
                long time = NOW - DAY + i * 1000L;
                writer.sample(A, time, i).sample(B, time, i).histogram(SIZES, time, histogram(i));
                if (place == Place.BOTH && i == 50) {
                    writer.commit();
                    fixture.store.flush();
                }
            }
            writer.sample(A, NOW, 7).commit();
        }
        if (place != Place.BOTH) {
            before(place);
        }
    }

    private static NativeHistogram histogram(int i) {
        return NativeHistogram.builder().integer(true).schema(0).count(i).sum(i)
                .positive(new int[]{0, 1}, new double[]{i})
                .build();
    }

    private static List<Matcher> where(String... namesAndValues) {
        List<Matcher> matchers = new ArrayList<>();
        for (int i = 0; i < namesAndValues.length; i += 2) {
            matchers.add(Matcher.equal(namesAndValues[i], namesAndValues[i + 1]));
        }
        return matchers;
    }

    private SampleColumns read(String... matchers) {
        SampleColumns columns = new SampleColumns();
        try (SeriesSelection found = fixture.store.select(new SeriesQuery(where(matchers), 0, NOW + DAY, 0))) {
            found.series().forEach(series -> series.read(0, NOW + DAY, columns));
            assertThat(found.warnings()).isEmpty();
        }
        return columns;
    }

    private List<Labels> listed(long from, long to, String... matchers) {
        try (SeriesSelection found = fixture.store.select(new SeriesQuery(where(matchers), from, to, 0))) {
            return found.series().stream().map(series -> series.labels().without("cluster")).toList();
        }
    }

    @ParameterizedTest
    @EnumSource
    void samplesOfARangeAreGoneAndTheOthersStay(Place place) {
        fill(place, "east", "west");
        assertThat(fixture.store.deleteSeries(where("cluster", "east", "job", "a"), NOW - DAY + 10_000,
                NOW - DAY + 19_999)).isEqualTo(2);
        after(place);
        SampleColumns kept = read("cluster", "east", "__name__", "up", "job", "a");
        assertThat(kept.size()).isEqualTo(91);
        for (int i = 0; i < 90; i++) {
            int value = i < 10 ? i : i + 10;
            assertThat(kept.timestamp(i)).isEqualTo(NOW - DAY + value * 1000L);
            assertThat(kept.value(i)).isEqualTo(value);
        }
        SampleColumns sizes = read("cluster", "east", "__name__", "sizes");
        assertThat(sizes.size()).isEqualTo(90);
        assertThat(sizes.histogram(10)).isEqualTo(histogram(20));
        assertThat(read("cluster", "east", "job", "b").size()).isEqualTo(100);
        assertThat(read("cluster", "west").size()).isEqualTo(301);
    }

    @ParameterizedTest
    @EnumSource
    void whatIsWrittenAfterwardsIsNotDeletedAlsoAtTheSameTime(Place place) {
        fill(place, "east");
        fixture.store.deleteSeries(where("job", "a"), Long.MIN_VALUE, Long.MAX_VALUE);
        after(place);
        assertThat(read("job", "a").size()).isZero();
        WriteReport report = fixture.writer("east").sample(A, NOW - DAY, 99).sample(A, NOW, 98).commit();
        assertThat(report.complete()).isTrue();
        for (int round = 0; round < 2; round++) {
            SampleColumns again = read("job", "a");
            assertThat(again.size()).isEqualTo(2);
            assertThat(again.value(0)).isEqualTo(99);
            assertThat(again.value(1)).isEqualTo(98);
            // After a restart and before a cleaning it is not known which series came back.
            assertThat(listed(0, NOW + DAY, "job", "a")).contains(A);
            fixture.store.flush();
        }
        fixture.store.cleanTombstones();
        assertThat(listed(0, NOW + DAY, "job", "a")).containsExactly(A);
        assertThat(read("job", "a").size()).isEqualTo(2);
        fixture.restart();
        assertThat(read("job", "a").size()).isEqualTo(2);
    }

    @Test
    void aDeletedSeriesIsNotListedAnyMore() {
        fill(Place.BOTH, "east");
        fixture.store.deleteSeries(where("job", "a"), Long.MIN_VALUE, Long.MAX_VALUE);
        assertThat(listed(0, NOW + DAY, "cluster", "east")).containsExactly(B);
        fixture.store.flush();
        assertThat(listed(0, NOW + DAY, "cluster", "east")).containsExactly(B);
        fixture.store.cleanTombstones();
        fixture.restart();
        assertThat(listed(0, NOW + DAY, "cluster", "east")).containsExactly(B);
        assertThat(fixture.store.labelValues("job", new SeriesQuery(List.of(), 0, NOW, 0))).containsExactly("b");
    }

    @Test
    void aClusterIsDeletedByItsLabelAlone() {
        fill(Place.BOTH, "east", "west");
        assertThat(fixture.store.deleteSeries(where("cluster", "east"), Long.MIN_VALUE, Long.MAX_VALUE)).isEqualTo(3);
        fixture.store.cleanTombstones();
        assertThat(read("cluster", "east").size()).isZero();
        assertThat(read("cluster", "west").size()).isEqualTo(301);
    }

    @Test
    void cleaningGivesRoomBackAndForgetsTheDeletions() {
        TestWriter writer = fixture.writer("east");
        for (int i = 0; i < 30_000; i++) {
            writer.sample(A, NOW - DAY + i, Math.sqrt(i));
        }
        writer.sample(B, NOW - DAY, 1).commit();
        fixture.store.flush();
        long before = fixture.store.stats().diskBytes();
        fixture.store.deleteSeries(where("job", "a"), Long.MIN_VALUE, Long.MAX_VALUE);
        fixture.store.deleteSeries(where("job", "a"), Long.MIN_VALUE, Long.MAX_VALUE);
        assertThat(fixture.store.stats().tombstones()).isEqualTo(2);
        assertThat(fixture.store.cleanTombstones()).isEqualTo(2);
        assertThat(fixture.store.stats().tombstones()).isZero();
        assertThat(fixture.store.stats().diskBytes()).isLessThan(before / 2);
        assertThat(fixture.store.cleanTombstones()).isZero();
        assertThat(read("cluster", "east").size()).isEqualTo(1);
    }

    @Test
    void whatMatchesNothingDeletesNothing() {
        fill(Place.MEMORY, "east");
        assertThat(fixture.store.deleteSeries(where("job", "x"), Long.MIN_VALUE, Long.MAX_VALUE)).isZero();
        assertThat(fixture.store.deleteSeries(where("job", "a"), NOW, NOW - 1)).isZero();
        assertThat(fixture.store.stats().tombstones()).isZero();
    }

    @Test
    void exemplarsGoWithTheirSeries() {
        Exemplar old = new Exemplar(Labels.of("trace_id", "1"), 1, NOW - DAY);
        Exemplar young = new Exemplar(Labels.of("trace_id", "2"), 2, NOW);
        fixture.writer("east").sample(A, NOW, 1).exemplar(A, old).exemplar(A, young).exemplar(B, old).commit();
        fixture.store.deleteSeries(where("job", "a"), Long.MIN_VALUE, NOW - 1);
        SeriesQuery all = new SeriesQuery(List.of(), 0, NOW, 0);
        assertThat(fixture.store.exemplars(all)).extracting(found -> found.exemplars())
                .containsExactly(List.of(young), List.of(old));
    }
}
