package dev.tributary.promql.script;

import java.util.ArrayList;
import java.util.List;

import dev.tributary.model.NativeHistogram;
import dev.tributary.promql.ast.NumberText;

/** Writes a histogram in the notation of scripts, for messages. Gaps between buckets are written out as empty buckets. */
final class HistogramNotation {
    private HistogramNotation() {
    }

    static String format(NativeHistogram histogram) {
        List<String> fields = new ArrayList<>();
        if (histogram.schema() != 0) {
            fields.add("schema:" + histogram.schema());
        }
        add(fields, "count", histogram.count());
        add(fields, "sum", histogram.sum());
        add(fields, "z_bucket", histogram.zeroCount());
        add(fields, "z_bucket_w", histogram.zeroThreshold());
        if (histogram.hasCustomBounds()) {
            fields.add("custom_values:" + numbers(histogram.customBounds()));
        }
        switch (histogram.resetHint()) {
            case RESET -> fields.add("counter_reset_hint:reset");
            case NOT_RESET -> fields.add("counter_reset_hint:not_reset");
            case GAUGE -> fields.add("counter_reset_hint:gauge");
            case UNKNOWN -> {
                // The default says nothing.
            }
        }
        addSide(fields, "", histogram.positiveSpans(), histogram.positiveBuckets());
        addSide(fields, "n_", histogram.negativeSpans(), histogram.negativeBuckets());
        return "{{" + String.join(" ", fields) + "}}";
    }

    private static void add(List<String> fields, String key, double value) {
        if (value != 0) {
            fields.add(key + ":" + NumberText.general(value));
        }
    }

    private static void addSide(List<String> fields, String prefix, int[] spans, double[] buckets) {
        if (buckets.length == 0) {
            return;
        }
        if (spans[0] != 0) {
            fields.add(prefix + "offset:" + spans[0]);
        }
        List<String> counts = new ArrayList<>();
        int next = 0;
        for (int i = 0; i < spans.length; i += 2) {
            for (int gap = 0; i > 0 && gap < spans[i]; gap++) {
                counts.add("0");
            }
            for (int k = 0; k < spans[i + 1]; k++) {
                counts.add(NumberText.general(buckets[next++]));
            }
        }
        fields.add(prefix + "buckets:[" + String.join(" ", counts) + "]");
    }

    private static String numbers(double[] values) {
        List<String> texts = new ArrayList<>();
        for (double value : values) {
            texts.add(NumberText.general(value));
        }
        return "[" + String.join(" ", texts) + "]";
    }
}
