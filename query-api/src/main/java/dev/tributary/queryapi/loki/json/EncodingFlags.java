package dev.tributary.queryapi.loki.json;

import java.util.Arrays;

import dev.tributary.queryapi.endpoint.ApiRequest;

/** How the asker wants results encoded, as the header {@code X-Loki-Response-Encoding-Flags} says. */
public final class EncodingFlags {
    /** The one flag that is known: structured metadata and parsed labels stay with their lines. */
    public static final String CATEGORIZE_LABELS = "categorize-labels";
    /** The header that carries flags, in lower case. */
    public static final String HEADER = "x-loki-response-encoding-flags";

    private EncodingFlags() {
    }

    /** True when labels are wanted by category. */
    public static boolean categorize(ApiRequest request) {
        return categorize(request.header(HEADER));
    }

    /** True when a value of the header asks for labels by category. */
    public static boolean categorize(String header) {
        return Arrays.stream(header.split(",", -1)).anyMatch(flag -> flag.strip().equals(CATEGORIZE_LABELS));
    }
}
