package dev.tributary.collector.ship;

import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;

import dev.tributary.runtime.http.HttpCaller;

/** Speaks Loki's push over HTTP. */
public final class LokiPushClient implements LokiDelivery.LokiSender {
    private static final Map<String, String> HEADERS = Map.of("Content-Type", "application/x-protobuf",
            "Content-Encoding", "snappy");

    private final BatchPost post;

    /** With the longest time one request may take. */
    public LokiPushClient(HttpCaller caller, URI uri, Duration timeout, Clock clock) {
        post = new BatchPost(caller, uri, timeout, clock);
    }

    @Override
    public SendOutcome send(byte[] body) throws InterruptedException {
        return switch (post.send(body, HEADERS)) {
            case BatchPost.Failed(SendOutcome.Again again) -> again;
            case BatchPost.Answer answer -> outcome(answer);
        };
    }

    private SendOutcome outcome(BatchPost.Answer answer) {
        return switch (answer.status()) {
            case 200, 204 -> new SendOutcome.Delivered();
            // Loki's word for a tenant whose lines it throws away by policy
            case 260 -> new SendOutcome.Refused(260, answer.message(), false);
            default -> post.failure(answer, false);
        };
    }
}
