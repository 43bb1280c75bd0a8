package dev.tributary.queryapi.query;

import java.time.Duration;
import java.util.function.Supplier;

import dev.tributary.queryapi.endpoint.ApiException;
import dev.tributary.queryapi.endpoint.Cancellation;
import dev.tributary.queryapi.endpoint.ErrorType;

/** Lets so many reads of the store outside of queries run at once: each is short, but there may be a crowd of them. */
public final class LookupTurns {
    private final Gate gate;
    private final Duration patience;
    private final QueryMetrics metrics;

    public LookupTurns(Gate gate, Duration patience, QueryMetrics metrics) {
        this.gate = gate;
        this.patience = patience;
        this.metrics = metrics;
    }

    /**
     * Runs a read when its turn has come.
     *
     * @throws ApiException when too many wait already, the wait is too long, or the asker has gone
     */
    public <T> T take(Cancellation cancellation, Supplier<T> read) {
        switch (enter(cancellation)) {
            case PASSED -> {
                // Goes on.
            }
            case TIMED_OUT -> throw new ApiException(ErrorType.TIMEOUT, "lookup timed out in the queue");
            case CANCELLED -> throw new ApiException(ErrorType.CANCELED, "lookup was canceled in the queue");
            case FULL -> {
                metrics.refused("lookup");
                throw new ApiException(ErrorType.TOO_MANY_REQUESTS,
                        "too many lookups run and wait; try again, or raise query.max_concurrent_lookups");
            }
        }
        try {
            return read.get();
        } finally {
            gate.leave();
        }
    }

    /** Where the reads are counted. */
    public QueryMetrics metrics() {
        return metrics;
    }

    private Gate.Outcome enter(Cancellation cancellation) {
        try {
            return gate.enter(patience, cancellation);
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            return Gate.Outcome.CANCELLED;
        }
    }
}
