package dev.tributary.collector.pipeline;

/** Takes entries: a stage, or what stands behind the last one. */
@FunctionalInterface
public interface EntryTarget {
    /** The entry is only valid during the call. */
    void accept(PipelineEntry entry);
}
