package dev.tributary.queryapi.loki.json;

import java.time.Instant;
import java.util.List;

import dev.tributary.logql.value.LogLine;
import dev.tributary.logql.value.LogStream;
import dev.tributary.queryapi.json.GoTime;
import dev.tributary.queryapi.json.JsonWriter;

/** Lines as Loki wrote them before its API had versions: labels as one text, times in RFC 3339. */
public final class LegacyLogJson {
    private LegacyLogJson() {
    }

    /** Writes an array of streams. */
    public static void streams(List<LogStream> streams, JsonWriter json) {
        json.beginArray();
        for (LogStream stream : streams) {
            json.beginObject().name("labels").string(stream.labels().toString()).name("entries").beginArray();
            for (LogLine line : stream.lines()) {
                json.beginObject().name("ts").string(time(line.timestampNanos())).name("line").string(line.line())
                        .endObject();
            }
            json.endArray().endObject();
        }
        json.endArray();
    }

    /** The text of a time in Unix nanoseconds. */
    public static String time(long nanos) {
        return GoTime.format(Instant.ofEpochSecond(0, nanos));
    }
}
