package dev.tributary.wire;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

import dev.tributary.model.LabelSlices;
import dev.tributary.model.Labels;
import dev.tributary.model.LogEntry;
import dev.tributary.model.port.LogSink;

/** Keeps what a log decoder hands over, as values that can be compared. */
public final class RecordingLogSink implements LogSink {
    /** A stream as often as it was started, with the entries that followed. */
    public record Stream(Labels labels, List<LogEntry> entries) {
    }

    private final List<Stream> streams = new ArrayList<>();

    public List<Stream> streams() {
        return streams;
    }

    @Override
    public void stream(LabelSlices labels) {
        streams.add(new Stream(labels.toLabels(), new ArrayList<>()));
    }

    @Override
    public void entry(long timestampNanos, byte[] bytes, int offset, int length, LabelSlices metadata) {
        String line = new String(bytes, offset, length, StandardCharsets.UTF_8);
        streams.getLast().entries().add(new LogEntry(timestampNanos, line, metadata.toLabels()));
    }

    /** Plays streams into another sink. */
    public static void replay(List<Stream> streams, LogSink sink) {
        LabelSlices slices = new LabelSlices();
        for (Stream stream : streams) {
            slices.set(stream.labels());
            sink.stream(slices);
            for (LogEntry entry : stream.entries()) {
                byte[] line = entry.line().getBytes(StandardCharsets.UTF_8);
                slices.set(entry.metadata());
                sink.entry(entry.timestampNanos(), line, 0, line.length, slices);
            }
        }
    }
}
