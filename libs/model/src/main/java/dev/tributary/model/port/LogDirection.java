package dev.tributary.model.port;

/** In which order of time log entries are read. */
public enum LogDirection {
    /** Oldest first. */
    FORWARD,
    /** Newest first; entries of the same time in the reverse of the order in which they were written. */
    BACKWARD
}
