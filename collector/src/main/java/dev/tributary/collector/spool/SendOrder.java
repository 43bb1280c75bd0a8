package dev.tributary.collector.spool;

/** What is shipped first after an outage. */
public enum SendOrder {
    /** The present first, then the backlog, its newest segment first. For receivers that take late samples. */
    NEWEST_FIRST,
    /** Strictly as read, everything through the fresh lane. For receivers that refuse what is older than they have. */
    OLDEST_FIRST
}
