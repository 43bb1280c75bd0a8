package dev.tributary.wire.otlp;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;

/** The messages of an OTLP logs request with the names that their fields have in JSON. */
final class OtlpLogsSchema {
    private static final List<String> SEVERITIES = List.of("TRACE", "DEBUG", "INFO", "WARN", "ERROR", "FATAL");
    private static final String SEVERITY_PREFIX = "SEVERITY_NUMBER_";

    static final OtlpLogsSchema REQUEST = new OtlpLogsSchema();

    /** How a field is written in JSON and in protobuf. */
    enum Kind {
        STRING, HEX, BASE64, VARINT, ENUM, BOOL, DOUBLE, FIXED64, FIXED32, MESSAGE
    }

    /** A field; one of a message has its schema. */
    record Field(int number, Kind kind, @Nullable OtlpLogsSchema message) {
    }

    static {
        OtlpLogsSchema value = new OtlpLogsSchema();
        OtlpLogsSchema pair = new OtlpLogsSchema().add("key", 1, Kind.STRING).nest("value", 2, value);
        value.add("stringValue", 1, Kind.STRING).add("boolValue", 2, Kind.BOOL).add("intValue", 3, Kind.VARINT)
                .add("doubleValue", 4, Kind.DOUBLE).nest("arrayValue", 5, new OtlpLogsSchema().nest("values", 1, value))
                .nest("kvlistValue", 6, new OtlpLogsSchema().nest("values", 1, pair)).add("bytesValue", 7, Kind.BASE64);
        OtlpLogsSchema record = new OtlpLogsSchema().add("timeUnixNano", 1, Kind.FIXED64)
                .add("severityNumber", 2, Kind.ENUM).add("severityText", 3, Kind.STRING).nest("body", 5, value)
                .nest("attributes", 6, pair).add("droppedAttributesCount", 7, Kind.VARINT).add("flags", 8, Kind.FIXED32)
                .add("traceId", 9, Kind.HEX).add("spanId", 10, Kind.HEX).add("observedTimeUnixNano", 11, Kind.FIXED64)
                .add("eventName", 12, Kind.STRING);
        OtlpLogsSchema scope = new OtlpLogsSchema().add("name", 1, Kind.STRING).add("version", 2, Kind.STRING)
                .nest("attributes", 3, pair);
        OtlpLogsSchema scopeLogs = new OtlpLogsSchema().nest("scope", 1, scope).nest("logRecords", 2, record);
        OtlpLogsSchema resource = new OtlpLogsSchema().nest("attributes", 1, pair);
        REQUEST.nest("resourceLogs", 1,
                new OtlpLogsSchema().nest("resource", 1, resource).nest("scopeLogs", 2, scopeLogs));
    }

    private final Map<String, Field> fields = new HashMap<>();

    private OtlpLogsSchema() {
    }

    private OtlpLogsSchema add(String name, int number, Kind kind) {
        fields.put(name, new Field(number, kind, null));
        return this;
    }

    private OtlpLogsSchema nest(String name, int number, OtlpLogsSchema message) {
        fields.put(name, new Field(number, Kind.MESSAGE, message));
        return this;
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

    /** The number of a severity by its name in the protobuf files, or null. */
    static @Nullable Integer severity(String name) {
        if (!name.startsWith(SEVERITY_PREFIX)) {
            return null;
        }
        String word = name.substring(SEVERITY_PREFIX.length());
        if (word.equals("UNSPECIFIED")) {
            return 0;
        }
        char last = word.isEmpty() ? ' ' : word.charAt(word.length() - 1);
        int step = last >= '2' && last <= '4' ? last - '1' : 0;
        int level = SEVERITIES.indexOf(step == 0 ? word : word.substring(0, word.length() - 1));
        return level < 0 ? null : 4 * level + 1 + step;
    }
}
