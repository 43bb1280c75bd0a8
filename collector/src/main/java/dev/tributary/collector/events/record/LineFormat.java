package dev.tributary.collector.events.record;

/** How the line of an event's record is written. */
public enum LineFormat {
    LOGFMT, JSON
}
