package dev.tributary.wire.prompb;

import dev.tributary.model.NativeHistogram;
import dev.tributary.model.NativeHistogram.ResetHint;
import dev.tributary.model.port.SampleSink;
import dev.tributary.wire.protobuf.MalformedProtobufException;
import dev.tributary.wire.protobuf.ProtoReader;
import dev.tributary.wire.protobuf.RepeatedDeltas;
import dev.tributary.wire.protobuf.RepeatedDoubles;
import dev.tributary.wire.protobuf.WireType;

/**
 * Reads the native histogram message that both remote-write versions share (field 17, the start timestamp, is of 2.0).
 * Delta counts of integer histograms become absolute counts. A histogram that breaks the rules of native histograms is
 * refused. Reusable, for one thread.
 */
public final class HistogramReader {
    private static final ResetHint[] HINTS = ResetHint.values();

    private final ProtoReader in;
    private boolean integer;
    private double count;
    private double zeroCount;
    private double sum;
    private int schema;
    private double zeroThreshold;
    private ResetHint hint = ResetHint.UNKNOWN;
    private long timestamp;
    private long start;
    private final SpanFields negativeSpans = new SpanFields();
    private final RepeatedDeltas negativeDeltas = new RepeatedDeltas();
    private final RepeatedDoubles negativeCounts = new RepeatedDoubles();
    private final SpanFields positiveSpans = new SpanFields();
    private final RepeatedDeltas positiveDeltas = new RepeatedDeltas();
    private final RepeatedDoubles positiveCounts = new RepeatedDoubles();
    private final RepeatedDoubles customBounds = new RepeatedDoubles();

    public HistogramReader(ProtoReader in) {
        this.in = in;
    }

    /** Hands the histogram at the cursor to the sink. */
    public void read(SampleSink sink) throws MalformedProtobufException {
        int from = in.position();
        clear();
        int outer = in.enter();
        while (!in.atEnd()) {
            int tag = in.tag();
            if (ProtoReader.field(tag) <= 7) {
                readScalar(tag);
            } else {
                readRest(tag);
            }
        }
        in.leave(outer);
        sink.histogram(timestamp, build(from), start);
    }

    private void clear() {
        integer = true;
        count = 0;
        zeroCount = 0;
        sum = 0;
        schema = 0;
        zeroThreshold = 0;
        hint = ResetHint.UNKNOWN;
        timestamp = 0;
        start = 0;
        negativeSpans.clear();
        negativeDeltas.clear();
        negativeCounts.clear();
        positiveSpans.clear();
        positiveDeltas.clear();
        positiveCounts.clear();
        customBounds.clear();
    }

    private void readScalar(int tag) throws MalformedProtobufException {
        switch (ProtoReader.field(tag)) {
            case 1 -> {
                integer = true;
                count = unsigned(tag);
            }
            case 2 -> {
                integer = false;
                count = float64(tag);
            }
            case 3 -> sum = float64(tag);
            case 4 -> {
                in.require(tag, WireType.VARINT);
                schema = (int) in.zigzag();
            }
            case 5 -> zeroThreshold = float64(tag);
            case 6 -> zeroCount = unsigned(tag);
            case 7 -> zeroCount = float64(tag);
            default -> in.skip(tag);
        }
    }

    private void readRest(int tag) throws MalformedProtobufException {
        switch (ProtoReader.field(tag)) {
            case 8 -> negativeSpans.read(in, tag);
            case 9 -> negativeDeltas.read(in, tag);
            case 10 -> negativeCounts.read(in, tag);
            case 11 -> positiveSpans.read(in, tag);
            case 12 -> positiveDeltas.read(in, tag);
            case 13 -> positiveCounts.read(in, tag);
            case 14 -> hint = hint(tag);
            case 15 -> timestamp = varint(tag);
            case 16 -> customBounds.read(in, tag);
            case 17 -> start = varint(tag);
            default -> in.skip(tag);
        }
    }

    private double float64(int tag) throws MalformedProtobufException {
        in.require(tag, WireType.FIXED64);
        return in.float64();
    }

    private long varint(int tag) throws MalformedProtobufException {
        in.require(tag, WireType.VARINT);
        return in.varint();
    }

    private double unsigned(int tag) throws MalformedProtobufException {
        return ProtoReader.unsignedToDouble(varint(tag));
    }

    private ResetHint hint(int tag) throws MalformedProtobufException {
        long number = varint(tag);
        return number >= 0 && number < HINTS.length ? HINTS[(int) number] : ResetHint.UNKNOWN;
    }

    private NativeHistogram build(int from) throws MalformedProtobufException {
        try {
            return NativeHistogram.builder().integer(integer).resetHint(hint).schema(schema)
                    .zero(zeroThreshold, zeroCount).count(count).sum(sum)
                    .positive(positiveSpans.toArray(), integer ? positiveDeltas.toArray() : positiveCounts.toArray())
                    .negative(negativeSpans.toArray(), integer ? negativeDeltas.toArray() : negativeCounts.toArray())
                    .customBounds(customBounds.toArray()).build();
        } catch (IllegalArgumentException e) {
            throw in.malformedAt(from, String.valueOf(e.getMessage()));
        }
    }
}
