package dev.tributary.collector.ship;

import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

import dev.tributary.runtime.http.HttpCaller;
import dev.tributary.wire.remotewrite.RemoteWriteVersion;
import io.vertx.core.Future;
import io.vertx.core.MultiMap;
import io.vertx.core.Promise;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpMethod;

/** Speaks remote write over HTTP. Sources: the remote-write specifications 1.0 and 2.0. */
public final class RemoteWriteClient implements Sender {
    /** What is kept of an answer's text, for logs and quarantine. */
    private static final int MESSAGE_CHARS_MAX = 512;

    private static final String WRITTEN = "X-Prometheus-Remote-Write-%s-Written";

    private final HttpCaller caller;
    private final URI uri;
    private final Duration timeout;
    private final Clock clock;

    /** With the longest time one request may take. */
    public RemoteWriteClient(HttpCaller caller, URI uri, Duration timeout, Clock clock) {
        this.caller = caller;
        this.uri = uri;
        this.timeout = timeout;
        this.clock = clock;
    }

    private record Answer(int status, MultiMap headers, String text) {
    }

    @Override
    public SendOutcome send(byte[] body, RemoteWriteVersion version, int attempt) throws InterruptedException {
        Promise<HttpClientRequest> opened = Promise.promise();
        Future<Answer> answer = caller.request(HttpMethod.POST, uri, timeout).onComplete(opened)
                .compose(request -> exchange(request, body, version, attempt));
        try {
            return outcome(answer.toCompletionStage().toCompletableFuture().get(timeout.toMillis(),
                    TimeUnit.MILLISECONDS), version);
        } catch (TimeoutException e) {
            opened.future().onSuccess(HttpClientRequest::reset);
            return new SendOutcome.Again("timeout", "no answer within " + timeout.toMillis() + " ms", null);
        } catch (ExecutionException e) {
            return new SendOutcome.Again("connection", String.valueOf(e.getCause()), null);
        }
    }

    private static Future<Answer> exchange(HttpClientRequest request, byte[] body, RemoteWriteVersion version,
            int attempt) {
        request.putHeader("Content-Type", version.contentType()).putHeader("Content-Encoding", "snappy")
                .putHeader("X-Prometheus-Remote-Write-Version", version.header());
        if (attempt > 0) {
            request.putHeader("Retry-Attempt", Integer.toString(attempt));
        }
        return request.send(Buffer.buffer(body)).compose(RemoteWriteClient::read);
    }

    /** Reads an answer, keeping only the start of its text: what is on the other side may not be a receiver at all. */
    private static Future<Answer> read(HttpClientResponse response) {
        StringBuilder text = new StringBuilder();
        response.handler(piece -> {
            int room = MESSAGE_CHARS_MAX - text.length();
            if (room > 0) {
                String part = piece.toString();
                text.append(part, 0, Math.min(room, part.length()));
            }
        });
        return response.end().map(_ -> new Answer(response.statusCode(), response.headers(), text.toString().strip()));
    }

    private SendOutcome outcome(Answer answer, RemoteWriteVersion version) {
        int status = answer.status();
        String message = "HTTP " + status + (answer.text().isEmpty() ? "" : ": " + answer.text());
        if (status / 100 == 2) {
            return version == RemoteWriteVersion.V2 && !hasWrittenHeaders(answer)
                    ? new SendOutcome.OtherVersion()
                    : new SendOutcome.Delivered();
        }
        return switch (status) {
            case 413 -> new SendOutcome.TooLarge(message);
            case 415 -> version == RemoteWriteVersion.V2
                    ? new SendOutcome.OtherVersion()
                    : again("http_415", message, answer);
            case 429 -> again("http_429", message, answer);
            // These say something about the destination or the credential, nothing about the batch
            case 401, 403, 404, 405, 407, 408 -> again("http_" + status, message, answer);
            default -> status / 100 == 4
                    ? new SendOutcome.Refused(status, message, isPartlyWritten(answer))
                    : again(status / 100 == 5 ? "http_5xx" : "http_" + status, message, answer);
        };
    }

    private SendOutcome again(String reason, String message, Answer answer) {
        return new SendOutcome.Again(reason, message, RetryAfter.parse(answer.headers().get("Retry-After"), clock));
    }

    private static boolean hasWrittenHeaders(Answer answer) {
        return answer.headers().contains(WRITTEN.formatted("Samples"))
                || answer.headers().contains(WRITTEN.formatted("Histograms"))
                || answer.headers().contains(WRITTEN.formatted("Exemplars"));
    }

    private static boolean isPartlyWritten(Answer answer) {
        return isPositive(answer.headers().get(WRITTEN.formatted("Samples")))
                || isPositive(answer.headers().get(WRITTEN.formatted("Histograms")));
    }

    private static boolean isPositive(@org.jspecify.annotations.Nullable String number) {
        return number != null && !number.isBlank() && !number.strip().equals("0");
    }
}
