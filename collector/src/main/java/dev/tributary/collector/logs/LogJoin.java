package dev.tributary.collector.logs;

import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

import dev.tributary.collector.batch.Batch;
import dev.tributary.collector.page.BatchOutlet;
import dev.tributary.model.port.WriteRefusedException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Puts what many sources commit together before it goes to the spools, in the order of the commits: a request for each line
 * would cost more than the line. What comes after a pause is written at once; while lines keep coming, one batch is written
 * each quarter of a second, or as soon as it is full. Safe for several threads; a thread of its own waits for the disk.
 */
final class LogJoin implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(LogJoin.class);

    private static final long LINGER_NANOS = TimeUnit.MILLISECONDS.toNanos(250);
    private static final Duration RETRY_AFTER = Duration.ofSeconds(1);
    /** A close that waits longer for a disk gives up. */
    private static final Duration CLOSE_WAIT = Duration.ofSeconds(10);
    /** More waiting than this is refused: sources are faster than the disk. */
    private static final long WAITING_BYTES_MAX = 32L << 20;

    private record Waiting(List<LogPart> parts, long bytes, int lines, CompletableFuture<Void> done) {
    }

    private final BatchOutlet outlet;
    private final Clock clock;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private List<Waiting> waiting = new ArrayList<>();
    private long waitingBytes;
    private long waitingLines;
    private boolean closed;
    private final Thread thread;

    LogJoin(BatchOutlet outlet, Clock clock) {
        this.outlet = outlet;
        this.clock = clock;
        thread = Thread.ofPlatform().daemon().name("log-join").start(this::run);
    }

    /** Completes when all are on disk. */
    CompletionStage<Void> write(List<LogPart> parts) {
        long bytes = parts.stream().mapToLong(part -> part.message().length).sum();
        Waiting one = new Waiting(parts, bytes, parts.stream().mapToInt(LogPart::lines).sum(),
                new CompletableFuture<>());
        lock.lock();
        try {
            if (closed) {
                return refused("the collector stops");
            }
            if (waitingBytes > 0 && waitingBytes + bytes > WAITING_BYTES_MAX) {
                return refused("more than " + WAITING_BYTES_MAX + " bytes of log lines wait for the disk");
            }
            waiting.add(one);
            waitingBytes += bytes;
            waitingLines += one.lines();
            changed.signal();
            return one.done();
        } finally {
            lock.unlock();
        }
    }

    /** Bytes of lines that are not on disk yet. */
    long waitingBytes() {
        lock.lock();
        try {
            return waitingBytes;
        } finally {
            lock.unlock();
        }
    }

    private static CompletionStage<Void> refused(String why) {
        return CompletableFuture.failedStage(new WriteRefusedException(why, RETRY_AFTER));
    }

    private void run() {
        long notBefore = System.nanoTime();
        try {
            while (true) {
                List<Waiting> taken = take(notBefore);
                if (taken.isEmpty()) {
                    return;
                }
                notBefore = System.nanoTime() + LINGER_NANOS;
                store(taken);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Everything that waits, when its time has come; nothing at the end. */
    private List<Waiting> take(long notBefore) throws InterruptedException {
        lock.lock();
        try {
            while (!closed && waiting.isEmpty()) {
                changed.await();
            }
            long left = notBefore - System.nanoTime();
            while (!closed && left > 0 && waitingBytes < LogBatches.BYTES_MAX && waitingLines < LogBatches.LINES_MAX) {
                left = changed.awaitNanos(left);
            }
            List<Waiting> taken = waiting;
            waiting = new ArrayList<>();
            waitingBytes = 0;
            waitingLines = 0;
            return taken;
        } finally {
            lock.unlock();
        }
    }

    private void store(List<Waiting> taken) {
        try {
            List<LogPart> parts = new ArrayList<>();
            long bytes = 0;
            long lines = 0;
            for (Waiting one : taken) {
                for (LogPart part : one.parts()) {
                    bytes += part.message().length;
                    lines += part.lines();
                    if (!parts.isEmpty() && (bytes > LogBatches.BYTES_MAX || lines > LogBatches.LINES_MAX)) {
                        append(parts);
                        bytes = part.message().length;
                        lines = part.lines();
                    }
                    parts.add(part);
                }
            }
            append(parts);
            taken.forEach(one -> one.done().complete(null));
        } catch (IOException e) {
            LOG.error("spool takes no log lines reason={}", e.toString());
            taken.forEach(one -> one.done().completeExceptionally(
                    new WriteRefusedException("the spool takes nothing now: " + e.getMessage(), RETRY_AFTER)));
        } catch (RuntimeException e) {
            LOG.error("log lines could not be written", e);
            taken.forEach(one -> one.done().completeExceptionally(e));
        }
    }

    private void append(List<LogPart> parts) throws IOException {
        if (!parts.isEmpty()) {
            Batch batch = LogBatches.of(parts, clock);
            parts.clear();
            outlet.accept(batch);
        }
    }

    /** Writes what waits. */
    @Override
    public void close() {
        lock.lock();
        try {
            closed = true;
            changed.signal();
        } finally {
            lock.unlock();
        }
        try {
            thread.join(CLOSE_WAIT);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
