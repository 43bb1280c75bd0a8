package dev.tributary.queryapi.loki.tail;

import dev.tributary.queryapi.endpoint.ApiRequest;
import dev.tributary.queryapi.loki.json.EncodingFlags;

/** How a client that follows a log gets its lines. */
enum TailForm {
    /** All labels of a line are those of its stream. */
    TOGETHER,
    /** Labels of metadata and pipeline stay with the lines. */
    CATEGORIZED,
    /** As Loki's old path gives them. */
    LEGACY;

    /** The form that a request to the current path asks for. */
    static TailForm of(ApiRequest request) {
        return EncodingFlags.categorize(request) ? CATEGORIZED : TOGETHER;
    }
}
