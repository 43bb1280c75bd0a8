package dev.tributary.wire.otlp;

import java.util.HashMap;
import java.util.Map;
import java.util.function.Function;

import org.jspecify.annotations.Nullable;

/** A message of OTLP with the names that its fields have in JSON. */
final class OtlpSchema {
    /** How a field is written in JSON and in protobuf. */
    enum Kind {
        STRING, HEX, BASE64, VARINT, ZIGZAG, BOOL, DOUBLE, FIXED64, FIXED32, MESSAGE
    }

    /**
     * A field.
     *
     * @param message of one that is a message
     * @param names   of one that is an enum: the number of a name, or null
     */
    record Field(int number, Kind kind, @Nullable OtlpSchema message, Function<String, @Nullable Integer> names) {
    }

    private final Map<String, Field> fields = new HashMap<>();

    private static @Nullable Integer noName(String name) {
        return null;
    }

    OtlpSchema add(String name, int number, Kind kind) {
        fields.put(name, new Field(number, kind, null, OtlpSchema::noName));
        return this;
    }

    /** An enum, written as a number or by name. */
    OtlpSchema choose(String name, int number, Function<String, @Nullable Integer> names) {
        fields.put(name, new Field(number, Kind.VARINT, null, names));
        return this;
    }

    OtlpSchema nest(String name, int number, OtlpSchema message) {
        fields.put(name, new Field(number, Kind.MESSAGE, message, OtlpSchema::noName));
        return this;
    }

    /** A key and its value, as attributes are. */
    static OtlpSchema attribute() {
        return attribute(value());
    }

    private static OtlpSchema attribute(OtlpSchema value) {
        return new OtlpSchema().add("key", 1, Kind.STRING).nest("value", 2, value);
    }

    /** A value of any kind. */
    static OtlpSchema value() {
        OtlpSchema value = new OtlpSchema();
        return value.add("stringValue", 1, Kind.STRING).add("boolValue", 2, Kind.BOOL).add("intValue", 3, Kind.VARINT)
                .add("doubleValue", 4, Kind.DOUBLE).nest("arrayValue", 5, new OtlpSchema().nest("values", 1, value))
                .nest("kvlistValue", 6, new OtlpSchema().nest("values", 1, attribute(value)))
                .add("bytesValue", 7, Kind.BASE64);
    }

    /** What a request is about, and by what it was made. */
    static OtlpSchema resource() {
        return new OtlpSchema().nest("attributes", 1, attribute());
    }

    static OtlpSchema scope() {
        return new OtlpSchema().add("name", 1, Kind.STRING).add("version", 2, Kind.STRING).nest("attributes", 3,
                attribute());
    }

    /** The field of a name, in camel case or as the protobuf files have it; null when there is none. */
    @Nullable
    Field field(String name) {
        return fields.get(name.indexOf('_') < 0 ? name : camel(name));
    }

    private static String camel(String name) {
        StringBuilder camel = new StringBuilder(name.length());
        boolean upper = false;
        for (int i = 0; i < name.length(); i++) {
            char c = name.charAt(i);
            if (c != '_') {
                camel.append(upper ? Character.toUpperCase(c) : c);
            }
            upper = c == '_';
        }
        return camel.toString();
    }
}
