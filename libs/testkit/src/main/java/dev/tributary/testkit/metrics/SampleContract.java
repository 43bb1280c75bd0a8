package dev.tributary.testkit.metrics;

import java.util.List;
import java.util.Random;
import java.util.TreeMap;

import dev.tributary.model.SampleColumns;
import dev.tributary.model.StaleMarker;
import dev.tributary.model.port.MetricBatch;
import dev.tributary.model.port.SeriesQuery;
import dev.tributary.model.port.SeriesSelection;
import dev.tributary.model.port.StoredSeries;
import dev.tributary.model.port.WriteReport;
import dev.tributary.testkit.Seeded;
import dev.tributary.testkit.TestWriter;
import org.junit.jupiter.api.Test;

import static dev.tributary.testkit.metrics.StoreUnderTest.assertRows;
import static dev.tributary.testkit.metrics.StoreUnderTest.inEast;
import static org.assertj.core.api.Assertions.assertThat;

/** Samples written, then read, over ranges of time. */
interface SampleContract extends StoreUnderTest {
    @Test
    default void anEmptyStoreAnswersNothing() {
        assertThat(select()).isEmpty();
        assertThat(reader().labelNames(query())).isEmpty();
        assertThat(reader().labelValues("job", query())).isEmpty();
        assertThat(reader().metadata("")).isEmpty();
        assertThat(reader().exemplars(query())).isEmpty();
    }

    @Test
    default void aCommittedSampleIsVisibleAtOnce() {
        WriteReport report = east().sample(UP, t0(), 1).commit();
        assertThat(report).isEqualTo(new WriteReport(1, 0, 0, 0, ""));
        assertThat(select()).containsExactly(inEast(UP));
        assertRows(read(inEast(UP)), t0(), 1);
    }

    @Test
    default void nothingIsVisibleBeforeTheCommit() {
        TestWriter writer = east().sample(UP, t0(), 1);
        assertThat(select()).isEmpty();
        writer.commit();
        assertThat(select()).hasSize(1);
    }

    @Test
    default void aDiscardedBatchLeavesNothing() {
        MetricBatch batch = east().sample(UP, t0(), 1).batch();
        batch.discard();
        assertThat(select()).isEmpty();
    }

    @Test
    default void samplesOfSeveralBatchesStandInOneSeries() {
        TestWriter writer = east();
        for (int i = 0; i < 300; i++) {
            assertThat(writer.sample(UP, t0() + 15L * SECOND * i, i).commit().samples()).isEqualTo(1);
        }
        SampleColumns columns = read(inEast(UP));
        assertThat(columns.size()).isEqualTo(300);
        for (int i = 0; i < 300; i++) {
            assertThat(columns.timestamp(i)).isEqualTo(t0() + 15L * SECOND * i);
            assertThat(columns.value(i)).isEqualTo(i);
        }
    }

    @Test
    default void lateSamplesTakeTheirPlaceInTime() {
        TestWriter writer = east();
        writer.sample(UP, t0() + 3000, 3).sample(UP, t0() + 1000, 1).commit();
        writer.sample(UP, t0() + 2000, 2).commit();
        writer.sample(UP, t0() - 5 * HOUR, 0).commit();
        assertRows(read(inEast(UP)), t0() - 5 * HOUR, 0, t0() + 1000, 1, t0() + 2000, 2, t0() + 3000, 3);
    }

    @Test
    default void theSameSampleAgainIsNoError() {
        TestWriter writer = east();
        writer.sample(UP, t0(), 7).commit();
        WriteReport again = writer.sample(UP, t0(), 7).sample(UP, t0() + 1, 8).sample(UP, t0() + 1, 8).commit();
        assertThat(again.complete()).isTrue();
        assertThat(again.samples()).isEqualTo(3);
        assertRows(read(inEast(UP)), t0(), 7, t0() + 1, 8);
    }

    @Test
    default void anotherValueForAStoredTimeIsRefusedAndTheFirstStays() {
        TestWriter writer = east();
        writer.sample(UP, t0(), 7).commit();
        WriteReport report = writer.sample(UP, t0(), 8).sample(UP, t0() + 1, 9).commit();
        assertThat(report.samples()).isEqualTo(1);
        assertThat(report.refused()).isEqualTo(1);
        assertThat(report.problem()).contains("up").contains("node");
        assertRows(read(inEast(UP)), t0(), 7, t0() + 1, 9);
    }

    @Test
    default void anotherValueForATimeOfTheSameBatchIsRefused() {
        WriteReport report = east().sample(UP, t0(), 7).sample(UP, t0(), 8).commit();
        assertThat(report.samples()).isEqualTo(1);
        assertThat(report.refused()).isEqualTo(1);
        assertRows(read(inEast(UP)), t0(), 7);
    }

    @Test
    default void zeroesOfBothSignsAreDifferentValues() {
        TestWriter writer = east();
        writer.sample(UP, t0(), 0.0).commit();
        assertThat(writer.sample(UP, t0(), -0.0).commit().refused()).isEqualTo(1);
    }

