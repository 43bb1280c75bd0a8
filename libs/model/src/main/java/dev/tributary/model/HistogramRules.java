package dev.tributary.model;

/** What makes a native histogram valid, as Prometheus checks it before it stores one. */
final class HistogramRules {
    private HistogramRules() {
    }

    static void check(NativeHistogram h) {
        if (h.hasCustomBounds()) {
            checkCustom(h);
        } else {
            require(h.schema() >= NativeHistogram.SCHEMA_MIN && h.schema() <= NativeHistogram.SCHEMA_MAX,
                    "schema " + h.schema() + " is not between -4 and 8, nor -53 for custom buckets");
            require(h.customBounds().length == 0, "custom bounds on exponential schema " + h.schema());
        }
        double positive = checkSide("positive", h.positiveSpans(), h.positiveBuckets());
        double negative = checkSide("negative", h.negativeSpans(), h.negativeBuckets());
        require(!(h.zeroCount() < 0), "zero bucket has a negative count " + h.zeroCount());
        require(!(h.count() < 0), "negative count " + h.count());
        checkCount(h, positive + negative + h.zeroCount());
    }

    private static void checkCustom(NativeHistogram h) {
        require(h.zeroCount() == 0 && h.zeroThreshold() == 0, "custom buckets have no zero bucket");
        require(h.negativeSpans().length == 0 && h.negativeBuckets().length == 0,
                "custom buckets have no negative buckets");
        double[] bounds = h.customBounds();
        for (int i = 0; i < bounds.length; i++) {
            require(!Double.isNaN(bounds[i]) && bounds[i] != Double.POSITIVE_INFINITY,
                    "custom bound " + i + " is " + bounds[i]);
            require(i == 0 || bounds[i] > bounds[i - 1], "custom bounds do not rise at " + i);
        }
        long reach = 0;
        int[] spans = h.positiveSpans();
        for (int i = 0; i + 1 < spans.length; i += 2) {
            require(spans[i] >= 0, "custom buckets with span offset " + spans[i]);
            reach += (long) spans[i] + spans[i + 1];
        }
        require(reach <= bounds.length + 1L, "spans reach bucket " + reach + " but bounds make " + (bounds.length + 1));
    }

    private static double checkSide(String side, int[] spans, double[] buckets) {
        require(spans.length % 2 == 0, side + " spans are not pairs");
        long named = 0;
        for (int i = 0; i < spans.length; i += 2) {
            require(i == 0 || spans[i] >= 0, side + " span " + i / 2 + " has negative offset " + spans[i]);
            require(spans[i + 1] >= 0, side + " span " + i / 2 + " has negative length");
            named += spans[i + 1];
        }
        require(named == buckets.length,
                side + " side: spans name " + named + " buckets but " + buckets.length + " are given");
        double sum = 0;
        for (double bucket : buckets) {
            require(!(bucket < 0), side + " side: observation count in bucket is " + bucket);
            sum += bucket;
        }
        return sum;
    }

    private static void checkCount(NativeHistogram h, double inBuckets) {
        if (!h.isInteger()) {
            return;
        }
        // NaN observations are counted but stand in no bucket.
        boolean fits = Double.isNaN(h.sum()) ? inBuckets <= h.count() : inBuckets == h.count();
        require(fits, inBuckets + " observations found in buckets, but the count is " + h.count());
    }

    private static void require(boolean condition, String problem) {
        if (!condition) {
            throw new IllegalArgumentException("invalid native histogram: " + problem);
        }
    }
}
