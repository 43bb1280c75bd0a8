package dev.tributary.model.port;

import java.nio.charset.StandardCharsets;

import dev.tributary.model.Labels;

/**
 * Walks over the entries of one stream in order of time. Stands before the first entry until {@link #next} is called; what
 * it shows is valid until the next call. Owned by one thread.
 */
public interface EntryCursor extends AutoCloseable {
    /** Moves to the next entry; false when there is none. */
    boolean next();

    long timestampNanos();

    /** The text; made when it is asked for, so that those who only count do not pay for it. */
    String line();

    /** Bytes of the text in UTF-8. */
    int lineBytes();

    /**
     * An array that holds the text in UTF-8, {@link #lineBytes} long from {@link #lineOffset} on; only to be read. A store
     * that keeps bytes gives its own, so that those who search lines need no text.
     */
    default byte[] lineArray() {
        return line().getBytes(StandardCharsets.UTF_8);
    }

    /** Where the text begins in {@link #lineArray}. */
    default int lineOffset() {
        return 0;
    }

    /** Structured metadata. */
    Labels metadata();

    @Override
    void close();
}
