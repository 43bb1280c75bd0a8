package dev.tributary.queryapi.json;

import dev.tributary.model.HistogramBounds;
import dev.tributary.model.NativeHistogram;

/**
 * A native histogram as the Prometheus API shows it: count, sum, and the buckets that are not empty from the lowest up,
 * each as {@code [kind, lower, upper, count]} where the kind says which of its ends belong to it.
 */
final class HistogramJson {
    private static final int LEFT_OPEN = 0;
    private static final int RIGHT_OPEN = 1;
    private static final int OPEN = 2;
    private static final int CLOSED = 3;

    private final NativeHistogram histogram;
    private final JsonWriter json;
    private boolean bucketsOpen;

    private HistogramJson(NativeHistogram histogram, JsonWriter json) {
        this.histogram = histogram;
        this.json = json;
    }

    static void write(NativeHistogram histogram, JsonWriter json) {
        json.beginObject().name("count").sampleValue(histogram.count());
        json.name("sum").sampleValue(histogram.sum());
        HistogramJson buckets = new HistogramJson(histogram, json);
        buckets.negativeBuckets();
        buckets.zeroBucket();
        buckets.positiveBuckets();
        if (buckets.bucketsOpen) {
            json.endArray();
        }
        json.endObject();
    }

    private void negativeBuckets() {
        int[] spans = histogram.negativeSpans();
        double[] counts = histogram.negativeBuckets();
        int index = endIndex(spans);
        int bucket = counts.length;
        for (int span = spans.length - 2; span >= 0; span -= 2) {
            for (int i = 0; i < spans[span + 1]; i++) {
                index--;
                bucket--;
                double lower = -HistogramBounds.upper(histogram, index);
                double upper = -HistogramBounds.upper(histogram, index - 1);
                signedBucket(lower, upper, counts[bucket]);
            }
            index -= spans[span];
        }
    }

    private static int endIndex(int[] spans) {
        int index = 0;
        for (int length : spans) {
            index += length;
        }
        return index;
    }

    private void zeroBucket() {
        if (histogram.zeroCount() > 0) {
            bucket(CLOSED, -histogram.zeroThreshold(), histogram.zeroThreshold(), histogram.zeroCount());
        }
    }

    private void positiveBuckets() {
        int[] spans = histogram.positiveSpans();
        double[] counts = histogram.positiveBuckets();
        int index = 0;
        int bucket = 0;
        for (int span = 0; span < spans.length; span += 2) {
            index += spans[span];
            for (int i = 0; i < spans[span + 1]; i++) {
                double lower = HistogramBounds.upper(histogram, index - 1);
                double upper = HistogramBounds.upper(histogram, index);
                if (histogram.hasCustomBounds()) {
                    bucket(index == 0 ? CLOSED : LEFT_OPEN, lower, upper, counts[bucket]);
                } else {
                    signedBucket(lower, upper, counts[bucket]);
                }
                index++;
                bucket++;
            }
        }
    }

    /** A bucket of an exponential schema: it owns its end away from zero, and gives way to a wide zero bucket. */
    private void signedBucket(double lower, double upper, double count) {
        int kind = lower < 0 ? upper > 0 ? CLOSED : RIGHT_OPEN : upper > 0 ? LEFT_OPEN : OPEN;
        double threshold = histogram.zeroThreshold();
        double clippedUpper = upper < 0 && upper > -threshold ? -threshold : upper;
        double clippedLower = lower > 0 && lower < threshold ? threshold : lower;
        bucket(kind, clippedLower, clippedUpper, count);
    }

    private void bucket(int kind, double lower, double upper, double count) {
        if (count == 0) {
            return;
        }
        if (!bucketsOpen) {
            json.name("buckets").beginArray();
            bucketsOpen = true;
        }
        json.beginArray().number(kind).sampleValue(lower).sampleValue(upper).sampleValue(count).endArray();
    }
}
