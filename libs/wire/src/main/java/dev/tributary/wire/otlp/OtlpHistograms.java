package dev.tributary.wire.otlp;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

import dev.tributary.model.NativeHistogram;
import dev.tributary.model.StaleMarker;
import dev.tributary.wire.protobuf.ProtoReader;

/**
 * Turns exponential histograms into native ones. OTLP counts a bucket from its lower bound, Prometheus to its upper one, so
 * indexes differ by one; scales above 8 are brought down to 8 by joining buckets.
 */
final class OtlpHistograms {
    /** OTLP tells no threshold that can be relied on; Prometheus takes this one. */
    private static final double ZERO_THRESHOLD = 1e-128;

    /** Runs of more empty buckets than this end a span. */
    private static final int GAP_MAX = 2;

    private OtlpHistograms() {
    }

    /** True when there is a native histogram of this scale. */
    static boolean canBeNative(OtlpPoint point) {
        return point.scale >= NativeHistogram.SCHEMA_MIN;
    }

    static NativeHistogram nativeOf(OtlpPoint point) {
        // Indexes have 32 bits: beyond that nothing changes any more.
        int down = Math.clamp((long) point.scale - NativeHistogram.SCHEMA_MAX, 0, 31);
        NativeHistogram.Builder builder = NativeHistogram.builder().integer(true)
                .schema(Math.min(point.scale, NativeHistogram.SCHEMA_MAX))
                .zero(ZERO_THRESHOLD, ProtoReader.unsignedToDouble(point.zeroCount));
        Spans positive = new Spans(point.positive, down);
        Spans negative = new Spans(point.negative, down);
        builder.positive(positive.spans(), positive.counts()).negative(negative.spans(), negative.counts());
        if (point.isAbsent()) {
            return builder.count(0).sum(StaleMarker.VALUE).buildUnchecked();
        }
        return builder.count(ProtoReader.unsignedToDouble(point.count)).sum(point.sum).buildUnchecked();
    }

    /** Dense buckets as spans of neighbours. */
    private static final class Spans {
        private final List<int[]> spans = new ArrayList<>();
        private final List<Double> counts = new ArrayList<>();
        private int next;

        Spans(OtlpPoint.Buckets buckets, int down) {
            int size = buckets.counts.size();
            for (int i = 0; i < size;) {
                int index = (i + buckets.offset >> down) + 1;
                double joined = 0;
                while (i < size && (i + buckets.offset >> down) + 1 == index) {
                    joined += ProtoReader.unsignedToDouble(buckets.counts.get(i));
                    i++;
                }
                if (joined != 0) {
                    add(index, joined);
                }
            }
        }

        private void add(int index, double count) {
            int gap = index - next;
            if (spans.isEmpty() || gap > GAP_MAX) {
                spans.add(new int[]{gap, 0});
            } else {
                for (int i = 0; i < gap; i++) {
                    append(0);
                }
            }
            append(count);
            next = index + 1;
        }

        private void append(double count) {
            spans.getLast()[1]++;
            counts.add(count);
        }

        int[] spans() {
            return spans.stream().flatMapToInt(Arrays::stream).toArray();
        }

        double[] counts() {
            return counts.stream().mapToDouble(Double::doubleValue).toArray();
        }
    }
}
