package dev.tributary.model.port;

import java.time.Duration;

/** The store takes nothing now; the message says why and the duration says when trying again makes sense. */
public final class WriteRefusedException extends RuntimeException {
    private final transient Duration retryAfter;

    public WriteRefusedException(String message, Duration retryAfter) {
        super(message);
        this.retryAfter = retryAfter;
    }

    public Duration retryAfter() {
        return retryAfter;
    }
}
