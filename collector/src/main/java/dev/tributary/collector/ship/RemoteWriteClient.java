package dev.tributary.collector.ship;

import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;

import dev.tributary.runtime.http.HttpCaller;
import dev.tributary.wire.remotewrite.RemoteWriteVersion;
import org.jspecify.annotations.Nullable;

/** Speaks remote write over HTTP. Sources: the remote-write specifications 1.0 and 2.0. */
public final class RemoteWriteClient implements Sender {
    private static final String WRITTEN = "X-Prometheus-Remote-Write-%s-Written";

    private final BatchPost post;

    /** With the longest time one request may take. */
    public RemoteWriteClient(HttpCaller caller, URI uri, Duration timeout, Clock clock) {
        post = new BatchPost(caller, uri, timeout, clock);
    }

    @Override
    public SendOutcome send(byte[] body, RemoteWriteVersion version, int attempt) throws InterruptedException {
        Map<String, String> headers = new HashMap<>(Map.of("Content-Type", version.contentType(), "Content-Encoding",
                "snappy", "X-Prometheus-Remote-Write-Version", version.header()));
        if (attempt > 0) {
            headers.put("Retry-Attempt", Integer.toString(attempt));
        }
        return switch (post.send(body, headers)) {
            case BatchPost.Failed(SendOutcome.Again again) -> again;
            case BatchPost.Answer answer -> outcome(answer, version);
        };
    }

    private SendOutcome outcome(BatchPost.Answer answer, RemoteWriteVersion version) {
        if (answer.status() / 100 == 2) {
            return version == RemoteWriteVersion.V2 && !hasWrittenHeaders(answer)
                    ? new SendOutcome.OtherVersion()
                    : new SendOutcome.Delivered();
        }
        return answer.status() == 415 && version == RemoteWriteVersion.V2
                ? new SendOutcome.OtherVersion()
                : post.failure(answer, isPartlyWritten(answer));
    }

    private static boolean hasWrittenHeaders(BatchPost.Answer answer) {
        return answer.headers().contains(WRITTEN.formatted("Samples"))
                || answer.headers().contains(WRITTEN.formatted("Histograms"))
                || answer.headers().contains(WRITTEN.formatted("Exemplars"));
    }

    private static boolean isPartlyWritten(BatchPost.Answer answer) {
        return isPositive(answer.headers().get(WRITTEN.formatted("Samples")))
                || isPositive(answer.headers().get(WRITTEN.formatted("Histograms")));
    }

    private static boolean isPositive(@Nullable String number) {
        return number != null && !number.isBlank() && !number.strip().equals("0");
    }
}
