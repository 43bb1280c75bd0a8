package dev.tributary.aggregator.storage;

import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;

import dev.tributary.aggregator.storage.head.ApplyReport;
import dev.tributary.aggregator.storage.head.HeadAppender;
import dev.tributary.aggregator.storage.log.SampleRows;

/**
 * Applies replayed rows on a thread of its own, while the next record is decoded: replay takes as long as the slower of the
 * two. A failure of the thread comes back from the next call.
 */
final class ReplayHead implements AutoCloseable {
    private static final int BUFFERS = 8;

    private final BlockingQueue<SampleRows> free = new ArrayBlockingQueue<>(BUFFERS);
    /** No rows mean the end. */
    private final BlockingQueue<SampleRows> filled = new ArrayBlockingQueue<>(BUFFERS + 2);
    private final CompletableFuture<ApplyReport> done = new CompletableFuture<>();
    private final SampleRows end = new SampleRows();
    private final Thread thread;

    ReplayHead(HeadAppender appender) {
        for (int i = 0; i < BUFFERS; i++) {
            free.add(new SampleRows());
        }
        thread = Thread.ofPlatform().daemon().name("storage-replay").start(() -> run(appender));
    }

    private void run(HeadAppender appender) {
        ApplyReport report = new ApplyReport();
        try {
            for (SampleRows rows = filled.take(); rows.size() > 0; rows = filled.take()) {
                appender.apply(rows, report);
                rows.clear();
                free.add(rows);
            }
            done.complete(report);
        } catch (RuntimeException | Error | InterruptedException e) {
            done.completeExceptionally(e);
            // Wakes the one who waits for a buffer.
            free.offer(new SampleRows());
        }
    }

    /** An empty buffer, which is then handed to {@link #apply}. */
    SampleRows empty() {
        if (done.isDone()) {
            done.join();
        }
        return take();
    }

    private SampleRows take() {
        try {
            return free.take();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while the log was replayed", e);
        }
    }

    void apply(SampleRows rows) {
        if (rows.size() > 0) {
            filled.add(rows);
        } else {
            free.add(rows);
        }
    }

    /** Waits until all is applied and tells what became of it; the head may then be used by any other thread. */
    ApplyReport finish() {
        filled.add(end);
        return done.join();
    }

    @Override
    public void close() {
        thread.interrupt();
    }
}
