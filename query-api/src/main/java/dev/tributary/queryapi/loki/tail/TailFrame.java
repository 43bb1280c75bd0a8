package dev.tributary.queryapi.loki.tail;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import dev.tributary.logql.LogPipeline.Passed;
import dev.tributary.logql.value.LogLine;
import dev.tributary.logql.value.LogStream;
import dev.tributary.model.Labels;
import dev.tributary.queryapi.json.JsonWriter;
import dev.tributary.queryapi.loki.json.LegacyLogJson;
import dev.tributary.queryapi.loki.json.LogqlJson;

/** One message to a client that follows a log. */
final class TailFrame {
    private static final int BYTES = 16 * 1024;

    private TailFrame() {
    }

    static String of(List<Passed> lines, List<TailBuffer.Dropped> dropped, TailForm form) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(BYTES);
        JsonWriter json = new JsonWriter(bytes::write, BYTES);
        json.beginObject().name("streams");
        List<LogStream> streams = streams(lines, form == TailForm.CATEGORIZED);
        switch (form) {
            case TOGETHER, CATEGORIZED -> current(streams, dropped, form == TailForm.CATEGORIZED, json);
            case LEGACY -> legacy(streams, dropped, json);
        }
        json.endObject().flush();
        return bytes.toString(StandardCharsets.UTF_8);
    }

    private static void current(List<LogStream> streams, List<TailBuffer.Dropped> dropped, boolean categorize,
            JsonWriter json) {
        LogqlJson.streams(streams, categorize, json);
        if (!dropped.isEmpty()) {
            json.name("dropped_entries").beginArray();
            dropped.forEach(one -> json.beginObject().name("timestamp").string(Long.toString(one.timestampNanos()))
                    .name("labels").labels(one.stream()).endObject());
            json.endArray();
        }
        if (categorize) {
            LogqlJson.flags(json);
        }
    }

    private static void legacy(List<LogStream> streams, List<TailBuffer.Dropped> dropped, JsonWriter json) {
        LegacyLogJson.streams(streams, json);
        json.name("dropped_entries");
        if (dropped.isEmpty()) {
            json.nothing();
            return;
        }
        json.beginArray();
        dropped.forEach(one -> json.beginObject().name("Timestamp").string(LegacyLogJson.time(one.timestampNanos()))
                .name("Labels").string(one.stream().toString()).endObject());
        json.endArray();
    }

    private static List<LogStream> streams(List<Passed> lines, boolean categorize) {
        Map<Labels, List<LogLine>> streams = new LinkedHashMap<>();
        for (Passed passed : lines) {
            Labels labels = categorize ? passed.stream() : together(passed);
            streams.computeIfAbsent(labels, _ -> new ArrayList<>()).add(passed.line());
        }
        return streams.entrySet().stream().map(each -> new LogStream(each.getKey(), each.getValue())).toList();
    }

    private static Labels together(Passed passed) {
        Labels.Builder labels = passed.stream().toBuilder();
        passed.line().metadata().forEach(labels::set);
        passed.line().parsed().forEach(labels::set);
        return labels.build();
    }
}
