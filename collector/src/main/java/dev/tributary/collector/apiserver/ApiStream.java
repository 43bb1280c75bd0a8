package dev.tributary.collector.apiserver;

import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;

import io.fabric8.kubernetes.client.http.HttpResponse;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * An answer that goes on for long. One thread reads; any may close it, which ends the waiting and the reading with an error or
 * as if nothing more came.
 */
public final class ApiStream implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(ApiStream.class);

    private final PendingAnswer<InputStream> pending;
    private final Refusal refusal;
    private boolean awaited;
    private volatile @Nullable InputStream body;
    private volatile boolean closed;

    /** Makes an error of an answer that is none of the expected. */
    interface Refusal {
        ApiFailure of(HttpResponse<InputStream> response) throws IOException;
    }

    ApiStream(PendingAnswer<InputStream> pending, Refusal refusal) {
        this.pending = pending;
        this.refusal = refusal;
    }

    /** Waits until the server begins to answer; a log of which nothing was written yet may begin late. */
    public InputStream body(Duration timeout) throws IOException {
        InputStream open = body;
        if (open != null) {
            return open;
        }
        HttpResponse<InputStream> response = pending.await(timeout);
        awaited = true;
        if (response.code() != 200) {
            throw refusal.of(response);
        }
        InputStream begun = response.body();
        body = begun;
        if (closed) {
            begun.close();
        }
        return begun;
    }

    /** Waits as long as this for the beginning of an answer; false when it has not come. */
    public boolean begins(Duration timeout) throws IOException {
        try {
            body(timeout);
            return true;
        } catch (PendingAnswer.AnswerTimeoutException e) {
            return false;
        }
    }

    @Override
    public void close() {
        closed = true;
        InputStream open = body;
        if (open != null) {
            quietly(open);
        } else if (!awaited) {
            pending.giveUp(ApiStream::quietly);
        }
    }

    private static void quietly(InputStream open) {
        try {
            open.close();
        } catch (IOException e) {
            LOG.debug("answer of the API cannot be closed reason={}", e.toString());
        }
    }
}
