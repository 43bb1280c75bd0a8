package dev.tributary.promql.script;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;

import dev.tributary.model.Labels;
import dev.tributary.model.NativeHistogram;
import dev.tributary.model.SampleColumns;
import dev.tributary.promql.ast.NumberReader;
import org.jspecify.annotations.Nullable;

/** Makes native histograms with custom buckets of the classic histograms in a load: {@code load_with_nhcb}. */
final class CustomBucketLoad {
    private static final String BOUND = "le";

    private final int line;
    private final Map<Labels, TreeMap<Long, Parts>> histograms = new LinkedHashMap<>();

    private CustomBucketLoad(int line) {
        this.line = line;
    }

    /** The parts of one classic histogram at one time; cumulative counts by bound. */
    private static final class Parts {
        private final TreeMap<Double, Double> buckets = new TreeMap<>();
        private @Nullable Double count;
        private double sum;
    }

    static Map<Labels, SampleColumns> convert(Command.Load load) {
        CustomBucketLoad conversion = new CustomBucketLoad(load.line());
        load.series().forEach(conversion::add);
        Map<Labels, SampleColumns> converted = new LinkedHashMap<>();
        conversion.histograms.forEach((labels, byTime) -> {
            SampleColumns samples = new SampleColumns(byTime.size());
            byTime.forEach((time, parts) -> samples.add(time, conversion.histogram(parts)));
            converted.put(labels, samples);
        });
        return converted;
    }

    private void add(Labels labels, SampleColumns samples) {
        String name = labels.metricName();
        if (name.endsWith("_bucket")) {
            double bound = bound(labels.get(BOUND));
            if (!Double.isNaN(bound)) {
                addTo(base(labels, "_bucket"), samples, (parts, value) -> parts.buckets.putIfAbsent(bound, value));
            }
        } else if (name.endsWith("_count")) {
            addTo(base(labels, "_count"), samples, (parts, value) -> parts.count = value);
        } else if (name.endsWith("_sum")) {
            addTo(base(labels, "_sum"), samples, (parts, value) -> parts.sum = value);
        }
    }

    private interface Part {
        void set(Parts parts, double value);
    }

    private static Labels base(Labels labels, String suffix) {
        String name = labels.metricName();
        return labels.without(BOUND).with(Labels.NAME, name.substring(0, name.length() - suffix.length()));
    }

    private static double bound(String text) {
        try {
            return NumberReader.floatingPoint(text);
        } catch (NumberFormatException e) {
            return Double.NaN;
        }
    }

    private void addTo(Labels base, SampleColumns samples, Part part) {
        TreeMap<Long, Parts> byTime = histograms.computeIfAbsent(base, _ -> new TreeMap<>());
        for (int i = 0; i < samples.size(); i++) {
            if (samples.histogram(i) == null) {
                part.set(byTime.computeIfAbsent(samples.timestamp(i), _ -> new Parts()), samples.value(i));
            }
        }
    }

    private NativeHistogram histogram(Parts parts) {
        Double given = parts.count;
        double count = given != null ? given : parts.buckets.isEmpty() ? 0 : parts.buckets.lastEntry().getValue();
        parts.buckets.putIfAbsent(Double.POSITIVE_INFINITY, count);
        if (parts.buckets.lastEntry().getValue() != count) {
            throw new ScriptException(line, "count mismatch: count=" + count + " but the last bucket has "
                    + parts.buckets.lastEntry().getValue());
        }
        double[] bounds = new double[parts.buckets.size() - 1];
        double[] counts = new double[parts.buckets.size()];
        double below = 0;
        int at = 0;
        for (Map.Entry<Double, Double> bucket : parts.buckets.entrySet()) {
            if (bucket.getValue() < below) {
                throw new ScriptException(line, "count is not cumulative: " + bucket.getValue() + " < " + below);
            }
            counts[at] = bucket.getValue() - below;
            below = bucket.getValue();
            if (at < bounds.length) {
                bounds[at] = bucket.getKey();
            }
            at++;
        }
        return NativeHistogram.builder().schema(NativeHistogram.CUSTOM_SCHEMA).count(count).sum(parts.sum)
                .customBounds(bounds).positive(new int[]{0, counts.length}, counts).buildUnchecked();
    }
}
