package dev.tributary.promql.script;

import dev.tributary.model.Labels;
import dev.tributary.model.SampleColumns;
import dev.tributary.model.port.MetricReader;

/** The store that a script loads its series into. Used by one thread. */
public interface ScriptStore extends AutoCloseable {
    /** Adds samples of a series, which later reads see; a second sample of the same time replaces the first. */
    void load(Labels series, SampleColumns samples);

    /** What has been loaded, with exactly the labels that were loaded. */
    MetricReader reader();

    @Override
    void close();
}
