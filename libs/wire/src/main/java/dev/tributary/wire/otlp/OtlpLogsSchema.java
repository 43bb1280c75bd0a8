package dev.tributary.wire.otlp;

import java.util.List;

import dev.tributary.wire.otlp.OtlpSchema.Kind;
import org.jspecify.annotations.Nullable;

/** The messages of an OTLP logs request with the names that their fields have in JSON. */
final class OtlpLogsSchema {
    private static final List<String> SEVERITIES = List.of("TRACE", "DEBUG", "INFO", "WARN", "ERROR", "FATAL");
    private static final String SEVERITY_PREFIX = "SEVERITY_NUMBER_";

    static final OtlpSchema REQUEST = request();

    private OtlpLogsSchema() {
    }

    private static OtlpSchema request() {
        OtlpSchema record = new OtlpSchema().add("timeUnixNano", 1, Kind.FIXED64)
                .choose("severityNumber", 2, OtlpLogsSchema::severity).add("severityText", 3, Kind.STRING)
                .nest("body", 5, OtlpSchema.value()).nest("attributes", 6, OtlpSchema.attribute())
                .add("droppedAttributesCount", 7, Kind.VARINT).add("flags", 8, Kind.FIXED32)
                .add("traceId", 9, Kind.HEX).add("spanId", 10, Kind.HEX).add("observedTimeUnixNano", 11, Kind.FIXED64)
                .add("eventName", 12, Kind.STRING);
        OtlpSchema scopeLogs = new OtlpSchema().nest("scope", 1, OtlpSchema.scope()).nest("logRecords", 2, record);
        return new OtlpSchema().nest("resourceLogs", 1,
                new OtlpSchema().nest("resource", 1, OtlpSchema.resource()).nest("scopeLogs", 2, scopeLogs));
    }

    /** The number of a severity by its name in the protobuf files, or null. */
    private static @Nullable Integer severity(String name) {
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
