package dev.tributary.collector.logs;

import java.util.ArrayList;
import java.util.List;

import dev.tributary.model.LabelSlices;
import dev.tributary.model.Labels;
import dev.tributary.model.port.LogSink;
import dev.tributary.wire.lokipush.LokiPushWriter;

/** Cuts what it is given into requests of bounded size, also inside a stream. One thread. */
final class LogParts implements LogSink {
    private final int linesMax;
    private final int bytesMax;
    private final List<LogPart> parts = new ArrayList<>();
    private final LokiPushWriter writer = new LokiPushWriter();
    private final LabelSlices stream = new LabelSlices();
    private boolean announced;
    private int streams;
    private int lines;
    private long oldestNanos;
    private long newestNanos;

    LogParts(int linesMax, int bytesMax) {
        this.linesMax = linesMax;
        this.bytesMax = bytesMax;
        start();
    }

    private void start() {
        writer.reset();
        announced = false;
        streams = 0;
        lines = 0;
        oldestNanos = Long.MAX_VALUE;
        newestNanos = Long.MIN_VALUE;
    }

    @Override
    public void stream(LabelSlices labels) {
        stream(labels.toLabels());
    }

    void stream(Labels labels) {
        stream.set(labels);
        announced = false;
    }

    @Override
    public void entry(long timestampNanos, byte[] bytes, int offset, int length, LabelSlices metadata) {
        if (lines > 0 && (lines == linesMax || writer.size() + length > bytesMax)) {
            close();
        }
        if (!announced) {
            writer.stream(stream);
            announced = true;
            streams++;
        }
        writer.entry(timestampNanos, bytes, offset, length, metadata);
        lines++;
        oldestNanos = Math.min(oldestNanos, timestampNanos);
        newestNanos = Math.max(newestNanos, timestampNanos);
    }

    private void close() {
        if (lines > 0) {
            parts.add(new LogPart(writer.toMessage(), streams, lines, oldestNanos, newestNanos));
        }
        start();
    }

    /** All requests, of which each has at least one line. */
    List<LogPart> end() {
        close();
        return parts;
    }
}
