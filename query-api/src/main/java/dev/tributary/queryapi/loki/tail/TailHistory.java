package dev.tributary.queryapi.loki.tail;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.PriorityQueue;
import java.util.Set;
import java.util.concurrent.TimeUnit;

import dev.tributary.logql.LogPipeline;
import dev.tributary.logql.LogPipeline.Passed;
import dev.tributary.model.Labels;
import dev.tributary.model.LogEntry;
import dev.tributary.model.port.EntryCursor;
import dev.tributary.model.port.LogDirection;
import dev.tributary.model.port.LogQuery;
import dev.tributary.model.port.LogReader;
import dev.tributary.model.port.LogSelection;
import dev.tributary.model.port.StoredStream;
import dev.tributary.queryapi.endpoint.Cancellation;

/** The newest lines that are stored when following begins, and which entries they were. */
final class TailHistory {
    /** Entries may lie a little ahead of the hub's clock. */
    private static final long AHEAD_NANOS = TimeUnit.HOURS.toNanos(1);
    private static final int LOOK_UP_EVERY = 1024;

    private final List<Passed> lines = new ArrayList<>();
    private final Set<EntryIdentity> known = new HashSet<>();
    private long linesRead;
    private long bytesRead;

    private record Source(Labels stream, EntryCursor cursor) {
    }

    /** Reads up to {@code limit} lines that pass, newest first. */
    void read(LogReader reader, LogPipeline pipeline, TailQuestion question, long nowNanos, int streamsMax,
            Cancellation cancellation) {
        LogQuery query = new LogQuery(pipeline.matchers(), question.startNanos(), nowNanos + AHEAD_NANOS, streamsMax,
                pipeline.needles());
        try (LogSelection selection = reader.select(query)) {
            List<EntryCursor> open = new ArrayList<>();
            try {
                PriorityQueue<Source> sources = new PriorityQueue<>(
                        Comparator.comparingLong((Source source) -> source.cursor.timestampNanos()).reversed());
                for (StoredStream stream : selection.streams()) {
                    EntryCursor cursor = stream.entries(LogDirection.BACKWARD);
                    open.add(cursor);
                    if (cursor.next()) {
                        sources.add(new Source(stream.labels(), cursor));
                    }
                }
                merge(sources, pipeline, question.limit(), cancellation);
            } finally {
                open.forEach(EntryCursor::close);
            }
        }
    }

    private void merge(PriorityQueue<Source> sources, LogPipeline pipeline, int limit, Cancellation cancellation) {
        while (lines.size() < limit && !sources.isEmpty()) {
            Source newest = sources.remove();
            EntryCursor cursor = newest.cursor;
            bytesRead += cursor.lineBytes();
            if (++linesRead % LOOK_UP_EVERY == 0) {
                cancellation.check();
            }
            Passed passed = pipeline.process(newest.stream, cursor);
            if (passed != null) {
                lines.add(passed);
                known.add(new EntryIdentity(newest.stream,
                        new LogEntry(cursor.timestampNanos(), cursor.line(), cursor.metadata())));
            }
            if (cursor.next()) {
                sources.add(newest);
            }
        }
    }

    long linesRead() {
        return linesRead;
    }

    long bytesRead() {
        return bytesRead;
    }

    /** The lines, oldest first. */
    List<Passed> lines() {
        return lines.reversed();
    }

    /** True when an entry that was told as new is among the lines, so that it must not be shown again. */
    boolean holds(TailBuffer.Waiting entry) {
        return known.contains(new EntryIdentity(entry.stream(), entry.entry()));
    }
}
