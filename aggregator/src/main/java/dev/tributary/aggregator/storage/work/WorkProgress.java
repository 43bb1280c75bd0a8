package dev.tributary.aggregator.storage.work;

/** Is told how far a long work is, from one thread at a time. */
public interface WorkProgress {
    /** Hears nothing. */
    WorkProgress NONE = (_, _) -> {
    };

    /**
     * Says how far it is.
     *
     * @param doneBytes  so far
     * @param totalBytes of the whole work, as far as is known by now
     */
    void at(long doneBytes, long totalBytes);
}
