package dev.tributary.model.port;

import dev.tributary.model.Labels;

/** One stream of an open {@link LogSelection}, cut to the time range that was asked for. */
public interface StoredStream {
    Labels labels();

    /** How much there is in the time range, as far as the store's index knows: blocks at the edges count whole. */
    StreamStats stats();

    /** Opens the entries of the time range. May be called again, and from several threads. */
    EntryCursor entries(LogDirection direction);
}
