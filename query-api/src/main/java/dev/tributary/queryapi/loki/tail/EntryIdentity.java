package dev.tributary.queryapi.loki.tail;

import dev.tributary.model.Labels;
import dev.tributary.model.LogEntry;

/** What makes two entries the same one to a store. */
record EntryIdentity(Labels stream, LogEntry entry) {
}
