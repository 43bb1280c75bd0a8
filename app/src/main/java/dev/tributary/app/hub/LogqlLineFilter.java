package dev.tributary.app.hub;

import java.util.List;

import dev.tributary.aggregator.storage.logs.deletion.LineFilter;
import dev.tributary.logql.LogPipeline;
import dev.tributary.logql.LogqlEngine;
import dev.tributary.logql.LogqlException;
import dev.tributary.model.Labels;
import dev.tributary.model.port.Needle;

/** A deletion's filter as a pipeline of LogQL: a line goes that the pipeline lets pass. For one thread. */
final class LogqlLineFilter implements LineFilter {
    /** Which streams is said by matchers, so the query here only has to be one. */
    private static final String SOME_STREAM = "{cluster=~\".+\"} ";

    private final LogPipeline pipeline;

    /** @throws IllegalArgumentException when the stages are none of LogQL's */
    LogqlLineFilter(String stages) {
        try {
            pipeline = LogqlEngine.pipeline(SOME_STREAM + stages);
        } catch (LogqlException e) {
            throw new IllegalArgumentException(e.getMessage(), e);
        }
    }

    @Override
    public boolean holds(Labels stream, long timeNanos, byte[] bytes, int offset, int length, Labels metadata) {
        return pipeline.passes(stream, timeNanos, bytes, offset, length, metadata);
    }

    @Override
    public List<Needle> needles() {
        return pipeline.needles();
    }
}
