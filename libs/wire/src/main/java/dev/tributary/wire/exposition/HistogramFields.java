package dev.tributary.wire.exposition;

import java.util.ArrayList;
import java.util.List;

import dev.tributary.model.Exemplar;
import dev.tributary.model.NativeHistogram;
import dev.tributary.model.NativeHistogram.ResetHint;
import dev.tributary.wire.prompb.SpanFields;
import dev.tributary.wire.protobuf.MalformedProtobufException;
import dev.tributary.wire.protobuf.ProtoReader;
import dev.tributary.wire.protobuf.ProtoTimestamp;
import dev.tributary.wire.protobuf.RepeatedDeltas;
import dev.tributary.wire.protobuf.RepeatedDoubles;
import dev.tributary.wire.protobuf.WireType;

/**
 * One walk over a histogram message of protobuf exposition: everything but its classic buckets, which are read one by one
 * afterwards. Reusable.
 */
final class HistogramFields {
    /** Exemplars of one native histogram; Prometheus' client keeps ten. */
    private static final int EXEMPLARS_MAX = 1000;

    private final SpanFields negativeSpans = new SpanFields();
    private final RepeatedDeltas negativeDeltas = new RepeatedDeltas();
    private final RepeatedDoubles negativeCounts = new RepeatedDoubles();
    private final SpanFields positiveSpans = new SpanFields();
    private final RepeatedDeltas positiveDeltas = new RepeatedDeltas();
    private final RepeatedDoubles positiveCounts = new RepeatedDoubles();
    private final List<Exemplar> exemplars = new ArrayList<>();
    private double count;
    private double countFloat;
    private double sum;
    private int schema;
    private double zeroThreshold;
    private double zeroCount;
    private double zeroCountFloat;
    private boolean floats;
    private long startMillis;
    private int buckets;

    void read(ProtoReader in) throws MalformedProtobufException {
        clear();
        while (!in.atEnd()) {
            int tag = in.tag();
            if (ProtoReader.field(tag) <= 8) {
                readScalar(in, tag);
            } else {
                readRest(in, tag);
            }
        }
    }

    private void clear() {
        negativeSpans.clear();
        negativeDeltas.clear();
        negativeCounts.clear();
        positiveSpans.clear();
        positiveDeltas.clear();
        positiveCounts.clear();
        exemplars.clear();
        count = 0;
        countFloat = 0;
        sum = 0;
        schema = 0;
        zeroThreshold = 0;
        zeroCount = 0;
        zeroCountFloat = 0;
        floats = false;
        startMillis = 0;
        buckets = 0;
    }

    private void readScalar(ProtoReader in, int tag) throws MalformedProtobufException {
        switch (ProtoReader.field(tag)) {
            case 1 -> count = unsigned(in, tag);
            case 2 -> sum = float64(in, tag);
            case 3 -> {
                buckets++;
                in.skip(tag);
            }
            case 4 -> {
                countFloat = float64(in, tag);
                floats = true;
            }
            case 5 -> {
                in.require(tag, WireType.VARINT);
                schema = (int) in.zigzag();
            }
            case 6 -> zeroThreshold = float64(in, tag);
            case 7 -> zeroCount = unsigned(in, tag);
            case 8 -> {
                zeroCountFloat = float64(in, tag);
                floats = true;
            }
            default -> in.skip(tag);
        }
    }

    private void readRest(ProtoReader in, int tag) throws MalformedProtobufException {
        switch (ProtoReader.field(tag)) {
            case 9 -> negativeSpans.read(in, tag);
            case 10 -> negativeDeltas.read(in, tag);
            case 11 -> negativeCounts.read(in, tag);
            case 12 -> positiveSpans.read(in, tag);
            case 13 -> positiveDeltas.read(in, tag);
            case 14 -> positiveCounts.read(in, tag);
            case 15 -> startMillis = ProtoTimestamp.millis(in, tag);
            case 16 -> {
                if (exemplars.size() == EXEMPLARS_MAX) {
                    throw in.malformed("more than " + EXEMPLARS_MAX + " exemplars of one histogram");
                }
                exemplars.add(ClientExemplar.read(in, tag));
            }
            default -> in.skip(tag);
        }
    }

    private static double unsigned(ProtoReader in, int tag) throws MalformedProtobufException {
        in.require(tag, WireType.VARINT);
        return ProtoReader.unsignedToDouble(in.varint());
    }

    private static double float64(ProtoReader in, int tag) throws MalformedProtobufException {
        in.require(tag, WireType.FIXED64);
        return in.float64();
    }

    /** Native when it says anything that only native histograms have; an empty one carries a span of length 0. */
    boolean isNative() {
        return !negativeSpans.isEmpty() || !positiveSpans.isEmpty() || zeroThreshold != 0 || zeroCount != 0
                || zeroCountFloat != 0;
    }

    boolean hasClassicBuckets() {
        return buckets > 0;
    }

    double count() {
        return floats ? countFloat : count;
    }

    double sum() {
        return sum;
    }

    long startMillis() {
        return startMillis;
    }

    /** The exemplars that belong to no classic bucket. */
    List<Exemplar> exemplars() {
        return exemplars.isEmpty() ? List.of() : List.copyOf(exemplars);
    }

    /**
     * The native histogram.
     *
     * @throws IllegalArgumentException naming the rule it breaks
     */
    NativeHistogram toNative(boolean gauge) {
        boolean integer = !floats && negativeCounts.size() == 0 && positiveCounts.size() == 0;
        return NativeHistogram.builder().integer(integer).resetHint(gauge ? ResetHint.GAUGE : ResetHint.UNKNOWN)
                .schema(schema).zero(zeroThreshold, integer ? zeroCount : zeroCountFloat)
                .count(integer ? count : countFloat).sum(Canonical.nan(sum))
                .negative(negativeSpans.toArray(), integer ? negativeDeltas.toArray() : negativeCounts.toArray())
                .positive(positiveSpans.toArray(), integer ? positiveDeltas.toArray() : positiveCounts.toArray())
                .build();
    }
}
