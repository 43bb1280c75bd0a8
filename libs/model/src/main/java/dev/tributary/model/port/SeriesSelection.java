package dev.tributary.model.port;

import java.util.List;

/**
 * The series found by one question, in label order, with what the asker must be told (a damaged block skipped, a cluster
 * not reachable). Close it when done: it may hold a snapshot of the store.
 */
public interface SeriesSelection extends AutoCloseable {
    List<? extends StoredSeries> series();

    List<String> warnings();

    @Override
    void close();
}
