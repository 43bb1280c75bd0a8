package dev.tributary.aggregator.ingest;

import dev.tributary.runtime.http.HttpFailure;

/** A write request that is not taken, with its answer and what the metric calls it. */
public final class RefusedWrite extends Exception {
    private final RefusalReason reason;
    private final transient HttpFailure failure;

    /** With its whole answer. */
    public RefusedWrite(RefusalReason reason, HttpFailure failure) {
        // No stack trace: this is an answer, and it is made under overload
        super(failure.getMessage(), failure, false, false);
        this.reason = reason;
        this.failure = failure;
    }

    /** With the status and text of its answer. */
    public RefusedWrite(RefusalReason reason, int status, String message) {
        this(reason, new HttpFailure(status, message));
    }

    RefusalReason reason() {
        return reason;
    }

    HttpFailure failure() {
        return failure;
    }
}
