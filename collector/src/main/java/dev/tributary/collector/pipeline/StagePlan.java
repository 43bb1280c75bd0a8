package dev.tributary.collector.pipeline;

import java.util.function.LongSupplier;

/** A stage with all that its settings say, made once for a job; opened for each stream. */
@FunctionalInterface
interface StagePlan {
    /**
     * The stage in front of what comes next.
     *
     * @param lastTime the time that the last entry of the stream brought to the end of the pipeline
     */
    EntryTarget open(EntryTarget next, LongSupplier lastTime);
}
