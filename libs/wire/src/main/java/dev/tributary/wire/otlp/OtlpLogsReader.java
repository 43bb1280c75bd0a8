package dev.tributary.wire.otlp;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import dev.tributary.model.port.LogSink;
import dev.tributary.wire.protobuf.MalformedProtobufException;
import dev.tributary.wire.protobuf.ProtoReader;
import dev.tributary.wire.protobuf.WireType;

/**
 * Reads {@code ExportLogsServiceRequest}: resources 1 of resource 1 (attributes 1) and scopes 2, which have a scope 1 (name 1,
 * version 2, attributes 3) and records 2. Each resource becomes a stream. Fields may stand in any order, so a message is
 * walked once for what is about it and once for what is in it. What was read before a malformed part has reached the sink
 * already. Reusable, for one thread.
 */
public final class OtlpLogsReader {
    private final ProtoReader in = new ProtoReader();
    private final OtlpAttributes attributes = new OtlpAttributes(in);
    private final OtlpRecordReader records = new OtlpRecordReader(in, attributes);

    /**
     * Reads one message.
     *
     * @param nowNanos the time of records that have none
     * @throws MalformedOtlpException when it breaks the protobuf format or the schema
     */
    public void read(byte[] message, int offset, int length, long nowNanos, LogSink sink)
            throws MalformedOtlpException {
        in.reset(message, offset, length);
        try {
            while (!in.atEnd()) {
                int tag = in.tag();
                if (ProtoReader.field(tag) == 1) {
                    in.require(tag, WireType.BYTES);
                    resource(nowNanos, sink);
                } else {
                    in.skip(tag);
                }
            }
        } catch (MalformedProtobufException e) {
            throw new MalformedOtlpException("OTLP logs message of " + length + " bytes: " + e.getMessage());
        }
    }

    /** Reads one message in JSON. */
    public void readJson(byte[] message, int offset, int length, long nowNanos, LogSink sink)
            throws MalformedOtlpException {
        byte[] protobuf = OtlpJson.toProtobuf(message, offset, length, OtlpLogsSchema.REQUEST, "OTLP logs");
        read(protobuf, 0, protobuf.length, nowNanos, sink);
    }

    private void resource(long nowNanos, LogSink sink) throws MalformedProtobufException {
        int outer = in.enter();
        List<Integer> scopes = new ArrayList<>();
        Map<String, String> told = OtlpAttributes.empty();
        while (!in.atEnd()) {
            int tag = in.tag();
            switch (ProtoReader.field(tag)) {
                case 1 -> {
                    in.require(tag, WireType.BYTES);
                    about(1, told);
                }
                case 2 -> {
                    in.require(tag, WireType.BYTES);
                    scopes.add(in.position());
                    in.skip(tag);
                }
                default -> in.skip(tag);
            }
        }
        OtlpStream stream = new OtlpStream(told);
        stream.start(sink);
        for (int scope : scopes) {
            in.seek(scope);
            scope(stream, nowNanos, sink);
        }
        in.leave(outer);
    }

    private void scope(OtlpStream stream, long nowNanos, LogSink sink) throws MalformedProtobufException {
        int outer = in.enter();
        List<Integer> positions = new ArrayList<>();
        Map<String, String> told = OtlpAttributes.empty();
        while (!in.atEnd()) {
            int tag = in.tag();
            switch (ProtoReader.field(tag)) {
                case 1 -> {
                    in.require(tag, WireType.BYTES);
                    about(3, told);
                }
                case 2 -> {
                    in.require(tag, WireType.BYTES);
                    positions.add(in.position());
                    in.skip(tag);
                }
                default -> in.skip(tag);
            }
        }
        stream.scope(told);
        for (int position : positions) {
            in.seek(position);
            records.read(stream, nowNanos, sink);
        }
        in.leave(outer);
    }

    /** Reads a resource or scope: its attributes, and a scope's name 1 and version 2. */
    private void about(int attributesField, Map<String, String> into) throws MalformedProtobufException {
        int outer = in.enter();
        while (!in.atEnd()) {
            int tag = in.tag();
            int field = ProtoReader.field(tag);
            if (field == attributesField) {
                in.require(tag, WireType.BYTES);
                attributes.readFlat(into);
            } else if (field == 1 || field == 2 && attributesField == 3) {
                in.require(tag, WireType.BYTES);
                into.put(field == 1 ? "scope_name" : "scope_version", in.string());
            } else {
                in.skip(tag);
            }
        }
        in.leave(outer);
    }
}
