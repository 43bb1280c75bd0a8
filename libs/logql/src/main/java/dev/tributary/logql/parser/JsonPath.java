package dev.tributary.logql.parser;

import java.util.List;

import org.jspecify.annotations.Nullable;

/** The way to a value in JSON: {@code request.headers["User-Agent"][0]}. */
record JsonPath(List<Part> parts) {
    /** A field, or an element of an array where the key is null. */
    record Part(@Nullable String key, int index) {
    }

    JsonPath {
        parts = List.copyOf(parts);
    }

    /**
     * Reads a path.
     *
     * @throws IllegalArgumentException where it is none, in Loki's words
     */
    static JsonPath parse(String text) {
        return new JsonPathReader(text).read();
    }
}
