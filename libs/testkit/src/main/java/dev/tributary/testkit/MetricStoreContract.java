package dev.tributary.testkit;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;

import dev.tributary.model.ClusterId;
import dev.tributary.model.Exemplar;
import dev.tributary.model.LabelSlices;
import dev.tributary.model.Labels;
import dev.tributary.model.MatchType;
import dev.tributary.model.Matcher;
import dev.tributary.model.MetricMetadata;
import dev.tributary.model.MetricType;
import dev.tributary.model.NativeHistogram;
import dev.tributary.model.SampleColumns;
import dev.tributary.model.StaleMarker;
import dev.tributary.model.port.MetricBatch;
import dev.tributary.model.port.MetricReader;
import dev.tributary.model.port.MetricWriter;
import dev.tributary.model.port.ReadRefusedException;
import dev.tributary.model.port.SeriesExemplars;
import dev.tributary.model.port.SeriesQuery;
import dev.tributary.model.port.SeriesSelection;
import dev.tributary.model.port.StoredSeries;
import dev.tributary.model.port.WriteReport;
import dev.tributary.model.port.WriterIdentity;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/**
 * What every metric store does, whatever it keeps its samples in. A store's test extends this class and opens an empty
 * store before each test; the store's clock shows {@link #now()}.
 */
@Timeout(value = 60, unit = TimeUnit.SECONDS)
public abstract class MetricStoreContract {
    private static final ClusterId EAST = new ClusterId("east");
    private static final long SECOND = 1000;
    private static final long HOUR = 3600 * SECOND;

    /** A label set whose reader sees the same labels plus {@code cluster="east"}. */
    private static final Labels UP = Labels.of("__name__", "up", "job", "node");

    protected abstract MetricReader reader();

    protected abstract MetricWriter writer();

    /** The time all samples of these tests lie around: shortly before it, at most some hours. */
    protected Instant now() {
        return Instant.parse("2026-03-10T12:00:00Z");
    }

    private long t0() {
        return now().toEpochMilli() - 2 * HOUR;
    }

    private TestWriter east() {
        return new TestWriter(writer(), new WriterIdentity(EAST, false));
    }

    private TestWriter open() {
        return new TestWriter(writer(), new WriterIdentity(EAST, true));
    }

    private static Labels east(Labels labels) {
        return labels.with("cluster", "east");
    }

    private SeriesQuery query(Matcher... matchers) {
        return new SeriesQuery(List.of(matchers), t0() - 10 * HOUR, t0() + 10 * HOUR, 0);
    }

    private SampleColumns read(Labels labels, long min, long max) {
        SampleColumns columns = new SampleColumns();
        Matcher[] exact = labels.toMap().entrySet().stream().map(e -> Matcher.equal(e.getKey(), e.getValue()))
                .toArray(Matcher[]::new);
        try (SeriesSelection selection = reader().select(query(exact))) {
            for (StoredSeries series : selection.series()) {
                if (series.labels().equals(labels)) {
                    series.read(min, max, columns);
                }
            }
        }
        return columns;
    }

    private SampleColumns read(Labels labels) {
        return read(labels, t0() - 10 * HOUR, t0() + 10 * HOUR);
    }

    private List<Labels> select(Matcher... matchers) {
        try (SeriesSelection selection = reader().select(query(matchers))) {
            return selection.series().stream().<Labels>map(StoredSeries::labels).toList();
        }
    }

    private static void assertRows(SampleColumns columns, Number... timesAndValues) {
        List<Number> expected = new ArrayList<>();
        for (int i = 0; i < timesAndValues.length; i += 2) {
            expected.add(timesAndValues[i].longValue());
            expected.add(timesAndValues[i + 1].doubleValue());
        }
        List<Number> found = new ArrayList<>();
        for (int i = 0; i < columns.size(); i++) {
            found.add(columns.timestamp(i));
            found.add(columns.value(i));
        }
        assertThat(found).isEqualTo(expected);
    }

    // Writing, then reading

    @Test
    void anEmptyStoreAnswersNothing() {
        assertThat(select()).isEmpty();
        assertThat(reader().labelNames(query())).isEmpty();
        assertThat(reader().labelValues("job", query())).isEmpty();
        assertThat(reader().metadata("")).isEmpty();
        assertThat(reader().exemplars(query())).isEmpty();
    }

