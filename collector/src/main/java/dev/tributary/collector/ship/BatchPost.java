package dev.tributary.collector.ship;

import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

import dev.tributary.runtime.http.ConnectionProblem;
import dev.tributary.runtime.http.HttpCaller;
import io.vertx.core.Future;
import io.vertx.core.MultiMap;
import io.vertx.core.Promise;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpMethod;

/** Posts messages to one URL and waits for the answers: what remote write and Loki's push have in common. */
final class BatchPost {
    /** What is kept of an answer's text, for logs and quarantine. */
    private static final int MESSAGE_CHARS_MAX = 512;

    private final HttpCaller caller;
    private final URI uri;
    private final Duration timeout;
    private final Clock clock;

    BatchPost(HttpCaller caller, URI uri, Duration timeout, Clock clock) {
        this.caller = caller;
        this.uri = uri;
        this.timeout = timeout;
        this.clock = clock;
    }

    /** What came of a request. */
    sealed interface Result {
    }

    /** There was no answer. */
    record Failed(SendOutcome.Again again) implements Result {
    }

    /** An answer with the start of its text. */
    record Answer(int status, MultiMap headers, String text) implements Result {
        String message() {
            return "HTTP " + status + (text.isEmpty() ? "" : ": " + text);
        }
    }

    Result send(byte[] body, Map<String, String> headers) throws InterruptedException {
        Promise<HttpClientRequest> opened = Promise.promise();
        Future<Answer> answer = caller.request(HttpMethod.POST, uri, timeout).onComplete(opened)
                .compose(request -> exchange(request, body, headers));
        try {
            return answer.toCompletionStage().toCompletableFuture().get(timeout.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            opened.future().onSuccess(HttpClientRequest::reset);
            return new Failed(
                    new SendOutcome.Again("timeout", "no answer within " + timeout.toMillis() + " ms", null));
        } catch (ExecutionException e) {
            return new Failed(new SendOutcome.Again("connection", ConnectionProblem.inWords(e.getCause()), null));
        }
    }

    private static Future<Answer> exchange(HttpClientRequest request, byte[] body, Map<String, String> headers) {
        headers.forEach(request::putHeader);
        return request.send(Buffer.buffer(body)).compose(BatchPost::read);
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

    /** What an answer means that is no success, whatever the protocol. */
    SendOutcome failure(Answer answer, boolean partlyWritten) {
        int status = answer.status();
        return switch (status) {
            case 413 -> new SendOutcome.TooLarge(answer.message());
            // These say something about the destination or the credential, nothing about the batch
            case 401, 403, 404, 405, 407, 408, 415, 429 -> again("http_" + status, answer);
            default -> status / 100 == 4
                    ? new SendOutcome.Refused(status, answer.message(), partlyWritten)
                    : again(status / 100 == 5 ? "http_5xx" : "http_" + status, answer);
        };
    }

    private SendOutcome again(String reason, Answer answer) {
        return new SendOutcome.Again(reason, answer.message(),
                RetryAfter.parse(answer.headers().get("Retry-After"), clock));
    }
}
