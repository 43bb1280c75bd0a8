package dev.tributary.collector.kit;

import java.util.ArrayList;
import java.util.List;

import dev.tributary.model.Labels;
import dev.tributary.model.port.EntryCursor;
import dev.tributary.model.port.LogDirection;
import dev.tributary.model.port.LogQuery;
import dev.tributary.model.port.LogReader;
import dev.tributary.model.port.LogSelection;
import dev.tributary.model.port.StoredStream;

/** One stored log entry with its stream. */
public record StoredRecord(Labels stream, long timestampNanos, String line, Labels metadata) {
    /** All entries of a store. */
    public static List<StoredRecord> of(LogReader store) {
        List<StoredRecord> all = new ArrayList<>();
        LogQuery everything = new LogQuery(List.of(), 0, Long.MAX_VALUE, 0);
        try (LogSelection selection = store.select(everything)) {
            for (StoredStream stream : selection.streams()) {
                try (EntryCursor entries = stream.entries(LogDirection.FORWARD)) {
                    while (entries.next()) {
                        all.add(new StoredRecord(stream.labels(), entries.timestampNanos(), entries.line(),
                                entries.metadata()));
                    }
                }
            }
        }
        return all;
    }
}
