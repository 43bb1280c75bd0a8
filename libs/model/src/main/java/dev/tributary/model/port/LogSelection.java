package dev.tributary.model.port;

import java.util.List;

/**
 * The streams found by one question, in label order, with what the asker must be told (a damaged block skipped, a cluster
 * not reachable). Close it when done: it may hold a snapshot of the store.
 */
public interface LogSelection extends AutoCloseable {
    List<? extends StoredStream> streams();

    List<String> warnings();

    @Override
    void close();
}
