package dev.tributary.aggregator.ingest.logs;

import dev.tributary.model.Labels;

/** Tells the level of a line. For one thread. */
@FunctionalInterface
public interface LevelSource {
    /** The level that labels, metadata or text of an entry name; {@code unknown} when nothing does. */
    String levelOf(Labels stream, Labels metadata, byte[] bytes, int from, int to);
}
