package dev.tributary.logql;

import java.nio.charset.StandardCharsets;
import java.util.List;

import dev.tributary.logql.ast.ExprText;
import dev.tributary.logql.ast.LogExpr;
import dev.tributary.logql.entry.Extraction;
import dev.tributary.logql.line.LineConditions;
import dev.tributary.logql.plan.Pipeline;
import dev.tributary.logql.plan.PipelinePlanner;
import dev.tributary.logql.value.LogLine;
import dev.tributary.model.Labels;
import dev.tributary.model.LogEntry;
import dev.tributary.model.Matcher;
import dev.tributary.model.port.EntryCursor;
import dev.tributary.model.port.Needle;
import org.jspecify.annotations.Nullable;

/** The pipeline of a log query, for entries that come one by one, as when a log is followed. Owned by one thread. */
public final class LogPipeline {
    private final List<Matcher> matchers;
    private final List<Needle> needles;
    private final boolean selector;
    private final String stages;
    private final Pipeline pipeline;

    LogPipeline(LogExpr log) {
        this.matchers = log.matchers();
        this.selector = log.stages().isEmpty();
        this.stages = ExprText.stages(log);
        // The planner first: it finds what is wrong with a pattern.
        this.pipeline = new PipelinePlanner(true).pipeline(log.stages(), Extraction.ALL);
        this.needles = List.copyOf(LineConditions.needles(log.stages()));
    }

    /** A line that has passed, with the labels that its stream has left. */
    public record Passed(Labels stream, LogLine line) {
    }

    /** Which streams the query is about. */
    public List<Matcher> matchers() {
        return matchers;
    }

    /** True when it is a stream selector alone, through which every line passes as it is. */
    public boolean isSelector() {
        return selector;
    }

    /** What follows the stream selector, as the formatter writes it on one line; empty for a selector alone. */
    public String stages() {
        return stages;
    }

    /** What every line contains that passes. */
    public List<Needle> needles() {
        return needles;
    }

    /** True when an entry passes, whatever the pipeline makes of it. */
    public boolean passes(Labels stream, long timestampNanos, byte[] bytes, int offset, int length, Labels metadata) {
        pipeline.entry().stream(stream);
        pipeline.entry().start(timestampNanos, bytes, offset, length, metadata);
        return pipeline.process();
    }

    /** The line as the pipeline leaves it with its labels by category, or null when a filter drops it. */
    public @Nullable Passed process(Labels stream, LogEntry entry) {
        byte[] line = entry.line().getBytes(StandardCharsets.UTF_8);
        pipeline.entry().stream(stream);
        pipeline.entry().start(entry.timestampNanos(), line, 0, line.length, entry.metadata());
        return passed(entry.timestampNanos());
    }

    /** The same for the entry that a cursor shows. */
    public @Nullable Passed process(Labels stream, EntryCursor cursor) {
        pipeline.entry().stream(stream);
        pipeline.entry().start(cursor.timestampNanos(), cursor.lineArray(), cursor.lineOffset(), cursor.lineBytes(),
                cursor.metadata());
        return passed(cursor.timestampNanos());
    }

    private @Nullable Passed passed(long timestampNanos) {
        if (!pipeline.process()) {
            return null;
        }
        return new Passed(pipeline.entry().labels().streamResult(),
                new LogLine(timestampNanos, pipeline.entry().line().text(),
                        pipeline.entry().labels().metadataResult(), pipeline.entry().labels().parsedResult()));
    }
}
