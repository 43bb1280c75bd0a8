package dev.tributary.collector.events.api;

import com.fasterxml.jackson.databind.JsonNode;

/** One line of a watch that is no error. */
public record WatchItem(Type type, JsonNode object) {
    /** What happened to the object. */
    public enum Type {
        ADDED,
        MODIFIED,
        DELETED,
        /** The object has only a resourceVersion: everything up to there was told. */
        BOOKMARK
    }

    public String resourceVersion() {
        return object.path("metadata").path("resourceVersion").asText("");
    }
}
