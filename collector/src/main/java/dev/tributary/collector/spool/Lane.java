package dev.tributary.collector.spool;

/** Which end of the spool is read. */
public enum Lane {
    /** What was read lately, in the order it was read. */
    FRESH,
    /** What could not be shipped when it was fresh. */
    BACKLOG
}
