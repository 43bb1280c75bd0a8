package dev.tributary.collector.page;

import java.io.IOException;

import dev.tributary.collector.batch.Batch;

/** Where batches go when a round is done. Safe for several threads; blocks until the batch is on disk. */
public interface BatchOutlet {
    void accept(Batch batch) throws IOException;
}
