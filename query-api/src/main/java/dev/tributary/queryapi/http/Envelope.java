package dev.tributary.queryapi.http;

import java.util.List;

import dev.tributary.queryapi.endpoint.ErrorType;
import dev.tributary.queryapi.endpoint.Reply;
import dev.tributary.queryapi.json.JsonWriter;

/** The object around every JSON answer: status, data or error, warnings and infos. */
final class Envelope {
    /** Warnings, and infos, that an answer shows; a last line counts the others. */
    private static final int REMARKS_MAX = 10;

    private Envelope() {
    }

    static void success(Reply.Data reply, JsonWriter json) {
        json.beginObject().name("status").string("success").name("data");
        reply.data().accept(json);
        remarks("warnings", "warning", reply.warnings(), json);
        remarks("infos", "info", reply.infos(), json);
        json.endObject();
    }

    static void failure(ErrorType type, String message, JsonWriter json) {
        json.beginObject().name("status").string("error").name("errorType").string(type.text());
        json.name("error").string(message).endObject();
    }

    private static void remarks(String field, String kind, List<String> remarks, JsonWriter json) {
        if (remarks.isEmpty()) {
            return;
        }
        int shown = Math.min(remarks.size(), REMARKS_MAX);
        json.name(field).beginArray();
        for (String remark : remarks.subList(0, shown)) {
            json.string(remark);
        }
        if (remarks.size() > shown) {
            json.string((remarks.size() - shown) + " more " + kind + " annotations omitted");
        }
        json.endArray();
    }
}
