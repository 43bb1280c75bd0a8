package dev.tributary.wire.otlp;

import java.util.ArrayList;
import java.util.List;

import dev.tributary.model.NativeHistogram;
import org.jspecify.annotations.Nullable;

/** The sum of all points of one stream so far. */
final class OtlpTotal {
    /** A histogram with more is refused: each of its streams would keep so many. */
    private static final int BUCKETS_MAX = 1024;

    /** Beyond it all values are in one bucket, or each in its own. */
    private static final int SCALE_MAX = 64;

    private final OtlpBuckets positive = new OtlpBuckets();
    private final OtlpBuckets negative = new OtlpBuckets();
    private List<Double> bounds = List.of();
    private List<Long> counts = new ArrayList<>();
    private boolean begun;
    private boolean hasSum;
    private long firstStartNanos;
    private long lastStartNanos;
    private long lastNanos;
    private long seenMillis;
    private double value;
    private double sum;
    private long count;
    private long zeroCount;
    private int scale;

    long seenMillis() {
        return seenMillis;
    }

    /** Adds a point and writes the total into it; tells why not where it cannot be added. */
    @Nullable
    String add(OtlpPoint point, long nowMillis) {
        if (point.bounds.size() > BUCKETS_MAX || point.counts.size() > BUCKETS_MAX + 1) {
            return "a histogram of delta temporality has more than " + BUCKETS_MAX + " buckets";
        }
        if (Math.abs((long) point.scale) > SCALE_MAX) {
            return "an exponential histogram cannot have the scale " + point.scale;
        }
        if (begun && point.startNanos < firstStartNanos) {
            return "a point of delta temporality starts at " + point.startMillis()
                    + " before the first of its stream; do several senders use one name?";
        }
        boolean again = begun && point.timeNanos == lastNanos && point.startNanos == lastStartNanos;
        if (begun && point.timeNanos <= lastNanos && !again) {
            return "a point of delta temporality at " + point.timeMillis() + " comes after a later one of its stream";
        }
        String problem = again ? null : take(point);
        if (problem != null) {
            return problem;
        }
        seenMillis = nowMillis;
        writeTo(point);
        return null;
    }

    private @Nullable String take(OtlpPoint point) {
        // Counts of other bounds cannot be added: the total starts anew, as its start time tells.
        boolean anew = !begun || !bounds.equals(point.bounds) || counts.size() != point.counts.size();
        int target = anew
                ? target(new OtlpBuckets(), new OtlpBuckets(), point.scale, point)
                : target(positive, negative, scale, point);
        if (target < NativeHistogram.SCHEMA_MIN) {
            return "the buckets of an exponential histogram lie so far apart that they meet at scale " + target
                    + " only, which is below " + NativeHistogram.SCHEMA_MIN;
        }
        if (anew) {
            restart(point, target);
        } else {
            value += point.value;
            for (int i = 0; i < counts.size(); i++) {
                counts.set(i, counts.get(i) + point.counts.get(i));
            }
            addBuckets(point, target);
            count += point.count;
            zeroCount += point.zeroCount;
            sum += point.sum;
            hasSum &= point.hasSum;
        }
        lastStartNanos = point.startNanos;
        lastNanos = point.timeNanos;
        return null;
    }

    private void restart(OtlpPoint point, int target) {
        begun = true;
        firstStartNanos = point.startNanos;
        value = point.value;
        bounds = List.copyOf(point.bounds);
        counts = new ArrayList<>(point.counts);
        scale = point.scale;
        positive.clear();
        negative.clear();
        addBuckets(point, target);
        count = point.count;
        zeroCount = point.zeroCount;
        sum = point.sum;
        hasSum = point.hasSum;
    }

    /** The scale at which all buckets together are few enough. */
    private static int target(OtlpBuckets positive, OtlpBuckets negative, int scale, OtlpPoint point) {
        int common = Math.min(scale, point.scale);
        return common - Math.max(positive.surplus(scale - common, point.positive, point.scale - common),
                negative.surplus(scale - common, point.negative, point.scale - common));
    }

    private void addBuckets(OtlpPoint point, int target) {
        positive.add(scale - target, point.positive, point.scale - target);
        negative.add(scale - target, point.negative, point.scale - target);
        scale = target;
    }

    private void writeTo(OtlpPoint point) {
        point.startNanos = firstStartNanos;
        point.value = value;
        point.counts.clear();
        point.counts.addAll(counts);
        positive.writeTo(point.positive);
        negative.writeTo(point.negative);
        point.scale = scale;
        point.count = count;
        point.zeroCount = zeroCount;
        point.sum = sum;
        point.hasSum = hasSum;
    }
}