    @Test
    void aCommittedSampleIsVisibleAtOnce() {
        WriteReport report = east().sample(UP, t0(), 1).commit();
        assertThat(report).isEqualTo(new WriteReport(1, 0, 0, 0, ""));
        assertThat(select()).containsExactly(east(UP));
        assertRows(read(east(UP)), t0(), 1);
    }

    @Test
    void nothingIsVisibleBeforeTheCommit() {
        TestWriter writer = east().sample(UP, t0(), 1);
        assertThat(select()).isEmpty();
        writer.commit();
        assertThat(select()).hasSize(1);
    }

    @Test
    void aDiscardedBatchLeavesNothing() {
        MetricBatch batch = east().sample(UP, t0(), 1).batch();
        batch.discard();
        assertThat(select()).isEmpty();
    }

    @Test
    void samplesOfSeveralBatchesStandInOneSeries() {
        TestWriter writer = east();
        for (int i = 0; i < 300; i++) {
            assertThat(writer.sample(UP, t0() + 15L * SECOND * i, i).commit().samples()).isEqualTo(1);
        }
        SampleColumns columns = read(east(UP));
        assertThat(columns.size()).isEqualTo(300);
        for (int i = 0; i < 300; i++) {
            assertThat(columns.timestamp(i)).isEqualTo(t0() + 15L * SECOND * i);
            assertThat(columns.value(i)).isEqualTo(i);
        }
    }

    @Test
    void lateSamplesTakeTheirPlaceInTime() {
        TestWriter writer = east();
        writer.sample(UP, t0() + 3000, 3).sample(UP, t0() + 1000, 1).commit();
        writer.sample(UP, t0() + 2000, 2).commit();
        writer.sample(UP, t0() - 5 * HOUR, 0).commit();
        assertRows(read(east(UP)), t0() - 5 * HOUR, 0, t0() + 1000, 1, t0() + 2000, 2, t0() + 3000, 3);
    }

    @Test
    void theSameSampleAgainIsNoError() {
        TestWriter writer = east();
        writer.sample(UP, t0(), 7).commit();
        WriteReport again = writer.sample(UP, t0(), 7).sample(UP, t0() + 1, 8).sample(UP, t0() + 1, 8).commit();
        assertThat(again.complete()).isTrue();
        assertThat(again.samples()).isEqualTo(3);
        assertRows(read(east(UP)), t0(), 7, t0() + 1, 8);
    }

    @Test
    void anotherValueForAStoredTimeIsRefusedAndTheFirstStays() {
        TestWriter writer = east();
        writer.sample(UP, t0(), 7).commit();
        WriteReport report = writer.sample(UP, t0(), 8).sample(UP, t0() + 1, 9).commit();
        assertThat(report.samples()).isEqualTo(1);
        assertThat(report.refused()).isEqualTo(1);
        assertThat(report.problem()).contains("up").contains("node");
        assertRows(read(east(UP)), t0(), 7, t0() + 1, 9);
    }

    @Test
    void anotherValueForATimeOfTheSameBatchIsRefused() {
        WriteReport report = east().sample(UP, t0(), 7).sample(UP, t0(), 8).commit();
        assertThat(report.samples()).isEqualTo(1);
        assertThat(report.refused()).isEqualTo(1);
        assertRows(read(east(UP)), t0(), 7);
    }

    @Test
    void zeroesOfBothSignsAreDifferentValues() {
        TestWriter writer = east();
        writer.sample(UP, t0(), 0.0).commit();
        assertThat(writer.sample(UP, t0(), -0.0).commit().refused()).isEqualTo(1);
    }

    @Test
    void everyBitOfAValueIsKept() {
        double[] values = {0.0, -0.0, 1e-310, Double.MAX_VALUE, Double.NEGATIVE_INFINITY, Double.POSITIVE_INFINITY,
                0.1 + 0.2, -123456789.125, StaleMarker.VALUE, Double.longBitsToDouble(StaleMarker.NORMAL_NAN_BITS)};
        TestWriter writer = east();
        for (int i = 0; i < values.length; i++) {
            writer.sample(UP, t0() + i, values[i]);
        }
        writer.commit();
        SampleColumns columns = read(east(UP));
        for (int i = 0; i < values.length; i++) {
            assertThat(Double.doubleToRawLongBits(columns.value(i))).isEqualTo(Double.doubleToRawLongBits(values[i]));
        }
    }

