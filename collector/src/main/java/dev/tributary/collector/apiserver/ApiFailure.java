package dev.tributary.collector.apiserver;

import java.io.IOException;
import java.time.Duration;

import com.fasterxml.jackson.databind.JsonNode;
import org.jspecify.annotations.Nullable;

/** The API's refusal, by an HTTP status or by an object of kind Status in a watch. */
public final class ApiFailure extends IOException {
    private static final long serialVersionUID = 1L;

    private static final int GONE = 410;
    private static final int GATEWAY_TIMEOUT = 504;

    private final int code;
    private final boolean ahead;
    private final @Nullable Duration retryAfter;

    private ApiFailure(String message, int code, boolean ahead, @Nullable Duration retryAfter) {
        super(message);
        this.code = code;
        this.ahead = ahead;
        this.retryAfter = retryAfter;
    }

    /**
     * A refusal with what the body says of it.
     *
     * @param code   HTTP status, or 0 when the status object names it itself
     * @param status an object of kind Status, or anything else when there is none
     */
    public static ApiFailure of(int code, JsonNode status, @Nullable Duration retryAfter) {
        int named = code != 0 ? code : status.path("code").asInt(0);
        boolean expired = named == GONE || status.path("reason").asText().equals("Expired")
                || status.path("reason").asText().equals("Gone");
        boolean ahead = named == GATEWAY_TIMEOUT
                && (says(status, "ResourceVersionTooLarge")
                        || status.path("message").asText().contains("Too large resource version"));
        String message = status.path("message").asText("");
        return new ApiFailure("status " + named + (message.isEmpty() ? "" : ": " + message), expired ? GONE : named,
                ahead, retryAfter);
    }

    private static boolean says(JsonNode status, String reason) {
        for (JsonNode cause : status.path("details").path("causes")) {
            if (cause.path("reason").asText().equals(reason)) {
                return true;
            }
        }
        return false;
    }

    /** The version or the list is older than the API remembers: everything has to be listed again. */
    public boolean isExpired() {
        return code == GONE;
    }

    /** The version is newer than any the API has: its history began anew. */
    public boolean isAhead() {
        return ahead;
    }

    public int code() {
        return code;
    }

    /** How long the API asks to be left alone, or null. */
    public @Nullable Duration retryAfter() {
        return retryAfter;
    }
}
