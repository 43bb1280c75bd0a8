package dev.tributary.wire.prompb;

import dev.tributary.wire.protobuf.ProtoWriter;

/**
 * Writes one side of a native histogram as remote write and protobuf exposition share it: spans at a field, integer counts
 * as deltas at the next, float counts at the one behind.
 */
public final class HistogramSide {
    private HistogramSide() {
    }

    /** Appends the side's fields; the scratch buffer is overwritten. */
    public static void write(ProtoWriter out, ProtoWriter scratch, int field, int[] spans, double[] buckets,
            boolean integer) {
        for (int i = 0; i < spans.length; i += 2) {
            scratch.reset();
            scratch.zigzagField(1, spans[i]);
            scratch.varintField(2, spans[i + 1]);
            out.messageField(field, scratch);
        }
        if (buckets.length == 0) {
            return;
        }
        scratch.reset();
        long before = 0;
        for (double bucket : buckets) {
            if (integer) {
                scratch.zigzag((long) bucket - before);
                before = (long) bucket;
            } else {
                scratch.fixed64(Double.doubleToRawLongBits(bucket));
            }
        }
        out.messageField(integer ? field + 1 : field + 2, scratch);
    }
}
