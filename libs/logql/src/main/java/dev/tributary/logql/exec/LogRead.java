package dev.tributary.logql.exec;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

import dev.tributary.logql.ast.LogExpr;
import dev.tributary.logql.entry.EntryLabels;
import dev.tributary.logql.entry.Extraction;
import dev.tributary.logql.line.LineConditions;
import dev.tributary.logql.plan.Pipeline;
import dev.tributary.logql.value.LogLine;
import dev.tributary.logql.value.LogStream;
import dev.tributary.model.Labels;
import dev.tributary.model.port.EntryCursor;
import dev.tributary.model.port.LogDirection;
import dev.tributary.model.port.LogQuery;
import dev.tributary.model.port.Needle;

/**
 * Reads lines: the streams' entries in order of time through the pipeline, until there are enough. The limit counts lines of
 * all streams together; afterwards they are sorted into streams by their labels.
 */
public final class LogRead {
    private final QueryRun run;
    private final Want want;
    private final Meter meter;
    private final Map<Labels, List<LogLine>> streams = new LinkedHashMap<>();
    private int lines;
    private long lastNanos;

    /**
     * What is wanted of the lines.
     *
     * @param startNanos    first instant, inclusive
     * @param endNanos      last instant, exclusive
     * @param limit         so many lines at most
     * @param intervalNanos lines are left out that follow another in less than this; 0 for none
     * @param categorize    true to keep labels of metadata and pipeline with the lines instead of the stream
     */
    public record Want(long startNanos, long endNanos, LogDirection direction, int limit, long intervalNanos,
            boolean categorize) {
    }

    public LogRead(QueryRun run, Want want) {
        this.run = run;
        this.want = want;
        this.meter = new Meter(run.budget());
    }

    /** The streams, in the order of their labels' texts. */
    public List<LogStream> read(LogExpr query) {
        Pipeline pipeline = run.planner().pipeline(query.stages(), Extraction.ALL);
        List<Needle> needles = run.optimises() ? LineConditions.needles(query.stages()) : List.of();
        for (TimeSlices.Slice slice : slices()) {
            LogQuery ask = new LogQuery(query.matchers(), slice.fromNanos(), slice.toNanos(),
                    run.budget().limits().streamsMax(), needles);
            run.read(ask, selection -> {
                try (EntryMerge entries = new EntryMerge(selection.streams(), want.direction)) {
                    read(entries, pipeline);
                }
            });
            if (lines >= want.limit) {
                break;
            }
        }
        meter.tell();
        Map<String, LogStream> byText = new TreeMap<>(Labels::compareUtf8);
        streams.forEach((labels, entries) -> byText.put(labels.toString(), new LogStream(labels, entries)));
        return List.copyOf(byText.values());
    }

    private List<TimeSlices.Slice> slices() {
        if (want.startNanos >= want.endNanos) {
            return List.of();
        }
        return run.optimises()
                ? TimeSlices.of(want.startNanos, want.endNanos, want.direction)
                : List.of(new TimeSlices.Slice(want.startNanos, want.endNanos));
    }

    private void read(EntryMerge entries, Pipeline pipeline) {
        while (lines < want.limit && entries.next()) {
            EntryCursor cursor = entries.entry();
            Labels metadata = cursor.metadata();
            meter.read(cursor.lineBytes(), metadata.isEmpty() ? 0 : metadata.utf8Length());
            pipeline.entry().stream(entries.stream());
            pipeline.entry().start(cursor.timestampNanos(), cursor.lineArray(), cursor.lineOffset(),
                    cursor.lineBytes(), metadata);
            if (pipeline.process()) {
                meter.kept();
                if (isFarEnough(cursor.timestampNanos())) {
                    keep(pipeline);
                }
            }
        }
    }

    private boolean isFarEnough(long timestampNanos) {
        return want.intervalNanos == 0 || lines == 0
                || Math.abs(timestampNanos - lastNanos) >= want.intervalNanos;
    }

    private void keep(Pipeline pipeline) {
        EntryLabels labels = pipeline.entry().labels();
        long time = pipeline.entry().timestampNanos();
        String text = pipeline.entry().line().text();
        boolean apart = want.categorize && !labels.isPlain();
        LogLine line = new LogLine(time, text, apart ? labels.metadataResult() : Labels.EMPTY,
                apart ? labels.parsedResult() : Labels.EMPTY);
        Labels stream = want.categorize ? labels.streamResult() : labels.result();
        streams.computeIfAbsent(stream, _ -> new ArrayList<>()).add(line);
        meter.hold(1);
        lines++;
        lastNanos = time;
    }
}
