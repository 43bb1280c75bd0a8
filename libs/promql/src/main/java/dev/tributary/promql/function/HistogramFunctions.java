package dev.tributary.promql.function;

import java.util.Map;
import java.util.function.ToDoubleFunction;

import dev.tributary.model.NativeHistogram;
import dev.tributary.promql.histogram.CompensatedSum;
import dev.tributary.promql.histogram.HistogramBuckets;

/** The functions from one native histogram to a number. */
final class HistogramFunctions {
    static final Map<String, ToDoubleFunction<NativeHistogram>> ALL = Map.of("histogram_count", NativeHistogram::count,
            "histogram_sum", NativeHistogram::sum, "histogram_avg", HistogramFunctions::average, "histogram_stdvar",
            HistogramFunctions::variance, "histogram_stddev", histogram -> Math.sqrt(variance(histogram)));

    private HistogramFunctions() {
    }

    private static double average(NativeHistogram histogram) {
        return histogram.sum() / histogram.count();
    }

    /** Estimated from the middle of each bucket: geometric for exponential ones, zero for the zero bucket. */
    private static double variance(NativeHistogram histogram) {
        double mean = average(histogram);
        HistogramBuckets buckets = HistogramBuckets.of(histogram);
        double variance = 0;
        double lost = 0;
        for (int i = 0; i < buckets.size(); i++) {
            if (buckets.count(i) != 0) {
                double delta = middle(histogram, buckets.lower(i), buckets.upper(i)) - mean;
                double increment = buckets.count(i) * delta * delta;
                double total = variance + increment;
                lost = CompensatedSum.lost(increment, variance, total, lost);
                variance = total;
            }
        }
        return (variance + lost) / histogram.count();
    }

    private static double middle(NativeHistogram histogram, double lower, double upper) {
        if (histogram.hasCustomBounds()) {
            return (upper + lower) / 2;
        }
        if (lower <= 0 && upper >= 0) {
            return 0;
        }
        double geometric = Math.sqrt(upper * lower);
        return upper < 0 ? -geometric : geometric;
    }
}
