package dev.tributary.benchmarks;

import java.io.IOException;
import java.util.List;
import java.util.concurrent.TimeUnit;

import dev.tributary.model.LabelSlices;
import dev.tributary.model.MatchType;
import dev.tributary.model.Matcher;
import dev.tributary.model.port.MetricBatch;
import dev.tributary.model.port.SeriesQuery;
import dev.tributary.model.port.SeriesSelection;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/** What an index is asked: intersections of posting lists, patterns, values of a label. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Fork(1)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 3, time = 1)
public class SeriesLookupBenchmark {
    private static final int BATCH = 2000;
    private static final String METRIC = "container_resource_usage_metric_07_total";

    @Param({"200000"})
    int series;

    private StoreUnderLoad load;
    private long now;

    @Setup(Level.Trial)
    public void open() throws IOException {
        load = new StoreUnderLoad();
        now = System.currentTimeMillis();
        List<LabelSlices> labels = FleetLabels.slices(FleetLabels.series(series));
        for (int from = 0; from < series; from += BATCH) {
            MetricBatch batch = load.store.begin(StoreUnderLoad.WRITER);
            for (LabelSlices one : labels.subList(from, Math.min(series, from + BATCH))) {
                batch.series(one);
                batch.sample(now, from, 0);
            }
            batch.commit().toCompletableFuture().join();
        }
    }

    @TearDown(Level.Trial)
    public void close() throws IOException {
        load.close();
    }

    private SeriesQuery query(int limit, Matcher... matchers) {
        return new SeriesQuery(List.of(matchers), now - 3_600_000, now, limit);
    }

    private int select(Matcher... matchers) {
        try (SeriesSelection found = load.store.select(query(0, matchers))) {
            return found.series().size();
        }
    }

    /** Three lists meet in 33 series. */
    @Benchmark
    public int intersectThree() {
        return select(Matcher.equal("__name__", METRIC), Matcher.equal("namespace", "shop-07"),
                Matcher.equal("node", "node-007"));
    }

    /** One metric with a pattern of a fixed beginning over 4000 values. */
    @Benchmark
    public int prefixPattern() {
        return select(Matcher.equal("__name__", METRIC), Matcher.of("pod", MatchType.REGEX, "server-0000000.+"));
    }

    /** One metric with an alternation of plain texts. */
    @Benchmark
    public int alternation() {
        return select(Matcher.equal("__name__", METRIC),
                Matcher.of("node", MatchType.REGEX, "node-001|node-002|node-003"));
    }

    /** One metric without some values. */
    @Benchmark
    public int negation() {
        return select(Matcher.equal("__name__", METRIC), Matcher.of("namespace", MatchType.NOT_REGEX, "shop-[0-3].*"));
    }

    /** What a dashboard asks when it is opened: the values of a label, over everything. */
    @Benchmark
    public List<String> valuesOfAll() {
        return load.store.labelValues("pod", query(0));
    }

    /** The same for one metric, cut after a hundred. */
    @Benchmark
    public List<String> valuesOfOneMetric() {
        return load.store.labelValues("pod", query(100, Matcher.equal("__name__", METRIC)));
    }

    /** Names of all labels. */
    @Benchmark
    public List<String> names() {
        return load.store.labelNames(query(0));
    }
}
