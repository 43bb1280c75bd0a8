package dev.tributary.queryapi.http;

import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

import dev.tributary.queryapi.json.ByteSink;
import io.vertx.core.Context;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerResponse;
import org.jspecify.annotations.Nullable;

/**
 * Sends a body written on a blocking thread. A body of one piece goes with its length; a longer one in chunks, a few of
 * them under way at once: a client that reads slowly slows the writer, and one that stops reading is given up.
 */
final class ResponseSink implements ByteSink {
    /** Chunks between writer and socket: enough to keep both busy, little enough for memory. */
    private static final int CHUNKS_MAX = 4;

    private final Context context;
    private final HttpServerResponse response;
    private final Duration stallMax;
    private final Semaphore room = new Semaphore(CHUNKS_MAX);
    private @Nullable Buffer held;
    private boolean begun;
    private volatile boolean gone;

    ResponseSink(Context context, HttpServerResponse response, Duration stallMax) {
        this.context = context;
        this.response = response;
        this.stallMax = stallMax;
    }

    /** True once a part of the body is on its way, so that the status cannot change any more. */
    boolean begun() {
        return begun;
    }

    /** To be called when the connection is closed. */
    void connectionClosed() {
        gone = true;
        room.release(CHUNKS_MAX);
    }

    @Override
    public void write(byte[] bytes, int offset, int length) {
        Buffer next = Buffer.buffer(length).appendBytes(bytes, offset, length);
        Buffer before = held;
        held = next;
        if (before != null) {
            send(before);
        }
    }

    @Override
    public void flush() {
        Buffer before = held;
        held = null;
        if (before != null) {
            send(before);
        }
    }

    /** Sends what is left and ends the response. */
    void finish() {
        Buffer last = held == null ? Buffer.buffer() : held;
        boolean whole = !begun;
        context.runOnContext(_ -> {
            if (response.closed() || response.ended()) {
                return;
            }
            if (whole) {
                response.putHeader(HttpHeaders.CONTENT_LENGTH, Integer.toString(last.length()));
            }
            response.end(last);
        });
    }

    private void send(Buffer chunk) {
        awaitRoom();
        boolean first = !begun;
        begun = true;
        context.runOnContext(_ -> {
            if (response.closed() || response.ended()) {
                connectionClosed();
                return;
            }
            if (first) {
                response.setChunked(true);
            }
            response.write(chunk).onComplete(done -> {
                gone |= done.failed();
                room.release();
            });
        });
    }

    private void awaitRoom() {
        try {
            if (!room.tryAcquire(stallMax.toNanos(), TimeUnit.NANOSECONDS)) {
                throw new ClientGoneException("the client took no byte for " + stallMax.toSeconds() + " s");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new ClientGoneException("the thread was told to end");
        }
        if (gone) {
            throw new ClientGoneException("the connection is closed");
        }
    }
}
