package dev.tributary.collector.ship;

import java.util.List;

import dev.tributary.collector.batch.Batch;

/** What one destination gets of the batches for all. Safe for several threads. */
public interface BatchRelabeling {
    /** The batch as this destination gets it; nothing when all of it was dropped. */
    List<Batch> apply(Batch batch);
}
