package dev.tributary.collector.logfiles;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletionException;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import java.util.function.LongSupplier;

import dev.tributary.collector.files.PositionsFile;
import dev.tributary.collector.pipeline.PipelinePlan;
import dev.tributary.model.port.LogBatch;
import dev.tributary.model.port.LogWriteReport;
import dev.tributary.model.port.LogWriter;
import dev.tributary.model.port.WriteRefusedException;
import dev.tributary.model.port.WriterIdentity;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A job that reads files, on a thread of its own. In each round the logs give their new lines in turn, the batch is
 * committed, and only then do positions move; what was not taken is read again. So a line is lost only with its file, and is
 * sent twice, with the same time, only after a crash.
 */
final class FileJob implements LogJob {
    private static final Logger LOG = LoggerFactory.getLogger(FileJob.class);

    /** After a failure that names no time. */
    private static final Duration RETRY = Duration.ofSeconds(1);

    private final String name;
    private final JobSettings settings;
    private final JobEvents events;
    private final LogFileMetrics metrics;
    private final PositionsFile positions;
    private final FollowedLogs logs;
    private final LongSupplier nanos;
    private final Round round;
    private final Thread thread;
    private volatile boolean stopping;
    private volatile String problem = "";
    private final AtomicLong lines = new AtomicLong();
    private long lastSave;
    private long lastRefresh;
    private boolean refreshed;

    /** What a job works with. */
    record Surroundings(LogWriter writer, WriterIdentity identity, LogFileMetrics metrics, Clock clock,
            LongSupplier nanos) {
    }

    FileJob(String name, JobSettings settings, LogSource source, PositionsFile positions, Surroundings around) {
        this.name = name;
        this.settings = settings;
        this.metrics = around.metrics();
        this.positions = positions;
        nanos = around.nanos();
        events = new JobEvents(name, metrics);
        round = new Round(() -> around.writer().begin(around.identity()), settings.limits().bytesMax());
        PipelinePlan pipeline = PipelinePlan.of(source.stages(),
                new PipelinePlan.Surroundings(events, around.clock(), nanos));
        logs = new FollowedLogs(new LogOpener(settings, pipeline, round, events, around.clock()), source);
        metrics.announce(name);
        thread = Thread.ofPlatform().name("logs-" + name).daemon().unstarted(this::run);
    }

    @Override
    public void start() {
        lastSave = nanos.getAsLong();
        thread.start();
    }

    private void run() {
        while (!stopping) {
            Duration pause = turn();
            if (!pause.isZero()) {
                LockSupport.parkNanos(pause.toNanos());
            }
        }
        save();
    }

    /** One round; gives how long to wait before the next. */
    Duration turn() {
        long now = nanos.getAsLong();
        try {
            refresh(now);
            long read = logs.read(round, now);
            commit();
            saveInTime(now);
            problem = "";
            return read > 0 ? Duration.ZERO : settings.poll();
        } catch (WriteRefusedException e) {
            return failed("the spool takes no logs now: " + e.getMessage(), e.retryAfter());
        } catch (IOException | UncheckedIOException e) {
            events.readFailed();
            return failed(e.toString(), RETRY);
        } catch (RuntimeException e) {
            LOG.error("job of logs failed, reading on from what is committed job={}", name, e);
            return failed(e.toString(), RETRY);
        }
    }

    private Duration failed(String reason, Duration wait) {
        if (!reason.equals(problem)) {
            LOG.warn("logs are not read on for now job={} reason={}", name, reason);
        }
        problem = reason;
        LogBatch open = round.take();
        if (open != null) {
            open.discard();
        }
        logs.rewind();
        return wait.isPositive() ? wait : RETRY;
    }

    private void refresh(long now) throws IOException {
        if (!refreshed) {
            logs.know(positions.load());
        }
        if (!refreshed || now - lastRefresh >= settings.refresh().toNanos()) {
            lastRefresh = now;
            logs.refresh(now);
            refreshed = true;
            metrics.logs.labelValues(name, "followed").set(logs.size());
            metrics.logs.labelValues(name, "ignored").set(logs.ignored());
            metrics.openFiles.labelValues(name).set(logs.open());
            metrics.lag.labelValues(name).set((double) logs.lagBytes());
        }
    }

    private void commit() throws IOException {
        long count = round.lines();
        long size = round.lineBytes();
        LogBatch batch = round.take();
        if (batch != null) {
            if (logs.plans()) {
                positions.save(logs.planned(), false);
            }
            LogWriteReport report = committed(batch);
            if (!report.complete()) {
                events.refused(report);
            }
            events.handedOver(count, size);
            lines.addAndGet(count);
        }
        logs.committed();
    }

    private LogWriteReport committed(LogBatch batch) {
        try {
            return batch.commit().toCompletableFuture().join();
        } catch (CompletionException e) {
            events.commitFailed();
            if (e.getCause() instanceof WriteRefusedException refused) {
                throw refused;
            }
            throw new WriteRefusedException(String.valueOf(e.getCause()), RETRY);
        }
    }

    private void saveInTime(long now) throws IOException {
        if (now - lastSave >= settings.saveInterval().toNanos()) {
            lastSave = now;
            if (logs.takeChanged()) {
                positions.save(logs.states(), false);
            }
        }
    }

    private void save() {
        if (!refreshed) {
            return;
        }
        try {
            positions.save(logs.states(), true);
        } catch (IOException e) {
            LOG.error("positions of logs cannot be written, some lines will be sent again job={} reason={}", name,
                    e.toString());
        }
    }

    @Override
    public LogJobStatus status(String kind) {
        List<LogFileStatus> files = logs.status();
        return new LogJobStatus(kind, name, lines.get(), files.stream().mapToLong(LogFileStatus::lagBytes).sum(),
                logs.size(), logs.ignored(), problem, files.stream().limit(100).toList());
    }

    /** Finishes the round and writes the positions. */
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
        logs.close();
        metrics.retire(name);
    }
}
