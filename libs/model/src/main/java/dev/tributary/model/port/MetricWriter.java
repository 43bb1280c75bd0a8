package dev.tributary.model.port;

/** Takes samples into the store. Safe for several threads. */
public interface MetricWriter {
    /**
     * Opens a batch in the name of a writer.
     *
     * @throws WriteRefusedException when the store takes no writes now (disk full, shutting down, overloaded)
     */
    MetricBatch begin(WriterIdentity identity);
}
