package dev.tributary.aggregator.storage.verify;

import dev.tributary.aggregator.storage.memory.ByteReader;
import dev.tributary.aggregator.storage.rocks.RocksCursor;

/** What is done with each row of a family. Not safe for several threads. */
@FunctionalInterface
public interface RowCheck extends AutoCloseable {
    /** Rows whose bytes are their owners' affair. */
    RowCheck NONE = (_, _, _) -> {
    };

    /**
     * Decodes a row.
     *
     * @throws dev.tributary.aggregator.storage.memory.CorruptDataException when it is damaged
     */
    void check(ByteReader key, ByteReader value, RocksCursor cursor);

    @Override
    default void close() {
        // Mostly holds nothing.
    }
}
