package dev.tributary.aggregator.storage.logs.deletion;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import dev.tributary.aggregator.storage.logs.block.LineSearch;
import dev.tributary.aggregator.storage.logs.merge.HiddenEntries;
import dev.tributary.model.Labels;

/** What some deletions hide of one stream. For one thread; filters are read when they are needed, and once. */
public final class HiddenOfStream {
    private final List<LogDeletion> concerned;
    private final Labels stream;
    private final LineFilters filters;
    private final Map<Integer, HiddenEntries.Lines> read = new HashMap<>();

    HiddenOfStream(List<LogDeletion> inForce, Labels stream, LineFilters filters) {
        this.concerned = inForce.stream().filter(one -> one.matches(stream)).toList();
        this.stream = stream;
        this.filters = filters;
    }

    /** True when nothing of the stream is hidden, whichever flush wrote it. */
    public boolean isNothing() {
        return concerned.isEmpty();
    }

    /** What is hidden of what a flush, or a generation in memory, holds of the stream. */
    public HiddenEntries of(long flush) {
        if (concerned.isEmpty()) {
            return HiddenEntries.NONE;
        }
        List<HiddenEntries.Range> whole = new ArrayList<>();
        List<HiddenEntries.Lines> lines = new ArrayList<>();
        for (LogDeletion one : concerned) {
            if (flush > one.lastFlush()) {
                continue;
            }
            if (one.stages().isEmpty()) {
                whole.add(range(one));
            } else {
                lines.add(read.computeIfAbsent(one.id(), _ -> read(one)));
            }
        }
        return new HiddenEntries(whole, lines);
    }

    private HiddenEntries.Lines read(LogDeletion one) {
        LineFilter filter = filters.read(one.stages());
        return new HiddenEntries.Lines(range(one), new LineSearch(filter.needles()), (table, index) -> filter.holds(
                stream, table.timeNanos(index), table.lineArray(index), table.lineOffset(index), table.lineBytes(index),
                table.metadata(index)));
    }

    private static HiddenEntries.Range range(LogDeletion one) {
        return new HiddenEntries.Range(one.minNanos(), one.maxNanos());
    }
}
