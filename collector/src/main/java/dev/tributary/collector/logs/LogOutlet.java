package dev.tributary.collector.logs;

import java.time.Clock;

import dev.tributary.collector.identity.Identity;
import dev.tributary.collector.page.BatchOutlet;
import dev.tributary.model.port.LogWriter;

/**
 * Where everything that reads log lines gets its {@link LogWriter}. A commit completes when the lines are in the spools of all
 * destinations for logs, on disk; it fails with {@link dev.tributary.model.port.WriteRefusedException} when a spool takes
 * nothing now, and then writing the same again is right: receivers keep a line once. Streams get the collector's identity,
 * whatever identity a batch is opened with. Safe for several threads.
 */
public final class LogOutlet implements AutoCloseable {
    private final LogMetrics metrics;
    private final LogJoin join;
    private volatile Identity identity;

    public LogOutlet(Identity identity, BatchOutlet outlet, LogMetrics metrics, Clock clock) {
        this.identity = identity;
        this.metrics = metrics;
        join = new LogJoin(outlet, clock);
        metrics.waiting(join::waitingBytes);
    }

    /** The writer of one source; its name, a word such as {@code events}, is a label of the metrics. */
    public LogWriter writer(String source) {
        LogCounts counts = metrics.of(source);
        return _ -> new SpooledLogBatch(identity, join, counts);
    }

    /** Puts another identity on what is written from now on. */
    public void replace(Identity next) {
        identity = next;
    }

    /** Writes what waits; nothing is taken afterwards. */
    @Override
    public void close() {
        join.close();
    }
}
