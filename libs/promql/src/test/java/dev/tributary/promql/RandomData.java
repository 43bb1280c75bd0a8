package dev.tributary.promql;

import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import java.util.random.RandomGenerator;

import dev.tributary.model.Labels;
import dev.tributary.model.NativeHistogram;
import dev.tributary.model.SampleColumns;
import dev.tributary.model.StaleMarker;
import dev.tributary.model.port.MetricReader;
import dev.tributary.promql.script.MemoryScriptStore;

/**
 * Series for random queries: gauges and counters with gaps, markers, odd times and resets, and native histograms. All floats
 * are multiples of 1/64 and those of different series differ, so sums are exact and ranks have no ties.
 */
final class RandomData {
    static final List<String> GAUGES = List.of("ga", "gb");
    static final List<String> COUNTERS = List.of("ca_total", "cb_total");
    static final String HISTOGRAM = "ha";
    static final long END = 1_200_000;

    private static final double UNIT = 1 / 64.0;

    final Map<Labels, NavigableMap<Long, Double>> floats = new TreeMap<>();
    private final MemoryScriptStore store = new MemoryScriptStore();
    final MetricReader reader = new BackwardReader(store);
    private final RandomGenerator random;
    private int number;

    RandomData(RandomGenerator random) {
        this(random, List.of("p", "q", "r"));
    }

    /** With these values of the label {@code y}, twice as many series for each metric. */
    RandomData(RandomGenerator random, List<String> ys) {
        this.random = random;
        for (String x : List.of("1", "2")) {
            for (String y : ys) {
                GAUGES.forEach(name -> addFloats(Labels.of("__name__", name, "x", x, "y", y), false));
                COUNTERS.forEach(name -> addFloats(Labels.of("__name__", name, "x", x, "y", y), true));
                addHistograms(Labels.of("__name__", HISTOGRAM, "x", x, "y", y));
            }
        }
    }

    private void addFloats(Labels labels, boolean counter) {
        if (random.nextInt(6) == 0) {
            return;
        }
        double offset = UNIT * number++;
        TreeMap<Long, Double> samples = new TreeMap<>();
        double value = random.nextInt(50);
        for (long time = random.nextInt(30_000); time < END; time += interval()) {
            value = counter ? next(value) : random.nextInt(-20, 80);
            samples.put(time, random.nextInt(40) == 0 ? StaleMarker.VALUE : value + offset);
        }
        floats.put(labels, samples);
        SampleColumns columns = new SampleColumns();
        samples.forEach(columns::add);
        store.load(labels, columns);
    }

    /** Mostly a steady 15 seconds, sometimes a gap that is longer than the lookback. */
    private long interval() {
        return switch (random.nextInt(30)) {
            case 0 -> 400_000;
            case 1 -> 61_000;
            case 2 -> 7_777;
            default -> 15_000;
        };
    }

    private double next(double value) {
        return random.nextInt(15) == 0 ? random.nextInt(5) : value + random.nextInt(20);
    }

    private void addHistograms(Labels labels) {
        SampleColumns columns = new SampleColumns();
        double[] buckets = {1, 2, 1};
        for (long time = random.nextInt(30_000); time < END; time += interval()) {
            double count = 0;
            for (int i = 0; i < buckets.length; i++) {
                buckets[i] = random.nextInt(20) == 0 ? 0 : buckets[i] + random.nextInt(4);
                count += buckets[i];
            }
            columns.add(time, NativeHistogram.builder().schema(0).count(count).sum(2 * count)
                    .positive(new int[]{0, buckets.length}, buckets.clone()).build());
        }
        store.load(labels, columns);
    }
}
