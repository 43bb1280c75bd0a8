package dev.tributary.collector.logs;

import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

import dev.tributary.collector.batch.Batch;
import dev.tributary.collector.batch.BatchFacts;
import dev.tributary.collector.batch.BatchKind;
import dev.tributary.model.port.LogSink;
import dev.tributary.wire.compression.SnappyBlock;
import dev.tributary.wire.compression.SnappyException;
import dev.tributary.wire.lokipush.LokiPushFormat;
import dev.tributary.wire.lokipush.LokiPushReader;
import dev.tributary.wire.lokipush.MalformedLokiPushException;

/** Makes batches of log lines, and takes them apart again. */
public final class LogBatches {
    /** Lines of one batch; with the bytes about what Loki's own agents send at once. */
    static final int LINES_MAX = 10_000;
    /** Bytes of one batch before compression, where it has more than one line. */
    static final int BYTES_MAX = 1 << 20;

    /** Our own batches stay far below. */
    private static final int MESSAGE_BYTES_MAX = 256 << 20;

    private LogBatches() {
    }

    /** One batch of several requests. */
    static Batch of(List<LogPart> parts, Clock clock) {
        int length = 0;
        int streams = 0;
        int lines = 0;
        long oldest = Long.MAX_VALUE;
        long newest = Long.MIN_VALUE;
        for (LogPart part : parts) {
            length += part.message().length;
            streams += part.streams();
            lines += part.lines();
            oldest = Math.min(oldest, part.oldestNanos());
            newest = Math.max(newest, part.newestNanos());
        }
        byte[] message = new byte[length];
        int at = 0;
        for (LogPart part : parts) {
            System.arraycopy(part.message(), 0, message, at, part.message().length);
            at += part.message().length;
        }
        BatchFacts facts = new BatchFacts(clock.millis(), Math.floorDiv(oldest, 1_000_000L),
                Math.floorDiv(newest, 1_000_000L), streams, lines, 0, 0);
        return new Batch(BatchKind.LOGS, facts, SnappyBlock.compress(message));
    }

    /** The batch in pieces of at most so many lines. */
    public static List<Batch> split(Batch batch, int linesMax, Clock clock) {
        return rewritten(linesMax, clock, sink -> decode(batch, sink));
    }

    /** The batches of what is written to a sink. */
    public static List<Batch> rewritten(Clock clock, Consumer<LogSink> content) {
        return rewritten(LINES_MAX, clock, content);
    }

    private static List<Batch> rewritten(int linesMax, Clock clock, Consumer<LogSink> content) {
        LogParts parts = new LogParts(linesMax, Integer.MAX_VALUE);
        content.accept(parts);
        List<Batch> batches = new ArrayList<>();
        for (LogPart part : parts.end()) {
            batches.add(of(List.of(part), clock));
        }
        return batches;
    }

    /** Plays a batch into a sink. */
    public static void decode(Batch batch, LogSink sink) {
        try {
            byte[] message = SnappyBlock.decompress(batch.message(), 0, batch.message().length, MESSAGE_BYTES_MAX);
            new LokiPushReader().read(LokiPushFormat.PROTOBUF, message, 0, message.length, sink);
        } catch (SnappyException | MalformedLokiPushException e) {
            throw new IllegalStateException("a batch of our own cannot be read", e);
        }
    }
}
