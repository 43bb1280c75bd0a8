package dev.tributary.testkit.metrics;

import java.util.List;

import dev.tributary.model.ClusterId;
import dev.tributary.model.Labels;
import dev.tributary.model.MatchType;
import dev.tributary.model.Matcher;
import dev.tributary.model.SampleColumns;
import dev.tributary.model.port.MetricReader;
import dev.tributary.model.port.ReadRefusedException;
import dev.tributary.model.port.SeriesQuery;
import dev.tributary.model.port.SeriesSelection;
import dev.tributary.model.port.StoredSeries;
import dev.tributary.model.port.WriterIdentity;
import dev.tributary.testkit.TestWriter;
import org.junit.jupiter.api.Test;

import static dev.tributary.testkit.metrics.StoreUnderTest.inEast;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** Which series and labels matchers select, in which order, up to which limit. */
interface SelectionContract extends StoreUnderTest {
    @Test
    default void seriesComeInLabelOrder() {
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

    @Test
    default void samplesAreTheSameInTheOrderOfReading() {
        TestWriter writer = east();
        TestWriter other = new TestWriter(writer(), new WriterIdentity(new ClusterId("west"), false));
        for (int i = 0; i < 60; i++) {
            Labels labels = Labels.of("__name__", "m" + i % 3, "pod", String.valueOf(i * 31 % 60));
            (i % 4 == 0 ? other : writer).sample(labels, t0(), i).sample(labels, t0() + 1000, -i);
        }
        writer.commit();
        other.commit();
        MetricReader reader = reader();
        for (String pods : List.of(".*", ".*[05]", "7")) {
            SeriesQuery query = new SeriesQuery(List.of(Matcher.of("pod", MatchType.REGEX, pods)), t0(), t0() + 1000,
                    0);
            try (SeriesSelection inOrder = reader.select(query); SeriesSelection sorted = reader.select(query)) {
                List<String> expected = sorted.series().stream().map(SelectionContract::text).toList();
                String[] found = new String[expected.size()];
                int[] order = inOrder.readingOrder();
                for (int i = 0; i < found.length; i++) {
                    int position = order.length == 0 ? i : order[i];
                    found[position] = text(inOrder.series().get(position));
                }
                assertThat(found).containsExactlyElementsOf(expected);
            }
        }
    }

    private static String text(StoredSeries series) {
        SampleColumns samples = new SampleColumns();
        series.read(0, Long.MAX_VALUE, samples);
        assertThat(samples.size()).isEqualTo(2);
        return series.labels() + " " + samples.value(0) + " " + samples.value(1);
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
    default void allFourMatchersSelect() {
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
    default void anAbsentLabelIsTheEmptyString() {
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
    default void allMatchersMustHold() {
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
    default void theClusterIsALabelLikeAnyOther() {
        east().sample(UP, t0(), 1).commit();
        new TestWriter(writer(), new WriterIdentity(new ClusterId("west"), false)).sample(UP, t0(), 1).commit();
        assertThat(select(Matcher.equal("cluster", "west"))).containsExactly(UP.with("cluster", "west"));
        assertThat(select(Matcher.of("cluster", MatchType.REGEX, "ea.*"))).containsExactly(inEast(UP));
        assertThat(select(Matcher.of("cluster", MatchType.NOT_EQUAL, "east")))
                .containsExactly(UP.with("cluster", "west"));
        assertThat(select(Matcher.equal("cluster", ""))).isEmpty();
        assertThat(select()).containsExactly(inEast(UP), UP.with("cluster", "west"));
        assertThat(reader().labelValues("cluster", query())).containsExactly("east", "west");
    }

    @Test
    default void moreSeriesThanTheLimitAreRefused() {
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
    default void labelNamesAreSortedAndCutAtTheLimit() {
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
    default void labelValuesAreSortedAndCutAtTheLimit() {
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
}
