package dev.tributary.queryapi.query;

import java.time.Duration;

import dev.tributary.queryapi.endpoint.ApiException;
import dev.tributary.queryapi.endpoint.ApiRequest;
import dev.tributary.queryapi.endpoint.Cancellation;
import dev.tributary.queryapi.endpoint.Endpoint;
import dev.tributary.queryapi.endpoint.ErrorType;
import dev.tributary.queryapi.endpoint.Reply;
import dev.tributary.queryapi.endpoint.RouteSpec;

/** Lets so many reads of names, values and series run at once: they are short, but there may be a crowd of them. */
public final class LookupEndpoint implements Endpoint {
    private final Endpoint endpoint;
    private final Gate gate;
    private final Duration patience;
    private final QueryMetrics metrics;

    public LookupEndpoint(Endpoint endpoint, Gate gate, Duration patience, QueryMetrics metrics) {
        this.endpoint = endpoint;
        this.gate = gate;
        this.patience = patience;
        this.metrics = metrics;
    }

    @Override
    public RouteSpec spec() {
        return endpoint.spec();
    }

    @Override
    public Reply answer(ApiRequest request) {
        switch (enter(request.cancellation())) {
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
            return endpoint.answer(request);
        } finally {
            gate.leave();
        }
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
