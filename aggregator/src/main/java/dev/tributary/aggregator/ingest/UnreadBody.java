package dev.tributary.aggregator.ingest;

import java.util.concurrent.atomic.AtomicLong;

import io.vertx.core.http.HttpServerRequest;

/**
 * Deals with the body of a request that was refused before it was read: a moderate rest is read and dropped, so that the
 * client sees the answer and the connection lives on; a client that goes on sending loses the connection.
 */
final class UnreadBody {
    private static final long DROPPED_MAX = 64L << 20;

    private UnreadBody() {
    }

    static void drain(HttpServerRequest request) {
        if (request.isEnded()) {
            return;
        }
        AtomicLong dropped = new AtomicLong();
        request.handler(chunk -> {
            if (dropped.addAndGet(chunk.length()) > DROPPED_MAX) {
                request.connection().close();
            }
        });
    }
}
