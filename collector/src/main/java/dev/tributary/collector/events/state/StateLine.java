package dev.tributary.collector.events.state;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.CRC32C;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import org.jspecify.annotations.Nullable;

/**
 * One change as a line of the state file.
 *
 * <pre>
 * line      := crc32c " " json "\n"          the checksum, eight hexadecimal digits, is of the JSON's bytes
 * json      := {"positions": {scope: resourceVersion}, "known": [event], "totals": [total]}
 * event     := [uid, scope, count, last-nanoseconds, gone-milliseconds]
 * total     := [namespace, kind, reason, type, value, changed-milliseconds]
 * </pre>
 */
final class StateLine {
    private static final int CRC_DIGITS = 8;
    private static final ObjectMapper JSON = new ObjectMapper();

    private StateLine() {
    }

    static byte[] encode(StateChange change) throws IOException {
        ObjectNode line = JSON.createObjectNode();
        ObjectNode positions = line.putObject("positions");
        change.positions().forEach(positions::put);
        ArrayNode known = line.putArray("known");
        for (KnownEvent event : change.known()) {
            known.addArray().add(event.uid()).add(event.scope()).add(event.count()).add(event.lastNanos())
                    .add(event.goneMillis());
        }
        ArrayNode totals = line.putArray("totals");
        for (EventTotal total : change.totals()) {
            EventSeries series = total.series();
            totals.addArray().add(series.namespace()).add(series.kind()).add(series.reason()).add(series.type())
                    .add(total.value()).add(total.changedMillis());
        }
        String json = JSON.writeValueAsString(line);
        return (checksum(json) + " " + json + "\n").getBytes(StandardCharsets.UTF_8);
    }

    private static String checksum(String json) {
        CRC32C crc = new CRC32C();
        crc.update(json.getBytes(StandardCharsets.UTF_8));
        return "%08x".formatted(crc.getValue());
    }

    /** The change, or null when the line is not as it was written. */
    static @Nullable StateChange decode(String line) {
        if (line.length() < CRC_DIGITS + 2 || line.charAt(CRC_DIGITS) != ' ') {
            return null;
        }
        String json = line.substring(CRC_DIGITS + 1);
        if (!checksum(json).equals(line.substring(0, CRC_DIGITS))) {
            return null;
        }
        try {
            return change(JSON.readTree(json));
        } catch (IOException e) {
            return null;
        }
    }

    private static StateChange change(JsonNode line) {
        Map<String, String> positions = new LinkedHashMap<>();
        line.path("positions").properties()
                .forEach(position -> positions.put(position.getKey(), position.getValue().asText()));
        List<KnownEvent> known = new ArrayList<>();
        for (JsonNode event : line.path("known")) {
            known.add(new KnownEvent(event.path(0).asText(), event.path(1).asText(), event.path(2).asLong(),
                    event.path(3).asLong(), event.path(4).asLong()));
        }
        List<EventTotal> totals = new ArrayList<>();
        for (JsonNode total : line.path("totals")) {
            totals.add(new EventTotal(new EventSeries(total.path(0).asText(), total.path(1).asText(),
                    total.path(2).asText(), total.path(3).asText()), total.path(4).asLong(), total.path(5).asLong()));
        }
        return new StateChange(positions, known, totals);
    }
}
