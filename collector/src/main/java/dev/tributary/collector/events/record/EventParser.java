package dev.tributary.collector.events.record;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;

import com.fasterxml.jackson.databind.JsonNode;
import org.jspecify.annotations.Nullable;

/**
 * Reads core/v1 events. The old recorder fills source, firstTimestamp, lastTimestamp and count; the new one eventTime,
 * reportingComponent and series, and leaves the others null: both end up in the same fields here.
 */
public final class EventParser {
    /** The API server's own limit is 1 KiB for new events; old ones have none but etcd's. */
    static final int MESSAGE_LENGTH_MAX = 16 << 10;
    /** A reporter's clock may be ahead; a record from the future would hide later ones. */
    private static final long AHEAD_NANOS_MAX = 600_000_000_000L;

    private static final String CUT = "... (cut)";

    private EventParser() {
    }

    /**
     * The event, or null when it has no uid and so is none.
     *
     * @param nowNanos times beyond ten minutes after this become this
     */
    public static @Nullable ClusterEvent parse(JsonNode event, long nowNanos) {
        JsonNode metadata = event.path("metadata");
        String uid = text(metadata, "uid");
        if (uid.isEmpty()) {
            return null;
        }
        JsonNode series = event.path("series");
        long created = nanos(metadata, "creationTimestamp");
        long occurred = nanos(event, "eventTime");
        long first = nanos(event, "firstTimestamp");
        long last = Math.max(Math.max(nanos(series, "lastObservedTime"), nanos(event, "lastTimestamp")),
                Math.max(occurred, Math.max(first, created)));
        boolean isTimeOfReading = last == 0 || last > nowNanos + AHEAD_NANOS_MAX;
        long known = isTimeOfReading ? nowNanos : last;
        return new ClusterEvent(uid, text(metadata, "resourceVersion"), text(metadata, "name"),
                text(metadata, "namespace"), text(event, "type"), text(event, "reason"), text(event, "action"),
                message(event), count(event, series), earliest(known, occurred, first, created), known, isTimeOfReading,
                reference(event.path("involvedObject")), reference(event.path("related")), reporter(event));
    }

    private static long count(JsonNode event, JsonNode series) {
        long counted = series.path("count").asLong(0);
        return Math.max(1, counted > 0 ? counted : event.path("count").asLong(0));
    }

    private static long earliest(long latest, long... times) {
        long earliest = latest;
        for (long time : times) {
            earliest = time == 0 ? earliest : Math.min(earliest, time);
        }
        return earliest;
    }

    private static String message(JsonNode event) {
        String message = text(event, "message").strip();
        if (message.length() <= MESSAGE_LENGTH_MAX) {
            return message;
        }
        int end = MESSAGE_LENGTH_MAX - CUT.length();
        return message.substring(0, Character.isHighSurrogate(message.charAt(end - 1)) ? end - 1 : end) + CUT;
    }

    private static ObjectReference reference(JsonNode object) {
        return object.isObject()
                ? new ObjectReference(text(object, "kind"), text(object, "namespace"), text(object, "name"),
                        text(object, "uid"), text(object, "apiVersion"), text(object, "fieldPath"))
                : ObjectReference.NONE;
    }

    private static Reporter reporter(JsonNode event) {
        JsonNode source = event.path("source");
        String component = text(event, "reportingComponent");
        return new Reporter(component.isEmpty() ? text(source, "component") : component,
                text(event, "reportingInstance"), text(source, "host"));
    }

    private static String text(JsonNode object, String field) {
        JsonNode value = object.path(field);
        return value.isTextual() ? value.textValue() : "";
    }

    /** 0 for a time that is null, absent or no time: an event does not fail for it, it has others. */
    private static long nanos(JsonNode object, String field) {
        String text = text(object, field);
        if (text.isEmpty()) {
            return 0;
        }
        try {
            Instant time = OffsetDateTime.parse(text).toInstant();
            return Math.max(0,
                    Math.addExact(Math.multiplyExact(time.getEpochSecond(), 1_000_000_000L), time.getNano()));
        } catch (DateTimeException | ArithmeticException e) {
            return 0;
        }
    }
}
