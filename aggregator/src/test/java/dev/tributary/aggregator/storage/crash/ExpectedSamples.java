package dev.tributary.aggregator.storage.crash;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;

import dev.tributary.aggregator.storage.crash.WriterScript.Delete;
import dev.tributary.aggregator.storage.crash.WriterScript.Row;
import dev.tributary.aggregator.storage.crash.WriterScript.Step;
import dev.tributary.aggregator.storage.crash.WriterScript.Write;
import dev.tributary.model.Labels;
import org.jspecify.annotations.Nullable;

/**
 * What a store must hold of one writer after a number of acknowledged steps, and what it may hold besides because the steps
 * behind them were under way when the process died.
 */
final class ExpectedSamples {
    /** Steps a writer may have under way. */
    static final int UNDER_WAY_MAX = 4;

    private final Map<Labels, NavigableMap<Long, Value>> must = new HashMap<>();
    private final Map<Labels, NavigableMap<Long, Value>> may = new HashMap<>();
    private final List<Delete> underWay = new ArrayList<>();

    ExpectedSamples(WriterScript script, int acknowledged) {
        for (int step = 0; step < acknowledged; step++) {
            apply(script.step(step), must);
        }
        for (int step = acknowledged; step < acknowledged + UNDER_WAY_MAX; step++) {
            Step next = script.step(step);
            if (next instanceof Delete delete) {
                // A writer deletes only when all before is acknowledged, and waits for it.
                if (step == acknowledged) {
                    underWay.add(delete);
                }
                break;
            }
            apply(next, may);
        }
    }

    /** What a copy must hold that was made while the writer went on from one acknowledged step to another. */
    static ExpectedSamples ofCopy(WriterScript script, int from, int to) {
        ExpectedSamples expected = new ExpectedSamples(script, from);
        for (int step = from; step < to + UNDER_WAY_MAX; step++) {
            if (script.step(step) instanceof Delete delete) {
                expected.underWay.add(delete);
            }
        }
        return expected;
    }

    private static void apply(Step step, Map<Labels, NavigableMap<Long, Value>> into) {
        switch (step) {
            case Write(var rows) -> {
                for (Row row : rows) {
                    into.computeIfAbsent(row.series(), _ -> new TreeMap<>()).putIfAbsent(row.time(), row.value());
                }
            }
            case Delete(Labels series, long min, long max) -> {
                NavigableMap<Long, Value> samples = into.get(series);
                if (samples != null) {
                    samples.subMap(min, true, max, true).clear();
                }
            }
        }
    }

    /** Samples that must be there from a time on. */
    long count(long fromMillis) {
        return must.values().stream().mapToLong(samples -> samples.tailMap(fromMillis, true).size()).sum();
    }

    /**
     * Compares with what was found, from a time on.
     *
     * @return the first difference in words, or empty
     */
    String difference(Map<Labels, NavigableMap<Long, Value>> found, long fromMillis) {
        String missing = missing(found, fromMillis);
        return missing.isEmpty() ? surplus(found, fromMillis) : missing;
    }

    /** The first sample that must be there and is not, or is another; in words, or empty. */
    String missing(Map<Labels, NavigableMap<Long, Value>> found, long fromMillis) {
        for (Map.Entry<Labels, NavigableMap<Long, Value>> series : must.entrySet()) {
            NavigableMap<Long, Value> there = found.getOrDefault(series.getKey(), new TreeMap<>());
            for (Map.Entry<Long, Value> sample : series.getValue().tailMap(fromMillis, true).entrySet()) {
                Value value = there.get(sample.getKey());
                if (!sample.getValue().equals(value) && !mayBeGone(series.getKey(), sample.getKey(), value)) {
                    return "acknowledged sample of %s at %d is %s, was %s".formatted(series.getKey(), sample.getKey(),
                            value, sample.getValue());
                }
            }
        }
        return "";
    }

    private boolean mayBeGone(Labels series, long time, @Nullable Value value) {
        return value == null && underWay.stream().anyMatch(delete -> delete.series().equals(series)
                && time >= delete.minMillis() && time <= delete.maxMillis());
    }

    private String surplus(Map<Labels, NavigableMap<Long, Value>> found, long fromMillis) {
        for (Map.Entry<Labels, NavigableMap<Long, Value>> series : found.entrySet()) {
            NavigableMap<Long, Value> known = must.getOrDefault(series.getKey(), new TreeMap<>());
            NavigableMap<Long, Value> possible = may.getOrDefault(series.getKey(), new TreeMap<>());
            for (Map.Entry<Long, Value> sample : series.getValue().tailMap(fromMillis, true).entrySet()) {
                if (!known.containsKey(sample.getKey()) && !sample.getValue().equals(possible.get(sample.getKey()))) {
                    return "sample of %s at %d is %s and was never written, or deleted".formatted(series.getKey(),
                            sample.getKey(), sample.getValue());
                }
            }
        }
        return "";
    }
}
