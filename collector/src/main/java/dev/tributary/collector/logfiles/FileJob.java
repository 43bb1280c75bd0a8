package dev.tributary.collector.logfiles;

import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.function.LongSupplier;

import dev.tributary.collector.files.PositionsFile;
import dev.tributary.collector.files.TailState;
import dev.tributary.collector.pipeline.PipelinePlan;
import dev.tributary.model.port.LogBatch;
import dev.tributary.model.port.LogWriter;
import dev.tributary.model.port.WriterIdentity;

/**
 * A job that reads files, on a thread of its own. In each round the logs give their new lines in turn, the batch is
 * committed, and only then do positions move; what was not taken is read again. So a line is lost only with its file, and is
 * sent twice, with the same time, only after a crash.
 */
final class FileJob implements LogJob, JobLoop.Work {
    private static final int SHOWN_MAX = 100;

    private final String name;
    private final JobSettings settings;
    private final LogFileMetrics metrics;
    private final PositionsFile<TailState> positions;
    private final FollowedLogs logs;
    private final LongSupplier nanos;
    private final Round round;
    private final JobOutlet outlet;
    private final JobLoop loop;
    private long lastRefresh;
    private boolean refreshed;

    /** What a job works with. */
    record Surroundings(LogWriter writer, WriterIdentity identity, LogFileMetrics metrics, Clock clock,
            LongSupplier nanos) {
    }

    FileJob(String name, JobSettings settings, LogSource source, PositionsFile<TailState> positions,
            Surroundings around) {
        this.name = name;
        this.settings = settings;
        this.metrics = around.metrics();
        this.positions = positions;
        nanos = around.nanos();
        JobEvents events = new JobEvents(name, metrics);
        outlet = new JobOutlet(around.writer(), around.identity(), events);
        round = new Round(outlet::begin, settings.limits().bytesMax());
        PipelinePlan pipeline = PipelinePlan.of(source.stages(),
                new PipelinePlan.Surroundings(events, around.clock(), nanos));
        logs = new FollowedLogs(new LogOpener(settings, pipeline, round, events, around.clock()), source);
        metrics.announce(name);
        loop = new JobLoop(name, settings.saveInterval(), this, events, nanos);
    }

    @Override
    public void start() {
        loop.start();
    }

    /** One turn of the thread, for those who drive it by hand. */
    void turnOnce() {
        loop.turn();
    }

    @Override
    public void load() throws IOException {
        logs.know(positions.load());
    }

    @Override
    public Duration turn() throws IOException {
        long now = nanos.getAsLong();
        refresh(now);
        long read = logs.read(round, now);
        commit();
        return read > 0 && logs.hasMore() ? Duration.ZERO : settings.poll();
    }

    @Override
    public void rewind() {
        LogBatch open = round.take();
        if (open != null) {
            open.discard();
        }
        logs.rewind();
    }

    private void refresh(long now) throws IOException {
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
            outlet.commit(batch, count, size);
        }
        logs.committed();
    }

    @Override
    public boolean takeMoved() {
        return logs.takeChanged();
    }

    @Override
    public void save(boolean force) throws IOException {
        positions.save(logs.states(), force);
    }

    @Override
    public LogJobStatus status(String kind) {
        List<LogFileStatus> files = logs.status();
        String problem = loop.problem();
        return new LogJobStatus(kind, name, outlet.entries(),
                files.stream().mapToLong(LogFileStatus::lagBytes).sum(), logs.size(), logs.ignored(),
                problem.isEmpty() ? logs.problem() : problem,
                files.stream().limit(SHOWN_MAX).toList());
    }

    /** Finishes the round and writes the positions. */
    @Override
    public void close() {
        loop.close();
        logs.close();
        metrics.retire(name);
    }
}
