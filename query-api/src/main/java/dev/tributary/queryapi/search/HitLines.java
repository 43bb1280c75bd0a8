package dev.tributary.queryapi.search;

import java.util.List;
import java.util.Map;

import dev.tributary.model.MetricMetadata;
import dev.tributary.queryapi.json.ByteSink;
import dev.tributary.queryapi.json.JsonWriter;

/**
 * Writes hits as a JSON document a line: so many hits in each, at least one document, and last one that says how it ended
 * and whether there is more.
 *
 * @param field        how a hit's text is called
 * @param scores       whether each hit says how well it fits
 * @param descriptions of some of the hits, by their text
 */
record HitLines(String field, boolean scores, Map<String, MetricMetadata> descriptions) {
    private static final int CHUNK_BYTES = 16 * 1024;

    HitLines {
        descriptions = Map.copyOf(descriptions);
    }

    void write(List<Hit> hits, int batch, boolean more, ByteSink out) {
        JsonWriter json = new JsonWriter(out, CHUNK_BYTES);
        int from = 0;
        do {
            int to = (int) Math.min((long) from + batch, hits.size());
            json.beginObject().name("results").beginArray();
            hits.subList(from, to).forEach(hit -> write(hit, json));
            json.endArray().endObject().endLine();
            from = to;
        } while (from < hits.size());
        json.beginObject().name("status").string("success").name("has_more").bool(more).endObject().endLine();
        json.flush();
    }

    private void write(Hit hit, JsonWriter json) {
        json.beginObject().name(field).string(hit.text());
        if (scores) {
            json.name("score").number(hit.score());
        }
        MetricMetadata description = descriptions.get(hit.text());
        if (description != null) {
            writeFilled("type", description.type().text(), json);
            writeFilled("help", description.help(), json);
            writeFilled("unit", description.unit(), json);
        }
        json.endObject();
    }

    private static void writeFilled(String name, String text, JsonWriter json) {
        if (!text.isEmpty()) {
            json.name(name).string(text);
        }
    }
}
