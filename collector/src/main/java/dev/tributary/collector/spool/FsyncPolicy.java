package dev.tributary.collector.spool;

/**
 * When appended batches are forced onto the disk. Whatever is chosen, a killed process loses nothing: this is about a
 * machine that loses power.
 */
public enum FsyncPolicy {
    /** Before an append returns. */
    ALWAYS,
    /** About once a second. */
    INTERVAL,
    /** When the operating system sees fit. */
    NEVER
}
