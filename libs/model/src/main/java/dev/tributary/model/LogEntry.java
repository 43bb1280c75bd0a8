package dev.tributary.model;

/**
 * One log line of a stream.
 *
 * @param timestampNanos when it was written, Unix nanoseconds
 * @param line           its text, without a line end
 * @param metadata       structured metadata: labels of this line alone, which do not make a stream
 */
public record LogEntry(long timestampNanos, String line, Labels metadata) {
    public LogEntry(long timestampNanos, String line) {
        this(timestampNanos, line, Labels.EMPTY);
    }
}
