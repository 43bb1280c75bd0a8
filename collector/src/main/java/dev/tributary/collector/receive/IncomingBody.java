package dev.tributary.collector.receive;

import java.util.function.Consumer;

import dev.tributary.runtime.http.HttpFailure;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.RoutingContext;
import org.jspecify.annotations.Nullable;

/**
 * Collects the body of one request within its limit and within the memory of all requests; what it reserved passes to who
 * gets the body. One event loop.
 */
final class IncomingBody {
    /** How much of a refused body is read and dropped so that the sender sees the answer. */
    private static final long DROPPED_MAX = 64L << 20;

    private final RoutingContext context;
    private final RequestMemory memory;
    private final Consumer<Buffer> whole;
    private final long bytesMax;
    private final Buffer body = Buffer.buffer();
    private long dropped;
    private boolean over;

    IncomingBody(RoutingContext context, RequestMemory memory, Consumer<Buffer> whole) {
        this.context = context;
        this.memory = memory;
        this.whole = whole;
        bytesMax = memory.bodyMax();
    }

    /** Starts to read. */
    void receive() {
        HttpServerRequest request = context.request();
        request.handler(this::piece);
        request.exceptionHandler(_ -> abort());
        request.endHandler(_ -> {
            if (!over) {
                over = true;
                whole.accept(body);
            }
        });
        if (length(request.getHeader("Content-Length")) > bytesMax) {
            refuse(tooLong());
        }
    }

    private static long length(@Nullable String header) {
        try {
            return header == null ? 0 : Long.parseLong(header.strip());
        } catch (NumberFormatException e) {
            return 0; // the HTTP layer has refused what is no length
        }
    }

    private HttpFailure tooLong() {
        return new HttpFailure(413, "the request body is longer than the limit body_max of " + bytesMax
                + " bytes; send less at a time");
    }

    private void piece(Buffer piece) {
        if (over) {
            dropped += piece.length();
            if (dropped > DROPPED_MAX) {
                context.request().connection().close();
            }
            return;
        }
        try {
            if (body.length() + piece.length() > bytesMax) {
                throw tooLong();
            }
            memory.reserve(piece.length());
            body.appendBuffer(piece);
        } catch (HttpFailure failure) {
            refuse(failure);
        }
    }

    private void refuse(HttpFailure failure) {
        abort();
        context.fail(failure);
    }

    private void abort() {
        if (!over) {
            over = true;
            memory.release(body.length());
        }
    }
}
