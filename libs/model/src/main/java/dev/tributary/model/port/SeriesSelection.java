package dev.tributary.model.port;

import java.util.List;

/**
 * The series found by one question, in label order, with what the asker must be told (a damaged block skipped, a cluster
 * not reachable). Close it when done: it may hold a snapshot of the store.
 */
public interface SeriesSelection extends AutoCloseable {
    List<? extends StoredSeries> series();

    /** Positions of all series in the order in which they are read with the least effort; empty where any order will do. */
    default int[] readingOrder() {
        return new int[0];
    }

    List<String> warnings();

    @Override
    void close();
}
