package dev.tributary.wire.prompb;

import java.util.Arrays;

import dev.tributary.wire.protobuf.MalformedProtobufException;
import dev.tributary.wire.protobuf.ProtoReader;
import dev.tributary.wire.protobuf.WireType;

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
        in.require(tag, WireType.BYTES);
        int outer = in.enter();
        long offset = 0;
        long length = 0;
        while (!in.atEnd()) {
            int inner = in.tag();
            int field = ProtoReader.field(inner);
            if (field == 1 || field == 2) {
                in.require(inner, WireType.VARINT);
            }
            switch (field) {
                case 1 -> offset = in.zigzag();
                case 2 -> length = in.varint();
                default -> in.skip(inner);
            }
        }
        if (offset != (int) offset || length != (int) length) {
            throw in.malformed("histogram span of offset " + offset + " and length " + Long.toUnsignedString(length)
                    + " is out of range");
        }
        in.leave(outer);
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
