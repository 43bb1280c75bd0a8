package dev.tributary.model.port;

import dev.tributary.model.LabelSlices;

/**
 * Receives log streams and their entries in the order a decoder meets them: {@link #stream} first, then its entries. Nothing
 * is thrown for data that is merely wrong: it is counted in the report.
 */
public interface LogSink {
    /** Starts a stream. The slices are only valid during the call; they may be unsorted, the receiver may sort them. */
    void stream(LabelSlices labels);

    /**
     * An entry of the current stream: its text as UTF-8 bytes and its structured metadata, both only valid during the call.
     * Metadata with the name {@link RecordVersion#KEY} makes the entry a record, of which only the newest version is kept.
     */
    void entry(long timestampNanos, byte[] bytes, int offset, int length, LabelSlices metadata);
}
