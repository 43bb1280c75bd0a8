package dev.tributary.alerts.notify;

import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

import dev.tributary.runtime.http.HttpCaller;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;

/** Posts over HTTP; the calling thread waits, so it must not be an event loop. */
public final class VertxAlertPoster implements AlertPoster {
    private final HttpCaller caller;
    private final Duration timeout;

    public VertxAlertPoster(HttpCaller caller, Duration timeout) {
        this.caller = caller;
        this.timeout = timeout;
    }

    @Override
    public void post(AlertmanagerEndpoint endpoint, byte[] body) throws IOException, InterruptedException {
        var answer = caller.request(HttpMethod.POST, endpoint.url(), timeout)
                .compose(request -> request.putHeader("Content-Type", "application/json").send(Buffer.buffer(body)))
                .compose(response -> response.body()
                        .map(text -> response.statusCode() / 100 == 2
                                ? ""
                                : response.statusCode() + " " + response.statusMessage() + ": " + shortened(text)))
                .toCompletionStage().toCompletableFuture();
        try {
            String problem = answer.get(timeout.toMillis(), TimeUnit.MILLISECONDS);
            if (!problem.isEmpty()) {
                throw new IOException("bad response status " + problem);
            }
        } catch (ExecutionException e) {
            throw new IOException(String.valueOf(e.getCause()), e);
        } catch (TimeoutException e) {
            throw new IOException("no answer within " + timeout.toSeconds() + "s", e);
        }
    }

    private static String shortened(Buffer text) {
        return text.getString(0, Math.min(200, text.length())).strip();
    }
}
