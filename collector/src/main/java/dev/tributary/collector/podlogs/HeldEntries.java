package dev.tributary.collector.podlogs;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

import dev.tributary.collector.lines.EntryClock;
import dev.tributary.collector.pipeline.PipelineEntry;
import dev.tributary.model.LabelSlices;
import dev.tributary.model.Labels;
import dev.tributary.model.port.LogBatch;

/** Entries on their way to the spool, kept until it has taken them: a log is not opened again for a full spool. */
final class HeldEntries {
    /** What an entry needs besides its text. */
    private static final int ENTRY_BYTES = 64;

    private static final class Held {
        private final Labels stream;
        private final Labels metadata;
        private final long timeNanos;
        private final byte[] text;

        Held(Labels stream, Labels metadata, long timeNanos, byte[] text) {
            this.stream = stream;
            this.metadata = metadata;
            this.timeNanos = timeNanos;
            this.text = text;
        }
    }

    private final int lineBytesMax;
    private final List<Held> entries = new ArrayList<>();
    private long textBytes;

    HeldEntries(int lineBytesMax) {
        this.lineBytesMax = lineBytesMax;
    }

    /** Adds an entry with a time of its own. */
    void add(PipelineEntry entry, EntryClock clock) {
        int length = entry.lengthWithin(lineBytesMax);
        entries.add(new Held(entry.labels(), entry.metadata(), clock.give(entry.timeNanos()),
                Arrays.copyOfRange(entry.bytes(), entry.from(), entry.from() + length)));
        textBytes += length;
    }

    boolean isEmpty() {
        return entries.isEmpty();
    }

    int count() {
        return entries.size();
    }

    long textBytes() {
        return textBytes;
    }

    /** What they take in memory, roughly. */
    long bytes() {
        return textBytes + (long) ENTRY_BYTES * entries.size();
    }

    void writeTo(LogBatch batch) {
        Labels stream = Labels.EMPTY;
        Labels metadata = Labels.EMPTY;
        LabelSlices slices = new LabelSlices();
        for (Held entry : entries) {
            if (stream.isEmpty() || !stream.equals(entry.stream)) {
                stream = entry.stream;
                batch.stream(slices(stream));
            }
            if (!metadata.equals(entry.metadata)) {
                metadata = entry.metadata;
                slices = slices(metadata);
            }
            batch.entry(entry.timeNanos, entry.text, 0, entry.text.length, slices);
        }
    }

    private static LabelSlices slices(Labels labels) {
        LabelSlices slices = new LabelSlices();
        slices.set(labels);
        return slices;
    }

    void clear() {
        entries.clear();
        textBytes = 0;
    }
}
