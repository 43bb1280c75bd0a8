package dev.tributary.wire.otlp;

import java.util.HexFormat;
import java.util.Map;

import dev.tributary.model.Exemplar;
import dev.tributary.model.Labels;
import dev.tributary.wire.protobuf.MalformedProtobufException;
import dev.tributary.wire.protobuf.ProtoReader;
import dev.tributary.wire.protobuf.WireType;

/**
 * Reads data points. The four messages share start 2, time 3; beyond that each numbers its fields by itself, so a point is
 * read by the table of its kind.
 */
final class OtlpPointReader {
    /** Longest label set of an exemplar in characters, by OpenMetrics; what is filtered out goes when there is more. */
    private static final int EXEMPLAR_CHARACTERS_MAX = 128;

    private final ProtoReader in;
    private final OtlpAttributes attributes;

    OtlpPointReader(ProtoReader in) {
        this.in = in;
        attributes = new OtlpAttributes(in);
    }

    /** Reads one point, on whose length the cursor stands. */
    OtlpPoint read(OtlpKind kind) throws MalformedProtobufException {
        OtlpPoint point = new OtlpPoint();
        int outer = in.enter();
        while (!in.atEnd()) {
            int tag = in.tag();
            int field = ProtoReader.field(tag);
            if (field == 2) {
                point.startNanos = fixed(tag);
            } else if (field == 3) {
                point.timeNanos = fixed(tag);
            } else if (!ofKind(kind, field, tag, point)) {
                in.skip(tag);
            }
        }
        in.leave(outer);
        return point;
    }

    private boolean ofKind(OtlpKind kind, int field, int tag, OtlpPoint point) throws MalformedProtobufException {
        return switch (kind) {
            case GAUGE, COUNTER, UP_DOWN_COUNTER -> number(field, tag, point);
            case HISTOGRAM -> histogram(field, tag, point);
            case EXPONENTIAL_HISTOGRAM -> exponential(field, tag, point);
            case SUMMARY -> summary(field, tag, point);
        };
    }

    private boolean number(int field, int tag, OtlpPoint point) throws MalformedProtobufException {
        switch (field) {
            case 4 -> point.value = float64(tag);
            case 5 -> exemplar(tag, point);
            case 6 -> point.value = fixed(tag);
            case 7 -> attribute(tag, point.attributes);
            case 8 -> point.flags = varint(tag);
            default -> {
                return false;
            }
        }
        return true;
    }

    private boolean histogram(int field, int tag, OtlpPoint point) throws MalformedProtobufException {
        switch (field) {
            case 4 -> point.count = fixed(tag);
            case 5 -> sum(tag, point);
            case 6 -> eachFixed(tag, () -> point.counts.add(in.fixed64()));
            case 7 -> eachFixed(tag, () -> point.bounds.add(in.float64()));
            case 8 -> exemplar(tag, point);
            case 9 -> attribute(tag, point.attributes);
            case 10 -> point.flags = varint(tag);
            default -> {
                return false;
            }
        }
        return true;
    }

    private boolean exponential(int field, int tag, OtlpPoint point) throws MalformedProtobufException {
        switch (field) {
            case 1 -> attribute(tag, point.attributes);
            case 4 -> point.count = fixed(tag);
            case 5 -> sum(tag, point);
            case 6 -> point.scale = (int) zigzag(tag);
            case 7 -> point.zeroCount = fixed(tag);
            case 8 -> buckets(tag, point.positive);
            case 9 -> buckets(tag, point.negative);
            case 10 -> point.flags = varint(tag);
            case 11 -> exemplar(tag, point);
            default -> {
                return false;
            }
        }
        return true;
    }

    private boolean summary(int field, int tag, OtlpPoint point) throws MalformedProtobufException {
        switch (field) {
            case 4 -> point.count = fixed(tag);
            case 5 -> sum(tag, point);
            case 6 -> quantile(tag, point);
            case 7 -> attribute(tag, point.attributes);
            case 8 -> point.flags = varint(tag);
            default -> {
                return false;
            }
        }
        return true;
    }

    @FunctionalInterface
    private interface Element {
        void read() throws MalformedProtobufException;
    }

    /** Reads a repeated field of eight bytes each, packed or not. */
    private void eachFixed(int tag, Element element) throws MalformedProtobufException {
        if (WireType.BYTES != (tag & 7)) {
            in.require(tag, WireType.FIXED64);
            element.read();
            return;
        }
        int outer = in.enter();
        while (!in.atEnd()) {
            element.read();
        }
        in.leave(outer);
    }

