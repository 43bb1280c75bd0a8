package dev.tributary.wire.prompb;

import java.util.Arrays;

import dev.tributary.wire.protobuf.MalformedProtobufException;
import dev.tributary.wire.protobuf.ProtoReader;
import dev.tributary.wire.protobuf.VarintPair;

/** Collects the bucket spans of one side of a histogram: message {@code offset:sint32=1, length:uint32=2}. Reusable. */
public final class SpanFields {
    private static final int[] NONE = {};

    private int[] spans = NONE;
    private int size;

    public void clear() {
        size = 0;
    }

    public boolean isEmpty() {
        return size == 0;
    }

    /** Appends the span that one field of the message holds. */
    public void read(ProtoReader in, int tag) throws MalformedProtobufException {
        VarintPair told = VarintPair.read(in, tag);
        long offset = ProtoReader.unzigzag(told.first());
        long length = told.second();
        if (offset != (int) offset || length != (int) length) {
            throw in.malformed("histogram span of offset " + offset + " and length " + Long.toUnsignedString(length)
                    + " is out of range");
        }
        add((int) offset, (int) length);
    }

    private void add(int offset, int length) {
        if (size == spans.length) {
            spans = Arrays.copyOf(spans, Math.max(8, 2 * size));
        }
        spans[size++] = offset;
        spans[size++] = length;
    }

    /** The spans as offset, length, offset, length. */
    public int[] toArray() {
        return size == 0 ? NONE : Arrays.copyOf(spans, size);
    }
}
