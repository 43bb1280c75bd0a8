package dev.tributary.collector.apiserver;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.time.Duration;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;

import io.fabric8.kubernetes.client.http.HttpResponse;

/** An answer that is awaited. What was not awaited to its end is given up by the closing. */
final class PendingAnswer<T> implements AutoCloseable {
    private final CompletableFuture<HttpResponse<T>> response;

    PendingAnswer(CompletableFuture<HttpResponse<T>> response) {
        this.response = response;
    }

    /** Waits for it; when the time is over, it may be awaited again. */
    HttpResponse<T> await(Duration timeout) throws IOException {
        try {
            return response.get(timeout.toMillis(), TimeUnit.MILLISECONDS);
        } catch (ExecutionException e) {
            Throwable cause = e.getCause();
            throw cause instanceof IOException io ? io : new IOException(String.valueOf(cause), cause);
        } catch (CancellationException e) {
            throw new IOException("the request was given up", e);
        } catch (TimeoutException e) {
            throw new AnswerTimeoutException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("stopped");
        }
    }

    /** Wants it no more; an answer that has just come is left to this. */
    void giveUp(Consumer<T> closing) {
        if (!response.cancel(true) && !response.isCompletedExceptionally()) {
            closing.accept(response.join().body());
        }
    }

    @Override
    public void close() {
        response.cancel(true);
    }

    /** The answer did not come in time. */
    static final class AnswerTimeoutException extends IOException {
        private static final long serialVersionUID = 1L;

        AnswerTimeoutException(Throwable cause) {
            super("the API did not answer in time", cause);
        }
    }
}
