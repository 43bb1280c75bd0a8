package dev.tributary.model.follow;

import dev.tributary.model.Labels;
import dev.tributary.model.LogEntry;

/** Somebody who follows a log. Called by the threads that commit, so it must return at once; it must not throw. */
public interface LogFollower {
    /** Whether entries of a stream are wanted. */
    boolean wants(Labels stream);

    /** An entry that was stored. */
    void stored(Labels stream, LogEntry entry);
}
