package dev.tributary.collector.heal;

import dev.tributary.collector.upstream.UpstreamException;
import dev.tributary.wire.compression.SnappyBlock;
import dev.tributary.wire.compression.SnappyException;
import dev.tributary.wire.remoteread.ChunkedResponseReader;
import dev.tributary.wire.remoteread.MalformedRemoteReadException;
import dev.tributary.wire.remoteread.SampledResponseReader;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClientResponse;

/** The body of a remote-read answer on its way into the outflow: a stream of chunks as it comes, samples when all are there. */
final class RemoteReadAnswer {
    /** Prometheus makes frames of 1 MiB; one large chunk may be more. */
    private static final int FRAME_BYTES_MAX = 16 << 20;

    private static final int SAMPLES_BODY_BYTES_MAX = 32 << 20;
    private static final int SAMPLES_MESSAGE_BYTES_MAX = 128 << 20;

    private static final int REFUSAL_BYTES_MAX = 1 << 10;

    private final HttpClientResponse response;
    private final HealSink sink;
    private final Outflow outflow;
    private final ChunkedResponseReader chunks;
    private final Buffer body = Buffer.buffer();
    private final Promise<Void> done = Promise.promise();
    private final boolean streamed;
    private Future<Void> draining = Future.succeededFuture();

    RemoteReadAnswer(HttpClientResponse response, HealSink sink, Outflow outflow) {
        this.response = response;
        this.sink = sink;
        this.outflow = outflow;
        chunks = new ChunkedResponseReader(FRAME_BYTES_MAX, sink);
        String type = String.valueOf(response.getHeader("Content-Type"));
        streamed = response.statusCode() == 200 && type.startsWith("application/x-streamed-protobuf");
    }

    /** Reads to the end. */
    Future<Void> read() {
        response.handler(this::piece);
        response.exceptionHandler(cause -> fail(0, "the connection broke: " + cause.getMessage()));
        response.endHandler(_ -> draining.onComplete(drained -> {
            if (drained.failed()) {
                done.tryFail(drained.cause());
            } else {
                end();
            }
        }));
        return done.future();
    }

    private void piece(Buffer bytes) {
        if (done.future().isComplete()) {
            return;
        }
        if (!streamed) {
            hold(bytes);
            return;
        }
        try {
            chunks.feed(bytes.getBytes(), 0, bytes.length());
        } catch (MalformedRemoteReadException e) {
            fail(0, String.valueOf(e.getMessage()));
            return;
        }
        if (outflow.isFull()) {
            response.pause();
            draining = outflow.drain().onSuccess(_ -> response.resume())
                    .onFailure(cause -> fail(0, String.valueOf(cause.getMessage())));
        }
    }

    private void hold(Buffer bytes) {
        int max = response.statusCode() == 200 ? SAMPLES_BODY_BYTES_MAX : REFUSAL_BYTES_MAX;
        if (body.length() + bytes.length() <= max) {
            body.appendBuffer(bytes);
        } else if (response.statusCode() == 200) {
            fail(0, "the answer is longer than " + max + " bytes and does not stream");
        }
    }

    private void end() {
        if (done.future().isComplete()) {
            return;
        }
        if (response.statusCode() != 200) {
            fail(response.statusCode(), "HTTP " + response.statusCode() + ": " + body.toString().strip());
            return;
        }
        try {
            if (streamed) {
                chunks.end();
            } else {
                byte[] message = SnappyBlock.decompress(body.getBytes(), 0, body.length(), SAMPLES_MESSAGE_BYTES_MAX);
                new SampledResponseReader().read(message, 0, message.length, sink);
            }
            done.tryComplete();
        } catch (MalformedRemoteReadException | SnappyException e) {
            fail(0, String.valueOf(e.getMessage()));
        }
    }

    private void fail(int status, String message) {
        if (done.tryFail(new UpstreamException(status, message))) {
            response.request().reset();
        }
    }
}
