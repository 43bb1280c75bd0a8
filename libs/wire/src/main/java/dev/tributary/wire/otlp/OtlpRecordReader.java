package dev.tributary.wire.otlp;

import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.Map;

import dev.tributary.model.port.LogSink;
import dev.tributary.wire.protobuf.MalformedProtobufException;
import dev.tributary.wire.protobuf.ProtoReader;
import dev.tributary.wire.protobuf.WireType;

/**
 * Reads one record: time 1, severity number 2 and text 3, body 5, attributes 6, dropped attributes 7, flags 8, trace 9, span 10,
 * time of observation 11, event 12. What is not time or body becomes structured metadata under the names that Loki gives.
 */
final class OtlpRecordReader {
    private final ProtoReader in;
    private final OtlpAttributes attributes;
    private final Map<String, String> told = OtlpAttributes.empty();
    private long timeNanos;
    private long observedNanos;
    private String line = "";

    OtlpRecordReader(ProtoReader in, OtlpAttributes attributes) {
        this.in = in;
        this.attributes = attributes;
    }

    /** Reads the record on whose length the cursor stands. */
    void read(OtlpStream stream, long nowNanos, LogSink sink) throws MalformedProtobufException {
        int outer = in.enter();
        told.clear();
        timeNanos = 0;
        observedNanos = 0;
        line = "";
        while (!in.atEnd()) {
            field(in.tag());
        }
        in.leave(outer);
        if (timeNanos != 0 && observedNanos != 0) {
            told.put("observed_timestamp", Long.toUnsignedString(observedNanos));
        }
        long time = timeNanos != 0 ? timeNanos : observedNanos != 0 ? observedNanos : nowNanos;
        byte[] bytes = line.getBytes(StandardCharsets.UTF_8);
        // The wire has 64 bits without a sign: what is beyond ours is the far future.
        sink.entry(time < 0 ? Long.MAX_VALUE : time, bytes, 0, bytes.length, stream.metadata(told));
    }

    private void field(int tag) throws MalformedProtobufException {
        switch (ProtoReader.field(tag)) {
            case 1 -> timeNanos = fixed64(tag);
            case 2 -> number("severity_number", tag);
            case 3 -> text("severity_text", tag);
            case 5 -> {
                in.require(tag, WireType.BYTES);
                line = attributes.value();
            }
            case 6 -> {
                in.require(tag, WireType.BYTES);
                attributes.readFlat(told);
            }
            case 7 -> number("dropped_attributes_count", tag);
            case 8 -> {
                in.require(tag, WireType.FIXED32);
                put("flags", Integer.toUnsignedLong(in.fixed32()));
            }
            case 9 -> id("trace_id", tag);
            case 10 -> id("span_id", tag);
            case 11 -> observedNanos = fixed64(tag);
            case 12 -> text("event_name", tag);
            default -> in.skip(tag);
        }
    }

    private long fixed64(int tag) throws MalformedProtobufException {
        in.require(tag, WireType.FIXED64);
        return in.fixed64();
    }

    private void number(String name, int tag) throws MalformedProtobufException {
        in.require(tag, WireType.VARINT);
        put(name, in.varint());
    }

    private void put(String name, long value) {
        if (value != 0) {
            told.put(name, Long.toString(value));
        }
    }

    private void text(String name, int tag) throws MalformedProtobufException {
        in.require(tag, WireType.BYTES);
        String text = in.string();
        if (!text.isEmpty()) {
            told.put(name, text);
        }
    }

    /** Ids of zeroes alone are none. */
    private void id(String name, int tag) throws MalformedProtobufException {
        in.require(tag, WireType.BYTES);
        int length = in.length();
        int from = in.position();
        in.seek(from + length);
        String hex = HexFormat.of().formatHex(in.bytes(), from, from + length);
        if (hex.chars().anyMatch(c -> c != '0')) {
            told.put(name, hex);
        }
    }
}
