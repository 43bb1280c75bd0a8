package dev.tributary.queryapi.loki.json;

import java.util.List;
import java.util.function.Consumer;

import dev.tributary.queryapi.endpoint.Reply;
import dev.tributary.queryapi.endpoint.RouteSpec;
import dev.tributary.queryapi.json.JsonWriter;

/** The answers of Loki's routes. */
public final class LokiReplies {
    private static final String JSON = "application/json; charset=UTF-8";

    private LokiReplies() {
    }

    /** The same route, answering with a document of JSON. */
    public static RouteSpec describe(RouteSpec spec) {
        return spec.content("", JSON);
    }

    /** A document that is an object with the fields that are written. */
    public static Reply object(Consumer<JsonWriter> fields) {
        return object(200, fields);
    }

    /** The same with another status. */
    public static Reply object(int status, Consumer<JsonWriter> fields) {
        return new Reply.Json(status, JSON, json -> {
            json.beginObject();
            fields.accept(json);
            json.endObject();
        });
    }

    /** The object that says success, the store's warnings and data. */
    public static Reply success(List<String> warnings, Consumer<JsonWriter> data) {
        return object(json -> {
            json.name("status").string("success");
            if (!warnings.isEmpty()) {
                json.name("warnings").strings(warnings);
            }
            json.name("data");
            data.accept(json);
        });
    }

    /** The object that says success and, when there are any, texts. */
    public static Reply texts(List<String> texts) {
        return object(json -> {
            json.name("status").string("success");
            if (!texts.isEmpty()) {
                json.name("data").strings(texts);
            }
        });
    }
}
