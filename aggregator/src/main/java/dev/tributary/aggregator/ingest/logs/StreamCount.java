package dev.tributary.aggregator.ingest.logs;

import dev.tributary.model.LabelSlices;
import dev.tributary.model.port.LogSink;

/** Counts the streams on their way. */
final class StreamCount implements LogSink {
    private final LogSink sink;
    private int streams;

    StreamCount(LogSink sink) {
        this.sink = sink;
    }

    int streams() {
        return streams;
    }

    @Override
    public void stream(LabelSlices labels) {
        streams++;
        sink.stream(labels);
    }

    @Override
    public void entry(long timestampNanos, byte[] bytes, int offset, int length, LabelSlices metadata) {
        sink.entry(timestampNanos, bytes, offset, length, metadata);
    }
}