    /** {@code Buckets := offset 1 (sint32), counts 2 (repeated uint64)}. */
    private void buckets(int tag, OtlpPoint.Buckets buckets) throws MalformedProtobufException {
        in.require(tag, WireType.BYTES);
        int outer = in.enter();
        while (!in.atEnd()) {
            int inner = in.tag();
            switch (ProtoReader.field(inner)) {
                case 1 -> buckets.offset = (int) zigzag(inner);
                case 2 -> counts(inner, buckets);
                default -> in.skip(inner);
            }
        }
        in.leave(outer);
    }

    private void counts(int tag, OtlpPoint.Buckets buckets) throws MalformedProtobufException {
        if (WireType.BYTES != (tag & 7)) {
            buckets.counts.add(varint(tag));
            return;
        }
        int outer = in.enter();
        while (!in.atEnd()) {
            buckets.counts.add(in.varint());
        }
        in.leave(outer);
    }

    /** {@code ValueAtQuantile := quantile 1 (double), value 2 (double)}. */
    private void quantile(int tag, OtlpPoint point) throws MalformedProtobufException {
        in.require(tag, WireType.BYTES);
        int outer = in.enter();
        double quantile = 0;
        double value = 0;
        while (!in.atEnd()) {
            int inner = in.tag();
            switch (ProtoReader.field(inner)) {
                case 1 -> quantile = float64(inner);
                case 2 -> value = float64(inner);
                default -> in.skip(inner);
            }
        }
        in.leave(outer);
        point.quantiles.add(new OtlpPoint.Quantile(quantile, value));
    }

    /** {@code Exemplar := time 2, double 3 | int 6, span id 4, trace id 5, filtered attributes 7}. */
    private void exemplar(int tag, OtlpPoint point) throws MalformedProtobufException {
        in.require(tag, WireType.BYTES);
        int outer = in.enter();
        Map<String, String> filtered = OtlpAttributes.empty();
        Labels.Builder labels = Labels.builder();
        long nanos = 0;
        double value = 0;
        while (!in.atEnd()) {
            int inner = in.tag();
            switch (ProtoReader.field(inner)) {
                case 2 -> nanos = fixed(inner);
                case 3 -> value = float64(inner);
                case 4 -> labels.set("span_id", hex(inner));
                case 5 -> labels.set("trace_id", hex(inner));
                case 6 -> value = fixed(inner);
                case 7 -> attribute(inner, filtered);
                default -> in.skip(inner);
            }
        }
        in.leave(outer);
        Labels ids = labels.build();
        if (characters(ids.toMap()) + characters(filtered) <= EXEMPLAR_CHARACTERS_MAX) {
            filtered.forEach(labels::set);
        }
        point.exemplars.add(new Exemplar(labels.build(), value, Long.divideUnsigned(nanos, 1_000_000)));
    }

    private static long characters(Map<String, String> labels) {
        return labels.entrySet().stream().mapToLong(label -> label.getKey().codePointCount(0, label.getKey().length())
                + (long) label.getValue().codePointCount(0, label.getValue().length())).sum();
    }

    private void attribute(int tag, Map<String, String> into) throws MalformedProtobufException {
        in.require(tag, WireType.BYTES);
        attributes.read(into);
    }

    private String hex(int tag) throws MalformedProtobufException {
        in.require(tag, WireType.BYTES);
        int length = in.length();
        int from = in.position();
        in.seek(from + length);
        return HexFormat.of().formatHex(in.bytes(), from, from + length);
    }

    private void sum(int tag, OtlpPoint point) throws MalformedProtobufException {
        point.sum = float64(tag);
        point.hasSum = true;
    }

    private long fixed(int tag) throws MalformedProtobufException {
        in.require(tag, WireType.FIXED64);
        return in.fixed64();
    }

    private double float64(int tag) throws MalformedProtobufException {
        in.require(tag, WireType.FIXED64);
        return in.float64();
    }

    private long varint(int tag) throws MalformedProtobufException {
        in.require(tag, WireType.VARINT);
        return in.varint();
    }

    private long zigzag(int tag) throws MalformedProtobufException {
        in.require(tag, WireType.VARINT);
        return in.zigzag();
    }
}
