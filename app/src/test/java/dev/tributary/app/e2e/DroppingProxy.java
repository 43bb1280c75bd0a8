package dev.tributary.app.e2e;

import java.net.URI;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.RequestOptions;

/** Stands between a sender and a receiver: some requests get lost on the way there, some answers on the way back. */
final class DroppingProxy implements AutoCloseable {
    private static final int LOST_PERCENT = 10;
    private static final int UNANSWERED_PERCENT = 20;

    private final Vertx vertx = Vertx.vertx();
    private final HttpClient client = vertx.createHttpClient();
    private final Random random;
    private final int receiverPort;
    private final AtomicInteger unanswered = new AtomicInteger();

    DroppingProxy(int port, int receiverPort, long seed) {
        this.receiverPort = receiverPort;
        random = new Random(seed);
        vertx.createHttpServer().requestHandler(this::pass).listen(port, "127.0.0.1").await();
    }

    /** How many requests the receiver took and the sender had no answer to. */
    int unanswered() {
        return unanswered.get();
    }

    /** One event loop runs this. */
    private void pass(HttpServerRequest request) {
        int fate = random.nextInt(100);
        if (fate < LOST_PERCENT) {
            request.connection().close();
            return;
        }
        request.body().compose(body -> forward(request, body)).onSuccess(response -> {
            if (fate < LOST_PERCENT + UNANSWERED_PERCENT) {
                unanswered.incrementAndGet();
                request.connection().close();
            } else {
                response.body().onSuccess(answer -> request.response().setStatusCode(response.statusCode()).end(answer))
                        .onFailure(_ -> request.connection().close());
            }
        }).onFailure(_ -> request.connection().close());
    }

    private Future<HttpClientResponse> forward(HttpServerRequest request, Buffer body) {
        RequestOptions options = new RequestOptions().setMethod(HttpMethod.POST)
                .setAbsoluteURI(URI.create("http://127.0.0.1:" + receiverPort + request.uri()).toString());
        return client.request(options).compose(forwarded -> {
            request.headers().forEach(header -> {
                if (!header.getKey().equalsIgnoreCase("Host")) {
                    forwarded.putHeader(header.getKey(), header.getValue());
                }
            });
            return forwarded.send(body);
        });
    }

    @Override
    public void close() {
        vertx.close().await();
    }
}
