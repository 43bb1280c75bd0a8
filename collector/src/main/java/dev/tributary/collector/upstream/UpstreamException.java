package dev.tributary.collector.upstream;

/** A Prometheus did not answer a question; the message says what it answered instead. */
public final class UpstreamException extends Exception {
    private final int status;

    /** With the HTTP status, 0 when there was no answer. */
    public UpstreamException(int status, String message) {
        super(message.strip().replaceAll("\\s+", " "), null, false, false);
        this.status = status;
    }

    public int status() {
        return status;
    }

    /** True when asking again the same way is of no use: the server does not know the question. */
    public boolean isFinal() {
        return status == 404 || status == 405 || status == 400 || status == 422 || status == 501;
    }
}
