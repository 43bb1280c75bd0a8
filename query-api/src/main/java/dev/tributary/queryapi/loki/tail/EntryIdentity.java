package dev.tributary.queryapi.loki.tail;

import dev.tributary.model.Labels;
import dev.tributary.model.LogEntry;
import dev.tributary.model.port.RecordVersion;

/** What makes two entries the same one to a store. */
record EntryIdentity(Labels stream, long timestampNanos, String line, String record) {
    static EntryIdentity of(Labels stream, LogEntry entry) {
        return new EntryIdentity(stream, entry.timestampNanos(), entry.line(),
                entry.metadata().get(RecordVersion.KEY));
    }
}
