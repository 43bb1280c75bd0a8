package dev.tributary.aggregator.storage.logs.deletion;

/** Reads the filters of deletions, in the language that the hub's askers write. Safe for several threads. */
@FunctionalInterface
public interface LineFilters {
    /** For a store that deletes whole streams only. */
    LineFilters NONE = stages -> {
        throw new IllegalArgumentException("this store deletes whole streams only, not lines of a filter: " + stages);
    };

    /**
     * A new filter for one thread.
     *
     * @param stages what follows the stream selector
     * @throws IllegalArgumentException when it is no filter
     */
    LineFilter read(String stages);
}
