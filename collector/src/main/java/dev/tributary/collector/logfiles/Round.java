package dev.tributary.collector.logfiles;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Supplier;

import dev.tributary.collector.lines.EntryClock;
import dev.tributary.collector.pipeline.PipelineEntry;
import dev.tributary.model.LabelSlices;
import dev.tributary.model.Labels;
import dev.tributary.model.port.LogBatch;
import org.jspecify.annotations.Nullable;

/** The entries of one round on their way into a batch. Owned by one thread. */
final class Round {
    /** Label sets whose bytes are kept; beyond them they are made again. */
    private static final int KNOWN_MAX = 4096;
    /** What a batch needs for an entry besides its text. */
    private static final int ENTRY_BYTES = 32;

    private final Supplier<LogBatch> batches;
    private final int lineBytesMax;
    private final Map<Labels, LabelSlices> known = new LinkedHashMap<>(16, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<Labels, LabelSlices> eldest) {
            return size() > KNOWN_MAX;
        }
    };
    private @Nullable LogBatch batch;
    private Labels stream = Labels.EMPTY;
    private Labels metadata = Labels.EMPTY;
    private LabelSlices metadataSlices = new LabelSlices();
    private long lines;
    private long lineBytes;
    private long bytes;

    Round(Supplier<LogBatch> batches, int lineBytesMax) {
        this.batches = batches;
        this.lineBytesMax = lineBytesMax;
    }

    /** Adds an entry with a time of its own. */
    void add(PipelineEntry entry, EntryClock clock) {
        LogBatch into = batch;
        if (into == null) {
            into = batches.get();
            batch = into;
            stream = Labels.EMPTY;
        }
        if (stream.isEmpty() || !entry.labels().equals(stream)) {
            stream = entry.labels();
            into.stream(slices(stream));
        }
        if (!entry.metadata().equals(metadata)) {
            metadata = entry.metadata();
            metadataSlices = slices(metadata);
        }
        int length = entry.lengthWithin(lineBytesMax);
        into.entry(clock.give(entry.timeNanos()), entry.bytes(), entry.from(), length, metadataSlices);
        lines++;
        lineBytes += length;
        bytes += length + ENTRY_BYTES;
    }

    private LabelSlices slices(Labels labels) {
        return known.computeIfAbsent(labels, each -> {
            LabelSlices slices = new LabelSlices();
            slices.set(each);
            return slices;
        });
    }

    /** What the batch holds, roughly. */
    long bytes() {
        return bytes;
    }

    long lines() {
        return lines;
    }

    /** Bytes of the lines' texts. */
    long lineBytes() {
        return lineBytes;
    }

    /** The batch, to be committed or discarded; null when there was no entry. The next entry begins another. */
    @Nullable
    LogBatch take() {
        LogBatch taken = batch;
        batch = null;
        bytes = 0;
        lines = 0;
        lineBytes = 0;
        return taken;
    }
}
