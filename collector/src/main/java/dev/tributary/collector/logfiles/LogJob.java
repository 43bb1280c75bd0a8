package dev.tributary.collector.logfiles;

/** A job that reads logs on a thread of its own. */
public interface LogJob extends AutoCloseable {
    /** Begins to read. */
    void start();

    /** How it fares; {@code kind} is its list in the configuration. */
    LogJobStatus status(String kind);

    /** Finishes what is in hand and writes the positions. Blocks. */
    @Override
    void close();
}
