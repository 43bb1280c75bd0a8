package dev.tributary.aggregator.ingest;

import dev.tributary.runtime.http.HttpFailure;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.RoutingContext;

/** A way to send samples or log lines over HTTP. One for each event loop: its buffers are used again. */
public interface WriteProtocol {
    /** Where it is spoken. */
    String path();

    /** What it is called in answers. */
    String name();

    /**
     * Finds out from a request's headers what its body is.
     *
     * @throws RefusedWrite with status 415 when the protocol knows no such thing
     */
    WriteForm form(HttpServerRequest request) throws RefusedWrite;

    /**
     * Lets a cluster's request in by what the cluster has sent lately.
     *
     * @throws RefusedWrite with status 429 when it sends faster than it may
     */
    void admit(ClusterIntake intake) throws RefusedWrite;

    /** Answers a request that was not taken. */
    default void fail(RoutingContext context, HttpFailure failure) {
        context.fail(failure);
    }
}
