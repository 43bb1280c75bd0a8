package dev.tributary.aggregator.ingest;

import io.vertx.ext.web.RoutingContext;

/** What became of a request that the store has answered. */
public interface WriteOutcome {
    /** Counts it and tells the sender, on the request's event loop. */
    void answer(RoutingContext context);
}
