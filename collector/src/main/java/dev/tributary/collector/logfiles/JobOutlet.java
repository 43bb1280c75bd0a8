package dev.tributary.collector.logfiles;

import java.time.Duration;
import java.util.concurrent.CompletionException;
import java.util.concurrent.atomic.AtomicLong;

import dev.tributary.model.port.LogBatch;
import dev.tributary.model.port.LogWriteReport;
import dev.tributary.model.port.LogWriter;
import dev.tributary.model.port.WriteRefusedException;
import dev.tributary.model.port.WriterIdentity;

/** Where the entries of one job go, and what became of them. Batches are for one thread, the count is for any. */
public final class JobOutlet {
    private final LogWriter writer;
    private final WriterIdentity identity;
    private final JobEvents events;
    private final AtomicLong entries = new AtomicLong();

    public JobOutlet(LogWriter writer, WriterIdentity identity, JobEvents events) {
        this.writer = writer;
        this.identity = identity;
        this.events = events;
    }

    /** A batch that holds nothing yet. */
    public LogBatch begin() {
        return writer.begin(identity);
    }

    /**
     * Waits until a batch with so many entries is taken.
     *
     * @throws WriteRefusedException when it is not, for whatever reason
     */
    public void commit(LogBatch batch, long count, long textBytes) {
        LogWriteReport report = committed(batch);
        if (!report.complete()) {
            events.refused(report);
        }
        events.handedOver(count, textBytes);
        entries.addAndGet(count);
    }

    private LogWriteReport committed(LogBatch batch) {
        try {
            return batch.commit().toCompletableFuture().join();
        } catch (CompletionException e) {
            events.commitFailed();
            if (e.getCause() instanceof WriteRefusedException refused) {
                throw refused;
            }
            throw new WriteRefusedException(String.valueOf(e.getCause()), Duration.ofSeconds(1));
        }
    }

    /** Entries handed over since the start. */
    public long entries() {
        return entries.get();
    }
}
