package dev.tributary.wire.protobuf;

import java.util.Arrays;

/** Collects a repeated double field, whichever way it comes: packed, one by one, or in parts. Reusable. */
public final class RepeatedDoubles {
    private static final double[] NONE = {};

    private double[] values = NONE;
    private int size;

    public void clear() {
        size = 0;
    }

    public int size() {
        return size;
    }

    /** Appends what one field of the message holds. */
    public void read(ProtoReader in, int tag) throws MalformedProtobufException {
        if ((tag & 7) == WireType.FIXED64) {
            reserve(1);
            values[size++] = in.float64();
            return;
        }
        in.require(tag, WireType.BYTES);
        int outer = in.enter();
        reserve((in.limit() - in.position()) / Double.BYTES);
        while (!in.atEnd()) {
            values[size++] = in.float64();
        }
        in.leave(outer);
    }

    private void reserve(int more) {
        if (values.length - size < more) {
            values = Arrays.copyOf(values, Math.max(size + more, 2 * values.length));
        }
    }

    /** A copy of the values. */
    public double[] toArray() {
        return size == 0 ? NONE : Arrays.copyOf(values, size);
    }
}
