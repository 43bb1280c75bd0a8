package dev.tributary.collector.logfiles;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import java.util.function.LongSupplier;

import dev.tributary.model.port.WriteRefusedException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The thread of a job that reads logs: turn after turn until it is closed, with a pause after one that failed. Positions are
 * read before the first, written now and then, and at the end.
 */
public final class JobLoop implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(JobLoop.class);

    /** After a failure that names no time. */
    private static final Duration RETRY = Duration.ofSeconds(1);

    private final String name;
    private final Duration saveInterval;
    private final Work work;
    private final JobEvents events;
    private final LongSupplier nanos;
    private final Thread thread;
    private volatile boolean stopping;
    private volatile String problem = "";
    private boolean loaded;
    private long lastSave;

    /** What a job does, on its thread alone. */
    public interface Work {
        /** Reads how far logs were read before; asked again after a failure. */
        void load() throws IOException;

        /** Reads and hands over; gives how long to wait before the next turn. */
        Duration turn() throws IOException, InterruptedException;

        /** What the turn that has failed did not hand over is given up. */
        void rewind();

        /** True when a position has moved since this was last asked. */
        boolean takeMoved();

        /** Writes the positions; with force they are on disk when this returns. */
        void save(boolean force) throws IOException;
    }

    /**
     * A thread that is not started yet.
     *
     * @param nanos time that only goes forward
     */
    public JobLoop(String name, Duration saveInterval, Work work, JobEvents events, LongSupplier nanos) {
        this.name = name;
        this.saveInterval = saveInterval;
        this.work = work;
        this.events = events;
        this.nanos = nanos;
        thread = Thread.ofPlatform().name("logs-" + name).daemon().unstarted(this::run);
    }

    /** Begins with the first turn. */
    public void start() {
        lastSave = nanos.getAsLong();
        thread.start();
    }

    /** What stops the job now, empty when nothing does. */
    public String problem() {
        return problem;
    }

    private void run() {
        while (!stopping) {
            Duration pause = turn();
            if (!pause.isZero()) {
                LockSupport.parkNanos(pause.toNanos());
            }
        }
        saveLast();
    }

    /** One turn; gives how long to wait before the next. */
    Duration turn() {
        try {
            if (!loaded) {
                work.load();
                loaded = true;
            }
            Duration pause = work.turn();
            saveInTime();
            problem = "";
            return pause;
        } catch (WriteRefusedException e) {
            return failed("the spool takes no logs now: " + e.getMessage(), e.retryAfter());
        } catch (IOException | UncheckedIOException e) {
            events.readFailed();
            return failed(e.toString(), RETRY);
        } catch (InterruptedException e) {
            stopping = true;
            return failed("the job was interrupted", RETRY);
        } catch (RuntimeException e) {
            LOG.error("job of logs failed, going on from what is handed over job={}", name, e);
            return failed(e.toString(), RETRY);
        }
    }

    private Duration failed(String reason, Duration wait) {
        if (!reason.equals(problem)) {
            LOG.warn("logs are not read on for now job={} reason={}", name, reason);
        }
        problem = reason;
        work.rewind();
        return wait.isPositive() ? wait : RETRY;
    }

    private void saveInTime() throws IOException {
        long now = nanos.getAsLong();
        if (now - lastSave >= saveInterval.toNanos()) {
            lastSave = now;
            if (work.takeMoved()) {
                work.save(false);
            }
        }
    }

    private void saveLast() {
        if (!loaded) {
            return;
        }
        try {
            work.save(true);
        } catch (IOException e) {
            LOG.error("positions of logs cannot be written, some lines will be sent again job={} reason={}", name,
                    e.toString());
        }
    }

    /** Finishes the turn and writes the positions. Blocks. */
    @Override
    public void close() {
        stopping = true;
        LockSupport.unpark(thread);
        boolean interrupted = false;
        while (thread.isAlive()) {
            try {
                thread.join();
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
