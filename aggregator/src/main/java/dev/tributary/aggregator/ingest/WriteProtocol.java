package dev.tributary.aggregator.ingest;

import io.vertx.core.http.HttpServerRequest;

/** A way to send samples over HTTP. One for each event loop: its buffers are used again. */
interface WriteProtocol {
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
}
