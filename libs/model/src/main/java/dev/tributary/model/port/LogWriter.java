package dev.tributary.model.port;

/** Takes log entries into the store. Safe for several threads. */
public interface LogWriter {
    /**
     * Opens a batch in the name of a writer.
     *
     * @throws WriteRefusedException when the store takes no writes now (disk full, shutting down, overloaded)
     */
    LogBatch begin(WriterIdentity identity);
}
