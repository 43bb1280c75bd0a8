package dev.tributary.promql.histogram;

import dev.tributary.model.NativeHistogram;
import dev.tributary.promql.ast.NumberText;

/** Writes a histogram as label values show it: {@code {count:2, sum:3, (1,2]:2}}. */
public final class HistogramText {
    private HistogramText() {
    }

    public static String format(NativeHistogram histogram) {
        StringBuilder out = new StringBuilder("{count:").append(NumberText.general(histogram.count())).append(", sum:")
                .append(NumberText.general(histogram.sum()));
        HistogramBuckets buckets = HistogramBuckets.of(histogram);
        // A negated zero bucket is no bucket to compute with, but it is shown.
        boolean zeroDue = histogram.zeroCount() < 0;
        for (int i = 0; i < buckets.size(); i++) {
            if (zeroDue && buckets.lower(i) >= 0) {
                appendZero(histogram, out);
                zeroDue = false;
            }
            if (buckets.count(i) != 0) {
                out.append(", ").append(buckets.isLowerInclusive(i) ? '[' : '(')
                        .append(NumberText.general(buckets.lower(i))).append(',')
                        .append(NumberText.general(buckets.upper(i))).append(buckets.isUpperInclusive(i) ? ']' : ')')
                        .append(':').append(NumberText.general(buckets.count(i)));
            }
        }
        if (zeroDue) {
            appendZero(histogram, out);
        }
        return out.append('}').toString();
    }

    private static void appendZero(NativeHistogram histogram, StringBuilder out) {
        String threshold = NumberText.general(histogram.zeroThreshold());
        out.append(", [-").append(threshold).append(',').append(threshold).append("]:")
                .append(NumberText.general(histogram.zeroCount()));
    }
}
