package dev.tributary.wire.protobuf;

import java.util.Arrays;

/** Collects a repeated sint64 field that holds deltas, and gives the running sums: the bucket counts of histograms. */
public final class RepeatedDeltas {
    private static final double[] NONE = {};

    private double[] sums = NONE;
    private int size;
    private long running;

    public void clear() {
        size = 0;
        running = 0;
    }

    public int size() {
        return size;
    }

    /** Appends what one field of the message holds, packed or not. */
    public void read(ProtoReader in, int tag) throws MalformedProtobufException {
        if ((tag & 7) == WireType.VARINT) {
            add(in.zigzag());
            return;
        }
        in.require(tag, WireType.BYTES);
        int outer = in.enter();
        while (!in.atEnd()) {
            add(in.zigzag());
        }
        in.leave(outer);
    }

    private void add(long delta) {
        if (size == sums.length) {
            sums = Arrays.copyOf(sums, Math.max(16, 2 * size));
        }
        running += delta;
        sums[size++] = running;
    }

    /** The running sums; exact up to 2^53. */
    public double[] toArray() {
        return size == 0 ? NONE : Arrays.copyOf(sums, size);
    }
}
