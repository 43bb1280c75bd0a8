package dev.tributary.aggregator.ingest;

import dev.tributary.model.port.WriterIdentity;

/** What the headers of a request said its body would be. */
public interface WriteForm {
    /**
     * Opens a batch for what the body holds.
     *
     * @throws dev.tributary.model.port.WriteRefusedException when the store takes no writes now
     */
    PendingWrite begin(WriterIdentity identity, ClusterIntake intake);
}
