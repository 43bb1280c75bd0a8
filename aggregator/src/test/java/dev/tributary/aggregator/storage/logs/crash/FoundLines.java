package dev.tributary.aggregator.storage.logs.crash;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

import dev.tributary.aggregator.storage.logs.LogStore;
import dev.tributary.aggregator.storage.logs.crash.LogScript.Line;
import dev.tributary.model.Labels;
import dev.tributary.model.Matcher;
import dev.tributary.model.port.EntryCursor;
import dev.tributary.model.port.LogDirection;
import dev.tributary.model.port.LogQuery;
import dev.tributary.model.port.LogSelection;
import dev.tributary.model.port.StoredStream;

/** Reads what a store holds of a writer, and holds it against what is true of every answer. */
final class FoundLines {
    private FoundLines() {
    }

    /**
     * All entries of a writer, in the store's own labels without the cluster.
     *
     * @throws IllegalStateException when an entry is there twice, the order is wrong, or the store warns
     */
    static Set<Line> read(LogStore store, LogScript script) {
        Set<Line> found = new LinkedHashSet<>();
        Set<String> keys = new HashSet<>();
        List<Matcher> matchers = List.of(Matcher.equal("cluster", script.cluster().value()),
                Matcher.equal("writer", script.name()));
        try (LogSelection selection = store.select(new LogQuery(matchers, 0, Long.MAX_VALUE, 0))) {
            for (StoredStream stream : selection.streams()) {
                List<Line> lines = read(stream, LogDirection.FORWARD);
                for (int i = 0; i < lines.size(); i++) {
                    Line line = lines.get(i);
                    require(found.add(line), "twice there: ", line);
                    require(!line.isRecord() || keys.add(line.key()), "two versions there, one is ", line);
                    require(i == 0 || lines.get(i - 1).nanos() <= line.nanos(), "not in order: ", line);
                }
                require(read(stream, LogDirection.BACKWARD).reversed().equals(lines), "not the same backwards: ",
                        stream.labels());
            }
            require(selection.warnings().isEmpty(), "the store warns: ", selection.warnings());
        }
        return found;
    }

    private static void require(boolean holds, String words, Object what) {
        if (!holds) {
            throw new IllegalStateException(words + what);
        }
    }

    private static List<Line> read(StoredStream stream, LogDirection direction) {
        Labels labels = stream.labels().without("cluster");
        List<Line> lines = new ArrayList<>();
        try (EntryCursor cursor = stream.entries(direction)) {
            while (cursor.next()) {
                lines.add(new Line(labels, cursor.timestampNanos(), cursor.line(), cursor.metadata()));
            }
        }
        return lines;
    }
}