    @Test
    void staleMarkersAreReadBackAsSuch() {
        east().sample(UP, t0(), 1).sample(UP, t0() + 1, StaleMarker.VALUE).sample(UP, t0() + 2, 1).commit();
        SampleColumns columns = read(east(UP));
        assertThat(columns.size()).isEqualTo(3);
        assertThat(StaleMarker.is(columns.value(0))).isFalse();
        assertThat(StaleMarker.is(columns.value(1))).isTrue();
        assertThat(StaleMarker.is(columns.value(2))).isFalse();
    }

    @Test
    void startTimestampsAreKept() {
        east().sample(UP, t0(), 1).sample(UP, t0() + 1, 2, t0() - 500).sample(UP, t0() + 2, 3).commit();
        SampleColumns columns = read(east(UP));
        assertThat(columns.start(0)).isZero();
        assertThat(columns.start(1)).isEqualTo(t0() - 500);
        assertThat(columns.start(2)).isZero();
    }

    @Seeded(runs = 3)
    void aShuffledLoadReadsBackSorted(Random random) {
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
        SampleColumns columns = read(east(UP));
        assertThat(columns.size()).isEqualTo(expected.size());
        int row = 0;
        for (var entry : expected.entrySet()) {
            assertThat(columns.timestamp(row)).isEqualTo(entry.getKey());
            assertThat(columns.value(row)).isEqualTo(entry.getValue());
            row++;
        }
    }

    // Time ranges

    @Test
    void aReadIncludesBothEndsOfItsRange() {
        east().sample(UP, t0(), 0).sample(UP, t0() + 10, 1).sample(UP, t0() + 20, 2).sample(UP, t0() + 30, 3).commit();
        assertRows(read(east(UP), t0() + 10, t0() + 20), t0() + 10, 1, t0() + 20, 2);
        assertRows(read(east(UP), t0() + 11, t0() + 19));
        assertRows(read(east(UP), t0() + 31, t0() + HOUR));
    }

