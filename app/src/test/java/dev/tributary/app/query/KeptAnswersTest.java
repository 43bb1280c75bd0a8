package dev.tributary.app.query;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;

import dev.tributary.aggregator.storage.MetricStore;
import dev.tributary.aggregator.storage.settings.StorageOptions;
import dev.tributary.model.ClusterId;
import dev.tributary.model.Labels;
import dev.tributary.model.MatchType;
import dev.tributary.model.Matcher;
import dev.tributary.model.SampleColumns;
import dev.tributary.model.StaleMarker;
import dev.tributary.model.port.WriterIdentity;
import dev.tributary.promql.EngineOptions;
import dev.tributary.promql.PromqlEngine;
import dev.tributary.promql.QueryOptions;
import dev.tributary.promql.QueryResult;
import dev.tributary.promql.QueryValue;
import dev.tributary.queryapi.access.ReadAccess;
import dev.tributary.queryapi.reuse.AnswerReuse;
import dev.tributary.queryapi.reuse.Asked;
import dev.tributary.testkit.FakeClock;
import dev.tributary.testkit.Seeded;
import dev.tributary.testkit.TestWriter;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Kept answers over the real store while others write, late as well, delete and flush: whatever was kept in the middle of it,
 * once all is acknowledged an answer is the one that is computed.
 */
class KeptAnswersTest {
    private static final long START = 1_773_144_000_000L;
    private static final long STEP = 15_000;
    private static final List<String> EXPRESSIONS = List.of("sum by (job) (rate(requests_total[2m]))", "level",
            "rate(requests_total[1m])", "max_over_time(sum(level)[3m:30s])", "count(level) or vector(0)",
            "avg(level) - avg(level offset 5m)", "absent(level{job=\"j1\"})",
            "sum(requests_total) / on () count(requests_total)", "topk(2, level)");

    @TempDir
    Path folder;

    @Seeded(runs = 2)
    void anAnswerIsAlwaysTheOneThatIsComputed(Random random) throws Exception {
        FakeClock clock = new FakeClock(Instant.ofEpochMilli(START));
        Path own = Files.createTempDirectory(folder, "store");
        try (MetricStore store = new MetricStore(StorageOptions.of(own).withCacheBytes(16 << 20), clock, new Random(1));
                ExecutorService threads = Executors.newFixedThreadPool(4)) {
            store.start();
            Bench bench = new Bench(store);
            for (int round = 0; round < 9; round++) {
                long now = START + round * 4L * STEP;
                clock.set(Instant.ofEpochMilli(now));
                List<Callable<Void>> work = new ArrayList<>();
                long seed = random.nextLong();
                work.add(() -> bench.write(new Random(seed), now, "east"));
                work.add(() -> bench.write(new Random(seed + 1), now, "west"));
                work.add(() -> bench.ask(new Random(seed + 2), now));
                work.add(() -> bench.ask(new Random(seed + 3), now));
                boolean erases = round % 3 == 2;
                work.add(() -> erases ? bench.erase(new Random(seed + 4), now) : null);
                for (Future<Void> each : threads.invokeAll(work)) {
                    each.get();
                }
                bench.compare(now);
            }
            assertThat(bench.computed.get()).as("queries computed, of those asked").isLessThan(bench.asked.get());
            assertThat(bench.partly.get()).isPositive();
        }
    }

    /** A store, and what is done to it. */
    private static final class Bench {
        private final MetricStore store;
        private final PromqlEngine engine = new PromqlEngine(EngineOptions.DEFAULT);
        private final AnswerReuse reuse = new AnswerReuse(4 << 20, 1_000_000, new PrometheusRegistry());
        private final AtomicInteger asked = new AtomicInteger();
        private final AtomicInteger computed = new AtomicInteger();
        private final AtomicInteger partly = new AtomicInteger();

        Bench(MetricStore store) {
            this.store = store;
        }

        Void write(Random random, long now, String cluster) {
            TestWriter writer = new TestWriter(store, new WriterIdentity(new ClusterId(cluster), false));
            for (int batch = 0; batch < 25; batch++) {
                boolean late = random.nextInt(6) == 0;
                for (int i = 0; i < 20; i++) {
                    String name = random.nextBoolean() ? "requests_total" : "level";
                    Labels labels = Labels.of("__name__", name, "job", "j" + random.nextInt(3), "pod",
                            "p" + random.nextInt(4));
                    long time = now - (late ? random.nextInt(1_200_000) : random.nextInt(60_000));
                    writer.sample(labels, time,
                            random.nextInt(15) == 0 ? StaleMarker.VALUE : random.nextInt(1000) / 8.0);
                }
                writer.commit();
            }
            return null;
        }

        Void erase(Random random, long now) {
            for (int i = 0; i < 4; i++) {
                long from = now - random.nextInt(1_500_000);
                store.deleteSeries(List.of(Matcher.of("pod", MatchType.EQUAL, "p" + random.nextInt(4))), from,
                        from + random.nextInt(300_000));
                if (random.nextInt(3) == 0) {
                    store.flush();
                }
                if (random.nextInt(4) == 0) {
                    store.cleanTombstones();
                }
            }
            return null;
        }

        Void ask(Random random, long now) {
            for (int i = 0; i < 60; i++) {
                long end = now - random.nextInt(4) * STEP;
                kept(EXPRESSIONS.get(random.nextInt(EXPRESSIONS.size())), end - random.nextInt(2, 100) * STEP, end);
            }
            return null;
        }

        /** Compares all expressions, each over a long and a short range and at an instant. */
        void compare(long now) {
            for (String expression : EXPRESSIONS) {
                for (long start : new long[]{now - 40 * STEP, now - 7 * STEP}) {
                    assertThat(text(kept(expression, start, now))).as(expression)
                            .isEqualTo(text(engine.range(store, expression, start, now, STEP, QueryOptions.DEFAULT)));
                }
            }
        }

        private QueryResult kept(String expression, long start, long end) {
            asked.incrementAndGet();
            return reuse.answer(new Asked(expression, start, end, STEP, null, ReadAccess.ALL), store.changes(),
                    from -> {
                        computed.incrementAndGet();
                        partly.addAndGet(from > start ? 1 : 0);
                        return engine.range(store, expression, from, end, STEP, QueryOptions.DEFAULT);
                    });
        }

        private static String text(QueryResult result) {
            StringBuilder text = new StringBuilder().append(result.warnings()).append(result.infos());
            for (QueryValue.MatrixSeries series : ((QueryValue.Matrix) result.value()).series()) {
                text.append('\n').append(series.labels());
                SampleColumns samples = series.samples();
                for (int row = 0; row < samples.size(); row++) {
                    text.append(' ').append(samples.timestamp(row)).append('=')
                            .append(Long.toHexString(Double.doubleToRawLongBits(samples.value(row))));
                }
            }
            return text.toString();
        }
    }
}
