package dev.tributary.collector.series;

import java.util.HashMap;
import java.util.Map;
import java.util.Random;

import dev.tributary.model.LabelSlices;
import dev.tributary.model.Labels;
import dev.tributary.testkit.Seeded;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class SeriesTableTest {
    private final SeriesTable table = new SeriesTable();
    private final LabelSlices slices = new LabelSlices();

    private int find(Labels labels) {
        slices.set(labels);
        return table.find(slices);
    }

    private int add(Labels written, @Nullable Labels sent) {
        assertThat(find(written)).isEqualTo(-1);
        return table.add(sent);
    }

    private Labels sentLabels(int row) {
        LabelSlices into = new LabelSlices();
        table.labels(row, into);
        return into.toLabels();
    }

    private static Labels series(int i) {
        return Labels.of("__name__", "m" + i % 7, "pod", "pod-" + i, "empty", i % 2 == 0 ? "" : "x");
    }

    @Test
    void anUnknownSeriesIsNotFound() {
        assertThat(find(series(1))).isEqualTo(-1);
    }

    @Test
    void aSeriesIsFoundByWhatThePageWritesAndKnowsWhatIsSent() {
        Labels sent = series(1).with("cluster", "a");
        int row = add(series(1), sent);
        assertThat(find(series(1))).isEqualTo(row);
        assertThat(sentLabels(row)).isEqualTo(sent);
        assertThat(table.lastMillis(row)).isEqualTo(SeriesTable.UNSENT);
    }

    @Test
    void labelsThatDifferOnlyInWhereTheyAreCutAreDifferent() {
        int row = add(Labels.of("__name__", "m", "ab", "c"), Labels.of("__name__", "m", "ab", "c"));
        assertThat(find(Labels.of("__name__", "m", "a", "bc"))).isEqualTo(-1);
        assertThat(find(Labels.of("__name__", "m", "ab", "c"))).isEqualTo(row);
    }

    @Test
    void aDroppedSeriesStaysKnown() {
        int row = add(series(1), null);
        assertThat(table.seen(row, 5, 0, 5)).isEqualTo(SeriesState.DROPPED);
        assertThat(table.isVanished(row, 6)).isFalse();
        assertThat(table.liveSeries()).isZero();
    }

    @Test
    void aSeriesMissingFromARoundHasVanished() {
        int row = add(series(1), series(1));
        assertThat(table.seen(row, 5, 3, 5)).isEqualTo(SeriesState.SENDS);
        assertThat(table.isVanished(row, 5)).isFalse();
        assertThat(table.isVanished(row, 6)).isTrue();
        assertThat(table.shard(row)).isEqualTo(3);
        table.gone(row, 1000);
        assertThat(table.isVanished(row, 7)).isFalse();
        assertThat(table.liveSeries()).isZero();
    }

    @Test
    void aSeriesThatComesBackSendsAgainAfterItsMarker() {
        int row = add(series(1), series(1));
        table.seen(row, 5, 0, 5);
        table.gone(row, 1000);
        assertThat(find(series(1))).isEqualTo(row);
        assertThat(table.isGone(row)).isTrue();
        assertThat(table.seen(row, 8, 0, 8)).isEqualTo(SeriesState.SENDS);
        assertThat(table.lastMillis(row)).isEqualTo(1000);
        assertThat(table.liveSeries()).isEqualTo(1);
    }

    @Test
    void aSampleThatBeganBeforeTheMarkerButIsNewIsNews() {
        int row = add(series(1), series(1));
        table.seen(row, 5, 0, 5);
        table.sent(row, 900, 42);
        table.gone(row, 1000);
        table.seen(row, 6, 0, 6);
        assertThat(table.isNews(row, 900)).as("was sent before the marker").isFalse();
        assertThat(table.isNews(row, 1000)).as("has the marker's time").isFalse();
        assertThat(table.isNews(row, 950)).isTrue();
        table.sent(row, 950, 43);
        assertThat(table.isNews(row, 940)).isFalse();
        assertThat(table.isNews(row, 1001)).isTrue();
    }

    @Test
    void theUsualSpacingOutlivesAForgottenPage() {
        int row = add(series(1), series(1));
        table.seen(row, 5, 0, 5);
        table.sent(row, 1000, 1);
        table.sent(row, 2000, 1);
        table.seen(row, 6, 0, 6);
        table.forget(6, 1);
        table.seen(row, 7, 0, 7);
        assertThat(table.sent(row, 3000, 1)).isFalse();
        assertThat(table.sent(row, 5000, 1)).as("a sample is missing").isTrue();
    }

    @Test
    void twoWrittenSeriesWithTheSameSentLabelsSendOnce() {
        Labels sent = Labels.of("__name__", "m");
        int first = add(series(1), sent);
        assertThat(table.seen(first, 5, 0, 5)).isEqualTo(SeriesState.SENDS);
        int second = add(series(2), sent);
        assertThat(table.seen(second, 5, 0, 5)).isEqualTo(SeriesState.DUPLICATE);
        assertThat(table.seen(first, 6, 0, 6)).isEqualTo(SeriesState.SENDS);
        assertThat(table.seen(second, 6, 0, 6)).isEqualTo(SeriesState.DUPLICATE);
        assertThat(table.isVanished(second, 7)).isFalse();
    }

    @Test
    void aSeriesWrittenDifferentlyFromNowOnGoesOnAsTheSame() {
        Labels sent = Labels.of("__name__", "m");
        int before = add(series(1), sent);
        table.seen(before, 5, 0, 5);
        table.sent(before, 1000, 42);
        int after = add(series(2), sent);
        assertThat(table.seen(after, 6, 0, 6)).isEqualTo(SeriesState.SENDS);
        assertThat(table.lastMillis(after)).isEqualTo(1000);
        assertThat(table.lastBits(after)).isEqualTo(42);
        assertThat(table.isVanished(before, 6)).as("it goes on, so no marker").isFalse();
        assertThat(table.liveSeries()).isEqualTo(1);
    }

    @Test
    void aForgottenPageLeavesNoNewSeriesAndSendsTheOthersAgain() {
        int old = add(series(1), series(1));
        table.seen(old, 5, 0, 5);
        table.sent(old, 1000, 1);
        int firstNew = table.size();
        table.seen(old, 6, 0, 6);
        table.sent(old, 2000, 2);
        int added = add(series(2), series(2));
        table.seen(added, 6, 0, 6);
        table.forget(6, firstNew);
        assertThat(table.liveSeries()).isEqualTo(1);
        assertThat(table.isVanished(added, 7)).isFalse();
        assertThat(table.lastMillis(old)).isEqualTo(SeriesTable.UNSENT);
        assertThat(table.seen(old, 7, 0, 7)).isEqualTo(SeriesState.SENDS);
    }

    @Seeded(runs = 5)
    void everySeriesIsItselfAcrossGrowthAndCompaction(Random random) {
        Map<Labels, Long> expected = new HashMap<>();
        int page = 1;
        for (int round = 0; round < 60; round++, page++) {
            for (int i = 0; i < 300; i++) {
                Labels labels = series(random.nextInt(200) + round * 150);
                int row = find(labels);
                if (row < 0) {
                    row = table.add(labels.with("cluster", "c"));
                }
                table.seen(row, page, 0, page);
                long time = page * 1000L;
                table.sent(row, time, time);
                expected.put(labels, time);
            }
            for (int row = 0; row < table.size(); row++) {
                if (table.isVanished(row, page)) {
                    table.gone(row, page * 1000L + 1);
                    expected.remove(sentLabels(row).without("cluster"));
                }
            }
            table.compact(3, page);
            assertThat(table.liveSeries()).isEqualTo(expected.size());
        }
        assertThat(table.size()).isLessThan(5000);
        expected.forEach((labels, time) -> {
            int row = find(labels);
            assertThat(row).isNotNegative();
            assertThat(sentLabels(row)).isEqualTo(labels.with("cluster", "c"));
            assertThat(table.lastMillis(row)).isEqualTo(time);
        });
    }

    @Test
    void aHundredThousandSeriesTakeAboutAHundredBytesEach() {
        SeriesTable large = new SeriesTable();
        LabelSlices labels = new LabelSlices();
        for (int i = 0; i < 100_000; i++) {
            Labels written = Labels.of("__name__", "container_memory_usage_bytes", "namespace", "ns-" + i % 50, "pod",
                    "workload-" + i / 10, "container", "c" + i % 10, "node", "node-" + i % 100, "job", "cadvisor",
                    "instance", "10.0.0." + i % 100 + ":10250", "cluster", "production", "image",
                    "registry/app:" + i % 20,
                    "id", "/kubepods/" + i % 10);
            labels.set(written);
            assertThat(large.find(labels)).isEqualTo(-1);
            large.seen(large.add(written), 1, 0, 1);
        }
        assertThat(large.memoryBytes() / 100_000).isLessThan(140);
    }
}
