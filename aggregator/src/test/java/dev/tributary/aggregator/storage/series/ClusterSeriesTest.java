package dev.tributary.aggregator.storage.series;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

import dev.tributary.model.ClusterId;
import dev.tributary.model.LabelSlices;
import dev.tributary.model.Labels;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class ClusterSeriesTest {
    @TempDir
    Path folder;
    private SeriesFixture fixture;
    private ClusterSeries east;

    @BeforeEach
    void open() throws SeriesLimitException {
        fixture = new SeriesFixture(folder);
        east = fixture.catalog.findOrCreate(new ClusterId("east"));
    }

    @AfterEach
    void close() {
        fixture.close();
    }

    private static Labels series(int i) {
        return Labels.of("__name__", "metric_" + i % 17, "pod", "pod-" + i / 17, "zone", "z" + i % 3);
    }

    private int find(Labels labels) {
        LabelSlices slices = SeriesFixture.slices(labels);
        return east.find(slices, -1, fixture.hash(slices));
    }

    @Test
    void everySeriesIsFoundByItsLabelsAlone() throws SeriesLimitException {
        Map<Labels, Integer> refs = new HashMap<>();
        for (int i = 0; i < 5000; i++) {
            assertThat(find(series(i))).isEqualTo(-1);
            refs.put(series(i), fixture.create(east, series(i)));
        }
        assertThat(refs.values()).doesNotHaveDuplicates();
        refs.forEach((labels, ref) -> {
            assertThat(find(labels)).isEqualTo(ref);
            assertThat(east.labels(ref)).isEqualTo(labels.with("cluster", "east"));
        });
        assertThat(find(Labels.of("__name__", "metric_1", "pod", "pod-1"))).isEqualTo(-1);
    }

    @Test
    void equalTextInAnotherPlaceIsAnotherSeries() throws SeriesLimitException {
        int ab = fixture.create(east, Labels.of("__name__", "m", "a", "b", "c", "d"));
        int ad = fixture.create(east, Labels.of("__name__", "m", "a", "d", "c", "b"));
        int joined = fixture.create(east, Labels.of("__name__", "m", "ab", "c", "c", "d"));
        assertThat(List.of(ab, ad, joined)).doesNotHaveDuplicates();
    }

    @Test
    void aSkippedLabelDoesNotCount() throws SeriesLimitException {
        Labels stored = Labels.of("__name__", "m", "job", "x");
        int ref = fixture.create(east, stored);
        LabelSlices sent = SeriesFixture.slices(stored.with("cluster", "anything"));
        assertThat(east.find(sent, 1, fixture.hash(SeriesFixture.slices(stored)))).isEqualTo(ref);
        assertThat(east.find(sent, -1, fixture.hash(sent))).isEqualTo(-1);
    }

    @Test
    void aFullClusterRefusesNewSeriesAndKeepsTheKnown() throws SeriesLimitException {
        LabelSlices first = SeriesFixture.slices(series(1));
        LabelSlices second = SeriesFixture.slices(series(2));
        int ref = east.findOrCreate(first, fixture.hash(first), 1);
        assertThatThrownBy(() -> east.findOrCreate(second, fixture.hash(second), 1))
                .isInstanceOf(SeriesLimitException.class).hasMessageContaining("series limit of 1")
                .hasMessageContaining("east");
        assertThat(east.findOrCreate(first, fixture.hash(first), 1)).isEqualTo(ref);
    }

    @Test
    void whatWasWrittenIsLoaded() throws SeriesLimitException {
        List<Labels> written = new ArrayList<>();
        for (int i = 0; i < 1000; i++) {
            written.add(series(i));
            fixture.create(east, series(i));
        }
        ClusterSeries west = fixture.catalog.findOrCreate(new ClusterId("west"));
        fixture.create(west, series(3));
        SeriesCatalog loaded = fixture.reload();
        ClusterSeries loadedEast = Objects.requireNonNull(loaded.find("east"));
        assertThat(loadedEast.count()).isEqualTo(1000);
        assertThat(loadedEast.nextId()).isEqualTo(1000);
        for (int i = 0; i < 1000; i++) {
            assertThat(loadedEast.labels(loadedEast.ref(i))).isEqualTo(written.get(i).with("cluster", "east"));
        }
        assertThat(loaded.find("west")).isNotNull();
        assertThat(loaded.find("north")).isNull();
    }

    @Test
    void readersMeetWholeSeriesWhileOthersCreate() throws Exception {
        int writers = 3;
        int each = 3000;
        CountDownLatch start = new CountDownLatch(1);
        try (ExecutorService threads = Executors.newFixedThreadPool(writers)) {
            List<Future<Integer>> results = new ArrayList<>();
            for (int w = 0; w < writers; w++) {
                Random random = new Random(w);
                results.add(threads.submit(() -> createAndFind(start, random, each)));
            }
            start.countDown();
            for (Future<Integer> result : results) {
                assertThat(result.get()).isEqualTo(each);
            }
        }
        assertThat(east.count()).isLessThanOrEqualTo(2000);
        for (int id = 0; id < east.nextId(); id++) {
            int ref = east.ref(id);
            assertThat(find(east.labels(ref).without("cluster"))).isEqualTo(ref);
        }
    }

    private int createAndFind(CountDownLatch start, Random random, int each) throws Exception {
        start.await();
        int right = 0;
        for (int i = 0; i < each; i++) {
            Labels labels = series(random.nextInt(2000));
            int ref = fixture.create(east, labels);
            right += find(labels) == ref && east.labels(ref).equals(labels.with("cluster", "east")) ? 1 : 0;
        }
        return right;
    }
}
