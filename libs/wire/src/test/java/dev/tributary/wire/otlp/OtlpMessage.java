package dev.tributary.wire.otlp;

import java.util.Arrays;
import java.util.function.Consumer;

import dev.tributary.wire.protobuf.ProtoWriter;
import dev.tributary.wire.protobuf.WireType;

/** Builds requests field by field, apart from the code that reads them. */
final class OtlpMessage {
    static final long SECOND = 1_000_000_000L;

    private final ProtoWriter out = new ProtoWriter();

    static byte[] request(Consumer<OtlpMessage> resource) {
        return new OtlpMessage().message(1, resource).bytes();
    }

    OtlpMessage message(int field, Consumer<OtlpMessage> body) {
        OtlpMessage nested = new OtlpMessage();
        body.accept(nested);
        out.messageField(field, nested.out);
        return this;
    }

    OtlpMessage text(int field, String value) {
        out.stringField(field, value);
        return this;
    }

    OtlpMessage bytes(int field, byte... value) {
        out.bytesField(field, value, 0, value.length);
        return this;
    }

    OtlpMessage varint(int field, long value) {
        out.tag(field, WireType.VARINT);
        out.varint(value);
        return this;
    }

    OtlpMessage zigzag(int field, long value) {
        out.tag(field, WireType.VARINT);
        out.zigzag(value);
        return this;
    }

    OtlpMessage fixed(int field, long value) {
        out.tag(field, WireType.FIXED64);
        out.fixed64(value);
        return this;
    }

    OtlpMessage float64(int field, double value) {
        return fixed(field, Double.doubleToRawLongBits(value));
    }

    OtlpMessage packed(int field, long... values) {
        ProtoWriter nested = new ProtoWriter();
        for (long value : values) {
            nested.fixed64(value);
        }
        out.messageField(field, nested);
        return this;
    }

    OtlpMessage packedDoubles(int field, double... values) {
        return packed(field, Arrays.stream(values).mapToLong(Double::doubleToRawLongBits).toArray());
    }

    OtlpMessage packedVarints(int field, long... values) {
        ProtoWriter nested = new ProtoWriter();
        for (long value : values) {
            nested.varint(value);
        }
        out.messageField(field, nested);
        return this;
    }

    /** An attribute with a text. */
    OtlpMessage attribute(int field, String key, String value) {
        return message(field, pair -> pair.text(1, key).message(2, any -> any.text(1, value)));
    }

    /** A scope with one metric, in a resource message. */
    OtlpMessage metric(String name, String unit, int dataField, Consumer<OtlpMessage> data) {
        return message(2, scope -> scope.message(2,
                metric -> metric.text(1, name).text(2, "Help of " + name).text(3, unit).message(dataField, data)));
    }

    byte[] bytes() {
        return out.toByteArray();
    }
}
