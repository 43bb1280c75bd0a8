package dev.tributary.wire.otlp;

import java.util.Arrays;
import java.util.Base64;
import java.util.Map;
import java.util.TreeMap;

import dev.tributary.model.Labels;
import dev.tributary.model.text.GoFloat;
import dev.tributary.model.text.GoQuote;
import dev.tributary.wire.protobuf.MalformedProtobufException;
import dev.tributary.wire.protobuf.ProtoReader;
import dev.tributary.wire.protobuf.WireType;

/**
 * Reads attributes: names to texts. {@code KeyValue := key 1, value 2 (AnyValue)}; {@code AnyValue := string 1 | bool 2 |
 * int 3 | double 4 | array 5 | list of KeyValue 6 | bytes 7}; lists become JSON.
 */
final class OtlpAttributes {
    /** Lists in lists; nobody's labels are deeper. */
    private static final int DEPTH_MAX = 16;

    private final ProtoReader in;

    OtlpAttributes(ProtoReader in) {
        this.in = in;
    }

    static Map<String, String> empty() {
        return new TreeMap<>(Labels::compareUtf8);
    }

    /** Reads one attribute, on whose length the cursor stands; a later one of the same name wins. */
    void read(Map<String, String> into) throws MalformedProtobufException {
        int outer = in.enter();
        String key = "";
        String value = "";
        while (!in.atEnd()) {
            int tag = in.tag();
            switch (ProtoReader.field(tag)) {
                case 1 -> {
                    in.require(tag, WireType.BYTES);
                    key = in.string();
                }
                case 2 -> {
                    in.require(tag, WireType.BYTES);
                    value = value(false, 0);
                }
                default -> in.skip(tag);
            }
        }
        in.leave(outer);
        into.put(key, value);
    }

    /**
     * Reads one attribute, on whose length the cursor stands, and of lists with names each element as an attribute of its
     * own, with the names of both joined by an underscore.
     */
    void readFlat(Map<String, String> into) throws MalformedProtobufException {
        readFlat("", 0, into);
    }

    private void readFlat(String prefix, int depth, Map<String, String> into) throws MalformedProtobufException {
        if (depth > DEPTH_MAX) {
            throw in.malformed("attribute values are nested deeper than " + DEPTH_MAX);
        }
        int outer = in.enter();
        String key = "";
        int valueAt = -1;
        while (!in.atEnd()) {
            int tag = in.tag();
            switch (ProtoReader.field(tag)) {
                case 1 -> {
                    in.require(tag, WireType.BYTES);
                    key = in.string();
                }
                case 2 -> {
                    in.require(tag, WireType.BYTES);
                    valueAt = in.position();
                    in.skip(tag);
                }
                default -> in.skip(tag);
            }
        }
        if (valueAt >= 0) {
            in.seek(valueAt);
            if (!elements(prefix + key + "_", depth, into)) {
                in.seek(valueAt);
                into.put(prefix + key, value(false, depth));
            }
        }
        in.leave(outer);
    }

    /** Reads a value that is a list with names; says no to any other. */
    private boolean elements(String prefix, int depth, Map<String, String> into) throws MalformedProtobufException {
        int outer = in.enter();
        boolean named = false;
        while (!in.atEnd()) {
            int tag = in.tag();
            if (ProtoReader.field(tag) == 6) {
                in.require(tag, WireType.BYTES);
                named = true;
                pairs(prefix, depth, into);
            } else {
                in.skip(tag);
            }
        }
        in.leave(outer);
        return named;
    }

    private void pairs(String prefix, int depth, Map<String, String> into) throws MalformedProtobufException {
        int outer = in.enter();
        while (!in.atEnd()) {
            int tag = in.tag();
            if (ProtoReader.field(tag) == 1) {
                in.require(tag, WireType.BYTES);
                readFlat(prefix, depth + 1, into);
            } else {
                in.skip(tag);
            }
        }
        in.leave(outer);
    }

    /** Reads a value, on whose length the cursor stands, as a text. */
    String value() throws MalformedProtobufException {
        return value(false, 0);
    }

    private String value(boolean inJson, int depth) throws MalformedProtobufException {
        if (depth > DEPTH_MAX) {
            throw in.malformed("attribute values are nested deeper than " + DEPTH_MAX);
        }
        int outer = in.enter();
        String value = inJson ? "null" : "";
        while (!in.atEnd()) {
            int tag = in.tag();
            value = switch (ProtoReader.field(tag)) {
                case 1 -> text(tag, inJson);
                case 2 -> Boolean.toString(integer(tag) != 0);
                case 3 -> Long.toString(integer(tag));
                case 4 -> number(tag);
                case 5, 6 -> list(tag, ProtoReader.field(tag) == 6, depth);
                case 7 -> bytes(tag, inJson);
                default -> {
                    in.skip(tag);
                    yield value;
                }
            };
        }
        in.leave(outer);
        return value;
    }

    private String text(int tag, boolean inJson) throws MalformedProtobufException {
        in.require(tag, WireType.BYTES);
        String text = in.string();
        return inJson ? GoQuote.quote(text) : text;
    }

    private long integer(int tag) throws MalformedProtobufException {
        in.require(tag, WireType.VARINT);
        return in.varint();
    }

    private String number(int tag) throws MalformedProtobufException {
        in.require(tag, WireType.FIXED64);
        return GoFloat.sample(in.float64());
    }

    private String bytes(int tag, boolean inJson) throws MalformedProtobufException {
        in.require(tag, WireType.BYTES);
        int length = in.length();
        int from = in.position();
        in.seek(from + length);
        byte[] copy = Arrays.copyOfRange(in.bytes(), from, from + length);
        String text = Base64.getEncoder().encodeToString(copy);
        return inJson ? '"' + text + '"' : text;
    }

    private String list(int tag, boolean named, int depth) throws MalformedProtobufException {
        in.require(tag, WireType.BYTES);
        int outer = in.enter();
        StringBuilder json = new StringBuilder().append(named ? '{' : '[');
        while (!in.atEnd()) {
            int element = in.tag();
            if (ProtoReader.field(element) == 1) {
                in.require(element, WireType.BYTES);
                json.append(json.length() > 1 ? "," : "").append(named ? pair(depth) : value(true, depth + 1));
            } else {
                in.skip(element);
            }
        }
        in.leave(outer);
        return json.append(named ? '}' : ']').toString();
    }

    private String pair(int depth) throws MalformedProtobufException {
        int outer = in.enter();
        String key = "";
        String value = "null";
        while (!in.atEnd()) {
            int tag = in.tag();
            switch (ProtoReader.field(tag)) {
                case 1 -> {
                    in.require(tag, WireType.BYTES);
                    key = in.string();
                }
                case 2 -> {
                    in.require(tag, WireType.BYTES);
                    value = value(true, depth + 1);
                }
                default -> in.skip(tag);
            }
        }
        in.leave(outer);
        return GoQuote.quote(key) + ":" + value;
    }
}
