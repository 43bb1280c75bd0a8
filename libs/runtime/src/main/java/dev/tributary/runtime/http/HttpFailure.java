package dev.tributary.runtime.http;

import java.time.Duration;

import org.jspecify.annotations.Nullable;

/** A request that cannot be answered as asked: its status and a message that is fit for the client. */
public final class HttpFailure extends RuntimeException {
    private final int status;
    private final transient @Nullable Duration retryAfter;

    public HttpFailure(int status, String message) {
        this(status, message, null);
    }

    /** With the time after which trying again makes sense. */
    public HttpFailure(int status, String message, @Nullable Duration retryAfter) {
        // No stack trace: this is an answer, not a fault, and it is made under overload
        super(message, null, false, false);
        this.status = status;
        this.retryAfter = retryAfter;
    }

    public int status() {
        return status;
    }

    public @Nullable Duration retryAfter() {
        return retryAfter;
    }
}
