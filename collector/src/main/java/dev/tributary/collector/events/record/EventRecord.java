package dev.tributary.collector.events.record;

import dev.tributary.model.Labels;

/**
 * An event as it goes to the log store.
 *
 * @param stream         labels of few values, which make its stream
 * @param timestampNanos when it happened last
 * @param line           what a person reads
 * @param metadata       the rest, with the key under which a later version replaces this one
 */
public record EventRecord(Labels stream, long timestampNanos, String line, Labels metadata) {
}
