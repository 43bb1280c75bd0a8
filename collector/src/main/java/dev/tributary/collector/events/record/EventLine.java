package dev.tributary.collector.events.record;

import java.util.LinkedHashMap;
import java.util.Map;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.tributary.model.text.GoQuote;

/**
 * The text of a record: what a person reads of an event, message last, in a form that LogQL's parsers take apart. Keys are
 * those of the event lines that dashboards for Loki know; values stand quoted where logfmt needs it.
 */
final class EventLine {
    private static final ObjectMapper JSON = new ObjectMapper();

    private EventLine() {
    }

    static String of(ClusterEvent event, LineFormat format) {
        Map<String, String> fields = fields(event);
        return switch (format) {
            case LOGFMT -> logfmt(fields);
            case JSON -> json(fields);
        };
    }

    private static Map<String, String> fields(ClusterEvent event) {
        Map<String, String> fields = new LinkedHashMap<>();
        put(fields, "namespace", event.object().namespace());
        put(fields, "kind", event.object().kind());
        put(fields, "name", event.object().name());
        put(fields, "type", event.type());
        put(fields, "reason", event.reason());
        put(fields, "action", event.action());
        put(fields, "reportingcontroller", event.reporter().component());
        put(fields, "sourcehost", event.reporter().host());
        put(fields, "count", Long.toString(event.count()));
        fields.put("msg", event.message());
        return fields;
    }

    private static void put(Map<String, String> fields, String key, String value) {
        if (!value.isEmpty()) {
            fields.put(key, value);
        }
    }

    private static String logfmt(Map<String, String> fields) {
        StringBuilder line = new StringBuilder(256);
        fields.forEach((key, value) -> {
            line.append(line.isEmpty() ? "" : " ").append(key).append('=');
            line.append(isPlain(value) ? value : GoQuote.quote(value));
        });
        return line.toString();
    }

    private static boolean isPlain(String value) {
        for (int i = 0; i < value.length(); i++) {
            char c = value.charAt(i);
            if (c <= ' ' || c == '"' || c == '=' || c == '\\' || c >= 127) {
                return false;
            }
        }
        return !value.isEmpty();
    }

    private static String json(Map<String, String> fields) {
        try {
            return JSON.writeValueAsString(fields);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("texts are always JSON", e);
        }
    }
}
