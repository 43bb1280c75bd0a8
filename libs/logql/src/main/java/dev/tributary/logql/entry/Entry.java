package dev.tributary.logql.entry;

import dev.tributary.model.Labels;

/** The entry that a pipeline has in hand. Reused for one entry after the other; owned by one thread. */
public final class Entry {
    private final Line line = new Line();
    private final EntryLabels labels;
    private long timestampNanos;

    public Entry(Extraction extraction) {
        labels = new EntryLabels(extraction);
    }

    /** The entries from now on are of this stream. */
    public void stream(Labels stream) {
        labels.stream(stream);
    }

    /** Takes the next entry of the stream in hand. */
    public void start(long newTimestampNanos, byte[] bytes, int from, int length, Labels metadata) {
        timestampNanos = newTimestampNanos;
        line.set(bytes, from, length);
        labels.start(metadata);
    }

    public long timestampNanos() {
        return timestampNanos;
    }

    public Line line() {
        return line;
    }

    public EntryLabels labels() {
        return labels;
    }
}