    @Test
    void oneSelectionAnswersSeveralRanges() {
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
    void rangesReachOverDays() {
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
    void seriesOfOtherDaysAreNotFound() {
        east().sample(UP, t0() - 72 * HOUR, 1).commit();
        SeriesQuery today = new SeriesQuery(List.of(), t0(), t0() + HOUR, 0);
        try (SeriesSelection selection = reader().select(today)) {
            assertThat(selection.series()).isEmpty();
        }
        assertThat(reader().labelNames(today)).isEmpty();
        assertThat(reader().labelValues("job", today)).isEmpty();
    }

    // Selecting

    @Test
    void seriesComeInLabelOrder() {
        TestWriter writer = east();
        for (String job : List.of("b", "\uD83D\uDE00", "a", "\uFF5E", "aa", "B", "\u00E9")) {
            writer.sample(Labels.of("__name__", "up", "job", job), t0(), 1);
        }
        writer.sample(Labels.of("__name__", "up"), t0(), 1);
        writer.sample(Labels.of("__name__", "down", "job", "z"), t0(), 1);
        writer.commit();
        List<Labels> found = select();
        assertThat(found).hasSize(9).isSorted();
        assertThat(found.stream().map(labels -> labels.get("job"))).containsExactly("z", "", "B", "a", "aa", "b",
                "\u00E9", "\uFF5E", "\uD83D\uDE00");
    }

    private void writeZones() {
        TestWriter writer = east();
        writer.sample(Labels.of("__name__", "m", "zone", "one"), t0(), 1);
        writer.sample(Labels.of("__name__", "m", "zone", "two"), t0(), 1);
        writer.sample(Labels.of("__name__", "m", "zone", "two\nlines"), t0(), 1);
        writer.sample(Labels.of("__name__", "m"), t0(), 1);
        writer.commit();
    }

    private List<String> zones(MatchType type, String value) {
        return select(Matcher.of("zone", type, value)).stream().map(labels -> labels.get("zone")).toList();
    }

    @Test
    void allFourMatchersSelect() {
        writeZones();
        assertThat(zones(MatchType.EQUAL, "two")).containsExactly("two");
        assertThat(zones(MatchType.NOT_EQUAL, "two")).containsExactlyInAnyOrder("", "one", "two\nlines");
        assertThat(zones(MatchType.REGEX, "t.*")).containsExactlyInAnyOrder("two", "two\nlines");
        assertThat(zones(MatchType.REGEX, "one|two")).containsExactlyInAnyOrder("one", "two");
        assertThat(zones(MatchType.REGEX, "w")).isEmpty();
        assertThat(zones(MatchType.REGEX, "(?i)TWO")).containsExactly("two");
        assertThat(zones(MatchType.NOT_REGEX, "t.*")).containsExactlyInAnyOrder("", "one");
    }

    @Test
    void anAbsentLabelIsTheEmptyString() {
        writeZones();
        assertThat(zones(MatchType.EQUAL, "")).containsExactly("");
        assertThat(zones(MatchType.NOT_EQUAL, "")).containsExactlyInAnyOrder("one", "two", "two\nlines");
        assertThat(zones(MatchType.REGEX, "|one")).containsExactlyInAnyOrder("", "one");
        assertThat(zones(MatchType.REGEX, ".*")).hasSize(4);
        assertThat(zones(MatchType.REGEX, ".+")).hasSize(3);
        assertThat(zones(MatchType.NOT_REGEX, "")).hasSize(3);
        assertThat(zones(MatchType.NOT_REGEX, ".+")).containsExactly("");
        assertThat(select(Matcher.equal("nowhere", ""))).hasSize(4);
        assertThat(select(Matcher.equal("nowhere", "x"))).isEmpty();
    }

    @Test
    void allMatchersMustHold() {
        writeZones();
        east().sample(Labels.of("__name__", "n", "zone", "one"), t0(), 1).commit();
        assertThat(select(Matcher.equal("__name__", "n"), Matcher.equal("zone", "one"))).hasSize(1);
        assertThat(select(Matcher.equal("__name__", "n"), Matcher.equal("zone", "two"))).isEmpty();
        assertThat(select(Matcher.of("zone", MatchType.REGEX, "o.*"), Matcher.of("zone", MatchType.REGEX, ".*e")))
                .hasSize(2);
        assertThat(select(Matcher.of("zone", MatchType.NOT_EQUAL, "one"), Matcher.of("zone", MatchType.NOT_REGEX,
                "two.*"))).hasSize(1);
    }

    @Test
    void theClusterIsALabelLikeAnyOther() {
        east().sample(UP, t0(), 1).commit();
        new TestWriter(writer(), new WriterIdentity(new ClusterId("west"), false)).sample(UP, t0(), 1).commit();
        assertThat(select(Matcher.equal("cluster", "west"))).containsExactly(UP.with("cluster", "west"));
        assertThat(select(Matcher.of("cluster", MatchType.REGEX, "ea.*"))).containsExactly(east(UP));
        assertThat(select(Matcher.of("cluster", MatchType.NOT_EQUAL, "east")))
                .containsExactly(UP.with("cluster", "west"));
        assertThat(select(Matcher.equal("cluster", ""))).isEmpty();
        assertThat(select()).containsExactly(east(UP), UP.with("cluster", "west"));
        assertThat(reader().labelValues("cluster", query())).containsExactly("east", "west");
    }

    @Test
    void moreSeriesThanTheLimitAreRefused() {
        writeZones();
        SeriesQuery all = query();
        SeriesQuery three = new SeriesQuery(List.of(), all.minMillis(), all.maxMillis(), 3);
        assertThatThrownBy(() -> reader().select(three).close()).isInstanceOf(ReadRefusedException.class)
                .hasMessageContaining("3");
        SeriesQuery four = new SeriesQuery(List.of(), all.minMillis(), all.maxMillis(), 4);
        try (SeriesSelection selection = reader().select(four)) {
            assertThat(selection.series()).hasSize(4);
        }
    }

    @Test
    void labelNamesAreSortedAndCutAtTheLimit() {
        east().sample(Labels.of("__name__", "m", "b", "1", "a", "1", "\uD83D\uDE00", "1", "\uFF5E", "1"), t0(), 1)
                .sample(Labels.of("__name__", "n", "c", "1"), t0(), 1).commit();
        assertThat(reader().labelNames(query())).containsExactly("__name__", "a", "b", "c", "cluster", "\uFF5E",
                "\uD83D\uDE00");
        assertThat(reader().labelNames(query(Matcher.equal("__name__", "n")))).containsExactly("__name__", "c",
                "cluster");
        SeriesQuery all = query();
        assertThat(reader().labelNames(new SeriesQuery(List.of(), all.minMillis(), all.maxMillis(), 2)))
                .containsExactly("__name__", "a");
    }

    @Test
    void labelValuesAreSortedAndCutAtTheLimit() {
        writeZones();
        east().sample(Labels.of("__name__", "n", "zone", "three"), t0(), 1).commit();
        assertThat(reader().labelValues("zone", query())).containsExactly("one", "three", "two", "two\nlines");
        assertThat(reader().labelValues("zone", query(Matcher.equal("__name__", "n")))).containsExactly("three");
        assertThat(reader().labelValues("__name__", query())).containsExactly("m", "n");
        assertThat(reader().labelValues("nowhere", query())).isEmpty();
        SeriesQuery all = query();
        assertThat(reader().labelValues("zone", new SeriesQuery(List.of(), all.minMillis(), all.maxMillis(), 2)))
                .containsExactly("one", "three");
    }

    // Whose samples they are

    @Test
    void aForeignClusterLabelMovesAside() {
        east().sample(UP.with("cluster", "west"), t0(), 1).commit();
        assertThat(select()).containsExactly(east(UP).with("exported_cluster", "west"));
    }

    @Test
    void theOwnClusterLabelStays() {
        east().sample(UP.with("cluster", "east"), t0(), 1).sample(UP, t0() + 1, 2).commit();
        assertThat(select()).containsExactly(east(UP));
        assertRows(read(east(UP)), t0(), 1, t0() + 1, 2);
    }

    @Test
    void theWayAsideIsRepeatedUntilItIsFree() {
        east().sample(UP.with("cluster", "west").with("exported_cluster", "south"), t0(), 1).commit();
        assertThat(select()).containsExactly(
                east(UP).with("exported_cluster", "south").with("exported_exported_cluster", "west"));
    }

    @Test
    void withoutCredentialsTheLabelNamesTheCluster() {
        open().sample(UP.with("cluster", "west"), t0(), 1).sample(UP, t0(), 2).commit();
        assertThat(select()).containsExactly(east(UP), UP.with("cluster", "west"));
    }

    @Test
    void aClusterLabelThatIsNoClusterNameMovesAside() {
        open().sample(UP.with("cluster", "not a name"), t0(), 1).commit();
        assertThat(select()).containsExactly(east(UP).with("exported_cluster", "not a name"));
    }

    @Test
    void nobodysDataEntersTheHubsOwnCluster() {
        open().sample(UP.with("cluster", "_hub"), t0(), 1).commit();
        east().sample(UP.with("cluster", "_hub"), t0(), 1).commit();
        assertThat(select()).containsExactly(east(UP).with("exported_cluster", "_hub"));
        new TestWriter(writer(), new WriterIdentity(ClusterId.HUB, false)).sample(UP, t0(), 1).commit();
        assertThat(select(Matcher.equal("cluster", "_hub"))).containsExactly(UP.with("cluster", "_hub"));
    }

    @Test
    void theSameFormMeansAnotherSeriesToAnotherWriter() {
        WriterIdentity west = new WriterIdentity(new ClusterId("west"), false);
        Labels foreign = UP.with("cluster", "west");
        for (int round = 0; round < 3; round++) {
            assertThat(east().sample(foreign, t0() + round, 1).commit().complete()).isTrue();
            assertThat(open().sample(foreign, t0() + 100 + round, 2).commit().complete()).isTrue();
            assertThat(new TestWriter(writer(), west).sample(foreign, t0() + 200 + round, 3).commit().complete())
                    .isTrue();
        }
        assertRows(read(east(UP).with("exported_cluster", "west")), t0(), 1, t0() + 1, 1, t0() + 2, 1);
        assertRows(read(foreign), t0() + 100, 2, t0() + 101, 2, t0() + 102, 2, t0() + 200, 3, t0() + 201, 3,
                t0() + 202, 3);
    }

    @Test
    void aBatchTellsWhoseSeriesItTakes() {
        MetricBatch batch = writer().begin(new WriterIdentity(EAST, true));
        batch.series(slices("__name__", "up", "cluster", "west"));
        assertThat(batch.seriesCluster()).isEqualTo(new ClusterId("west"));
        batch.series(slices("__name__", "up"));
        assertThat(batch.seriesCluster()).isEqualTo(EAST);
        batch.series(slices("no", "name"));
        assertThat(batch.seriesCluster()).isNull();
        batch.discard();
    }

    // Labels that cannot be stored

    private static LabelSlices slices(String... namesAndValues) {
        byte[] bytes = String.join("", namesAndValues).getBytes(StandardCharsets.UTF_8);
        LabelSlices slices = new LabelSlices();
        slices.reset(bytes);
        int at = 0;
        for (int i = 0; i < namesAndValues.length; i += 2) {
            int name = namesAndValues[i].length();
            int value = namesAndValues[i + 1].length();
            slices.add(at, name, at + name, value);
            at += name + value;
        }
        return slices;
    }

    private WriteReport writeOne(LabelSlices labels) {
        MetricBatch batch = writer().begin(new WriterIdentity(EAST, false));
        batch.series(labels);
        batch.sample(t0(), 1, 0);
        return batch.commit().toCompletableFuture().join();
    }

    @Test
    void unsortedLabelsAreSorted() {
        assertThat(writeOne(slices("zone", "z", "job", "node", "__name__", "up")).complete()).isTrue();
        assertThat(select()).containsExactly(east(UP).with("zone", "z"));
    }

    @Test
    void emptyValuesAreAbsentLabels() {
        assertThat(writeOne(slices("__name__", "up", "job", "node", "zone", "")).complete()).isTrue();
        assertThat(select()).containsExactly(east(UP));
    }

    @Test
    void brokenLabelSetsAreRefusedWithTheirReason() {
        for (LabelSlices broken : List.of(slices("__name__", "up", "job", "a", "job", "b"), slices("job", "node"),
                slices("__name__", ""), slices("__name__", "up", "", "x"))) {
            WriteReport report = writeOne(broken);
            assertThat(report.refused()).isEqualTo(1);
            assertThat(report.samples()).isZero();
            assertThat(report.problem()).isNotEmpty();
        }
        assertThat(select()).isEmpty();
    }

    @Test
    void aBrokenSeriesDoesNotHarmTheOthersOfItsBatch() {
        MetricBatch batch = writer().begin(new WriterIdentity(EAST, false));
        batch.series(slices("job", "nameless"));
        batch.sample(t0(), 1, 0);
        batch.sample(t0() + 1, 2, 0);
        batch.series(slices("__name__", "up", "job", "node"));
        batch.sample(t0(), 3, 0);
        WriteReport report = batch.commit().toCompletableFuture().join();
        assertThat(report.samples()).isEqualTo(1);
        assertThat(report.refused()).isEqualTo(2);
        assertRows(read(east(UP)), t0(), 3);
    }

    // Native histograms

    private static NativeHistogram intHistogram(int scale) {
        return NativeHistogram.builder().integer(true).schema(3).zero(1e-6, 2).count(2.0 + 6 * scale).sum(18.4 * scale)
                .positive(new int[]{-2, 2, 3, 1}, new double[]{scale, 2.0 * scale, scale})
                .negative(new int[]{0, 1}, new double[]{2.0 * scale}).resetHint(NativeHistogram.ResetHint.NOT_RESET)
                .build();
    }

    @Test
    void histogramsOfAllKindsAreReadBackEqual() {
        NativeHistogram floats = NativeHistogram.builder().schema(-4).zero(0.001, 0.5).count(4.25).sum(-1.5)
                .positive(new int[]{7, 1}, new double[]{3.75}).resetHint(NativeHistogram.ResetHint.GAUGE).build();
        NativeHistogram custom = NativeHistogram.builder().integer(true).schema(NativeHistogram.CUSTOM_SCHEMA).count(6)
                .sum(9.5).positive(new int[]{0, 3}, new double[]{1, 2, 3}).customBounds(new double[]{-1, 2.5}).build();
        NativeHistogram empty = NativeHistogram.builder().integer(true).schema(0).build();
        List<NativeHistogram> all = List.of(intHistogram(1), intHistogram(2), floats, custom, empty);
        TestWriter writer = east();
        for (int i = 0; i < all.size(); i++) {
            writer.histogram(UP, t0() + i, all.get(i));
        }
        assertThat(writer.commit().histograms()).isEqualTo(all.size());
        SampleColumns columns = read(east(UP));
        assertThat(columns.size()).isEqualTo(all.size());
        for (int i = 0; i < all.size(); i++) {
            assertThat(columns.histogram(i)).isEqualTo(all.get(i));
        }
    }

    @Test
    void floatsAndHistogramsMayAlternateInOneSeries() {
        east().sample(UP, t0(), 1).histogram(UP, t0() + 1, intHistogram(1)).sample(UP, t0() + 2, 2)
                .histogram(UP, t0() + 3, intHistogram(2)).commit();
        SampleColumns columns = read(east(UP));
        assertThat(columns.size()).isEqualTo(4);
        assertThat(columns.histogram(0)).isNull();
        assertThat(columns.histogram(1)).isEqualTo(intHistogram(1));
        assertThat(columns.value(2)).isEqualTo(2);
        assertThat(columns.histogram(3)).isEqualTo(intHistogram(2));
    }

    @Test
    void oneTimeHoldsOneHistogramAndNoFloatBesides() {
        TestWriter writer = east();
        writer.histogram(UP, t0(), intHistogram(1)).commit();
        assertThat(writer.histogram(UP, t0(), intHistogram(1)).commit().complete()).isTrue();
        assertThat(writer.histogram(UP, t0(), intHistogram(2)).commit().refused()).isEqualTo(1);
        assertThat(writer.sample(UP, t0(), 1).commit().refused()).isEqualTo(1);
        assertThat(read(east(UP)).histogram(0)).isEqualTo(intHistogram(1));
    }

    @Test
    void lateHistogramsTakeTheirPlaceInTime() {
        TestWriter writer = east();
        writer.histogram(UP, t0() + 10, intHistogram(3)).commit();
        writer.histogram(UP, t0(), intHistogram(1)).commit();
        writer.histogram(UP, t0() + 5, intHistogram(2)).commit();
        SampleColumns columns = read(east(UP));
        for (int i = 0; i < 3; i++) {
            assertThat(columns.histogram(i)).isEqualTo(intHistogram(i + 1));
        }
    }

    // Exemplars and metadata

    private Exemplar exemplar(String trace, double value, long time) {
        return new Exemplar(Labels.of("trace_id", trace), value, time);
    }

    @Test
    void exemplarsAreFoundBySeriesAndTime() {
        Labels down = Labels.of("__name__", "down");
        TestWriter writer = east();
        writer.sample(UP, t0(), 1).exemplar(UP, exemplar("b", 2, t0() + 20)).exemplar(UP, exemplar("a", 1, t0() + 10));
        writer.sample(down, t0(), 1).exemplar(down, exemplar("c", 3, t0() + 10));
        assertThat(writer.commit().exemplars()).isEqualTo(3);
        assertThat(reader().exemplars(query())).containsExactly(
                new SeriesExemplars(east(down), List.of(exemplar("c", 3, t0() + 10))),
                new SeriesExemplars(east(UP), List.of(exemplar("a", 1, t0() + 10), exemplar("b", 2, t0() + 20))));
        SeriesQuery narrow = new SeriesQuery(List.of(Matcher.equal("__name__", "up")), t0() + 11, t0() + 20, 0);
        assertThat(reader().exemplars(narrow))
                .containsExactly(new SeriesExemplars(east(UP), List.of(exemplar("b", 2, t0() + 20))));
    }

    @Test
    void theSameExemplarAgainIsNoSecondOne() {
        TestWriter writer = east().sample(UP, t0(), 1);
        writer.exemplar(UP, exemplar("a", 1, t0())).commit();
        writer.exemplar(UP, exemplar("a", 1, t0())).commit();
        assertThat(reader().exemplars(query()))
                .containsExactly(new SeriesExemplars(east(UP), List.of(exemplar("a", 1, t0()))));
    }

    @Test
    void metadataIsKeptByFamily() {
        MetricMetadata up = new MetricMetadata("up", MetricType.GAUGE, "Whether it is there.", "");
        MetricMetadata other = new MetricMetadata("up", MetricType.GAUGE, "Another opinion.", "");
        MetricMetadata seconds = new MetricMetadata("busy_seconds", MetricType.COUNTER, "", "seconds");
        TestWriter writer = east();
        writer.metadata(up).metadata(seconds).metadata(up).commit();
        writer.metadata(other).metadata(up).commit();
        assertThat(reader().metadata("up")).containsExactlyInAnyOrder(up, other);
        assertThat(reader().metadata("busy_seconds")).containsExactly(seconds);
        assertThat(reader().metadata("")).containsExactlyInAnyOrder(up, other, seconds);
        assertThat(reader().metadata("unknown")).isEmpty();
    }
}