    @Test
    default void everyBitOfAValueIsKept() {
        double[] values = {0.0, -0.0, 1e-310, Double.MAX_VALUE, Double.NEGATIVE_INFINITY, Double.POSITIVE_INFINITY,
                0.1 + 0.2, -123456789.125, StaleMarker.VALUE, Double.longBitsToDouble(StaleMarker.NORMAL_NAN_BITS)};
        TestWriter writer = east();
        for (int i = 0; i < values.length; i++) {
            writer.sample(UP, t0() + i, values[i]);
        }
        writer.commit();
        SampleColumns columns = read(inEast(UP));
        for (int i = 0; i < values.length; i++) {
            assertThat(Double.doubleToRawLongBits(columns.value(i))).isEqualTo(Double.doubleToRawLongBits(values[i]));
        }
    }

    @Test
    default void staleMarkersAreReadBackAsSuch() {
        east().sample(UP, t0(), 1).sample(UP, t0() + 1, StaleMarker.VALUE).sample(UP, t0() + 2, 1).commit();
        SampleColumns columns = read(inEast(UP));
        assertThat(columns.size()).isEqualTo(3);
        assertThat(StaleMarker.is(columns.value(0))).isFalse();
        assertThat(StaleMarker.is(columns.value(1))).isTrue();
        assertThat(StaleMarker.is(columns.value(2))).isFalse();
    }

    @Test
    default void startTimestampsAreKept() {
        east().sample(UP, t0(), 1).sample(UP, t0() + 1, 2, t0() - 500).sample(UP, t0() + 2, 3).commit();
        SampleColumns columns = read(inEast(UP));
        assertThat(columns.start(0)).isZero();
        assertThat(columns.start(1)).isEqualTo(t0() - 500);
        assertThat(columns.start(2)).isZero();
    }

    @Seeded(runs = 3)
    default void aShuffledLoadReadsBackSorted(Random random) {
        TreeMap<Long, Double> expected = new TreeMap<>();
        TestWriter writer = east();
        for (int i = 0; i < 600; i++) {
            long time = t0() - random.nextLong(8 * HOUR) / 1000 * 1000;
            double value = random.nextInt(4) == 0 ? random.nextDouble() : random.nextInt(1000);
            if (expected.putIfAbsent(time, value) == null) {
                writer.sample(UP, time, value);
            }
            if (random.nextInt(50) == 0) {
                writer.commit();
            }
        }
        writer.commit();
        SampleColumns columns = read(inEast(UP));
        assertThat(columns.size()).isEqualTo(expected.size());
        int row = 0;
        for (var entry : expected.entrySet()) {
            assertThat(columns.timestamp(row)).isEqualTo(entry.getKey());
            assertThat(columns.value(row)).isEqualTo(entry.getValue());
            row++;
        }
    }

    @Test
    default void aReadIncludesBothEndsOfItsRange() {
        east().sample(UP, t0(), 0).sample(UP, t0() + 10, 1).sample(UP, t0() + 20, 2).sample(UP, t0() + 30, 3).commit();
        assertRows(read(inEast(UP), t0() + 10, t0() + 20), t0() + 10, 1, t0() + 20, 2);
        assertRows(read(inEast(UP), t0() + 11, t0() + 19));
        assertRows(read(inEast(UP), t0() + 31, t0() + HOUR));
    }

    @Test
    default void oneSelectionAnswersSeveralRanges() {
        east().sample(UP, t0(), 0).sample(UP, t0() + 10, 1).sample(UP, t0() + 20, 2).commit();
        try (SeriesSelection selection = reader().select(query())) {
            StoredSeries series = selection.series().getFirst();
            SampleColumns columns = new SampleColumns();
            series.read(t0() + 20, t0() + 20, columns);
            series.read(t0(), t0() + 10, columns);
            assertRows(columns, t0() + 20, 2, t0(), 0, t0() + 10, 1);
        }
    }

    @Test
    default void rangesReachOverDays() {
        long day = 24 * HOUR;
        for (int i = 0; i < 4; i++) {
            east().sample(UP, t0() - i * day, i).commit();
        }
        assertRows(readDays(4), t0() - 3 * day, 3, t0() - 2 * day, 2, t0() - day, 1, t0(), 0);
    }

    private SampleColumns readDays(int days) {
        SampleColumns columns = new SampleColumns();
        SeriesQuery query = new SeriesQuery(List.of(), t0() - 24L * HOUR * days, t0(), 0);
        try (SeriesSelection selection = reader().select(query)) {
            assertThat(selection.series()).hasSize(1);
            selection.series().getFirst().read(query.minMillis(), query.maxMillis(), columns);
        }
        return columns;
    }

    @Test
    default void seriesOfOtherDaysAreNotFound() {
        east().sample(UP, t0() - 72 * HOUR, 1).commit();
        SeriesQuery today = new SeriesQuery(List.of(), t0(), t0() + HOUR, 0);
        try (SeriesSelection selection = reader().select(today)) {
            assertThat(selection.series()).isEmpty();
        }
        assertThat(reader().labelNames(today)).isEmpty();
        assertThat(reader().labelValues("job", today)).isEmpty();
    }
}
