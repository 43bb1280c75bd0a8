package dev.tributary.aggregator.storage;

import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.Function;

import dev.tributary.model.Labels;
import dev.tributary.model.MatchType;
import dev.tributary.model.Matcher;
import dev.tributary.model.port.SeriesQuery;
import dev.tributary.model.port.SeriesSelection;
import dev.tributary.model.port.StoredSeries;
import dev.tributary.testkit.Seeded;
import dev.tributary.testkit.TestWriter;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

/** The first few names and values are the beginning of all of them. */
class FirstTextsTest {
    private static final long NOW = StoreFixture.NOW.toEpochMilli();
    private static final long DAY = Duration.ofDays(1).toMillis();
    private static final List<Matcher> NAMED = List.of(Matcher.of("__name__", MatchType.NOT_EQUAL, ""));

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

    private static void assertBeginning(Function<SeriesQuery, List<String>> read, List<Matcher> matchers, long min,
            long max, int limit) {
        List<String> all = read.apply(new SeriesQuery(matchers, min, max, 0));
        assertThat(read.apply(new SeriesQuery(matchers, min, max, limit))).as("%s %s-%s limit %s", matchers, min, max,
                limit).isEqualTo(all.subList(0, Math.min(limit, all.size())));
    }

    @Seeded(runs = 5)
    void anyFewAreTheBeginningOfAll(Random random) {
        for (int commit = 0; commit < 6; commit++) {
            TestWriter writer = fixture.writer("c" + random.nextInt(3));
            for (int i = 0; i < 30; i++) {
                writer.sample(Labels.of("__name__", "m" + random.nextInt(5), "l" + random.nextInt(4),
                        "é" + random.nextInt(9)), NOW - random.nextLong(3 * DAY), 1);
            }
            writer.commit();
            if (random.nextInt(3) == 0) {
                fixture.store.flush();
            }
        }
        fixture.store.deleteSeries(List.of(Matcher.equal("__name__", "m1")), 0, NOW);
        for (int i = 0; i < 60; i++) {
            long min = NOW - random.nextLong(4 * DAY);
            long max = min + random.nextLong(DAY);
            int limit = 1 + random.nextInt(12);
            List<Matcher> matchers = switch (random.nextInt(3)) {
                case 0 -> List.of();
                case 1 -> NAMED;
                default -> List.of(Matcher.of("cluster", MatchType.REGEX, "c[12]"));
            };
            String name = "l" + random.nextInt(4);
            assertBeginning(fixture.store::labelNames, matchers, min, max, limit);
            assertBeginning(query -> fixture.store.labelValues(name, query), matchers, min, max, limit);
            assertBeginning(query -> fixture.store.labelValues("cluster", query), matchers, min, max, limit);
        }
    }

    @Seeded(runs = 3)
    void labelsAreCountedFromTheIndexAsFromTheSeries(Random random) {
        for (int i = 0; i < 1500; i++) {
            fixture.writer("c" + i % 2)
                    .sample(Labels.of("__name__", "m" + random.nextInt(3), "l", "v" + random.nextInt(900)),
                            NOW - random.nextLong(2 * DAY), 1)
                    .commit();
            if (i == 700) {
                fixture.store.flush();
            }
        }
        for (List<Matcher> matchers : List.of(NAMED, List.of(Matcher.equal("cluster", "c1")),
                List.of(Matcher.equal("__name__", "m2")))) {
            SeriesQuery query = new SeriesQuery(matchers, NOW - DAY / 2, NOW, 0);
            Map<String, Long> walked = new HashMap<>();
            try (SeriesSelection selection = fixture.store.select(query)) {
                for (StoredSeries series : selection.series()) {
                    series.labels().forEach((name, value) -> walked.merge(name + "=" + value, 1L, Long::sum));
                }
            }
            Map<String, Long> counted = new HashMap<>();
            fixture.store.countLabels(query, (name, value, n) -> counted.merge(name + "=" + value, n, Long::sum));
            assertThat(counted).isEqualTo(walked).isNotEmpty();
        }
    }

    @Test
    void manyThatAreGoneAreInNobodysWay() {
        TestWriter writer = fixture.writer("c");
        for (int i = 0; i < 3000; i++) {
            writer.sample(Labels.of("__name__", "m", "l", Integer.toString(10_000 + i)), NOW - (i < 2500 ? DAY : 0), 1);
        }
        writer.commit();
        assertThat(fixture.store.labelValues("l", new SeriesQuery(List.of(), NOW - 1000, NOW, 2)))
                .containsExactly("12500", "12501");
        assertBeginning(query -> fixture.store.labelValues("l", query), NAMED, NOW - 1000, NOW, 1000);
        assertBeginning(fixture.store::labelNames, NAMED, NOW - 1000, NOW, 3);
    }
}
