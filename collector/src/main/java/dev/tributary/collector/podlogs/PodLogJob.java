package dev.tributary.collector.podlogs;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;

import dev.tributary.collector.lines.StampedLine;
import dev.tributary.collector.logfiles.JobEvents;
import dev.tributary.collector.logfiles.LogFileMetrics;
import dev.tributary.collector.logfiles.LogFileStatus;
import dev.tributary.collector.logfiles.LogJob;
import dev.tributary.collector.logfiles.LogJobStatus;
import dev.tributary.model.port.LogBatch;
import dev.tributary.model.port.LogWriteReport;
import dev.tributary.model.port.LogWriter;
import dev.tributary.model.port.WriteRefusedException;
import dev.tributary.model.port.WriterIdentity;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A job that reads logs through the API: takes what its readers tell, one after the other on a thread of its own, commits it,
 * and only then moves positions. While the spool takes nothing, readers wait.
 */
final class PodLogJob implements LogJob {
    private static final Logger LOG = LoggerFactory.getLogger(PodLogJob.class);
    private static final Duration RETRY = Duration.ofSeconds(1);
    private static final Duration POLL = Duration.ofMillis(200);
    private static final int QUEUE = 256;
    private static final int SHOWN_MAX = 100;

    private final String name;
    private final Settings settings;
    private final Parts parts;
    private final BlockingQueue<Delivery> told = new ArrayBlockingQueue<>(QUEUE);
    private final AtomicLong lines = new AtomicLong();
    private final Thread thread;
    private volatile boolean stopping;
    private volatile String problem = "";
    private @Nullable PodLogApi api;
    private boolean loaded;
    private long lastRefresh;
    private long lastSave;

    /** How often things are done, and how large a batch is. */
    record Settings(Duration refresh, Duration save, long batchBytes) {
    }

    /** What the job works with. */
    record Parts(PodLogApi.Opener opener, FollowedContainers containers, HeldEntries entries, PodLogPositions positions,
            LogWriter writer, WriterIdentity identity, JobEvents events, ReaderEvents readers, LogFileMetrics metrics) {
    }

    PodLogJob(String name, Settings settings, Parts parts) {
        this.name = name;
        this.settings = settings;
        this.parts = parts;
        parts.metrics().announce(name);
        parts.readers().announce();
        thread = Thread.ofPlatform().name("logs-" + name).daemon().unstarted(this::run);
    }

    @Override
    public void start() {
        lastSave = System.nanoTime();
        thread.start();
    }

    private void run() {
        while (!stopping) {
            Duration pause = turn();
            if (!pause.isZero()) {
                LockSupport.parkNanos(pause.toNanos());
            }
        }
        parts.containers().stop();
        save();
    }

    private Duration turn() {
        try {
            boolean known = refresh();
            if (parts.entries().isEmpty()) {
                collect();
            }
            commit();
            saveInTime();
            problem = known ? "" : "waits for the API's list of pods";
            return Duration.ZERO;
        } catch (WriteRefusedException e) {
            return failed("the spool takes no logs now: " + e.getMessage(), e.retryAfter());
        } catch (IOException | UncheckedIOException e) {
            parts.events().readFailed();
            return failed(e.toString(), RETRY);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return RETRY;
        } catch (RuntimeException e) {
            LOG.error("job of logs failed, going on with what is next job={}", name, e);
            return failed(e.toString(), RETRY);
        }
    }

    private Duration failed(String reason, Duration wait) {
        if (!reason.equals(problem)) {
            LOG.warn("logs are not read on for now job={} reason={}", name, reason);
        }
        problem = reason;
        return wait.isPositive() ? wait : RETRY;
    }

    /** False while it is not known which pods there are. */
    private boolean refresh() throws IOException {
        long now = System.nanoTime();
        if (!loaded) {
            parts.containers().know(parts.positions().load());
            loaded = true;
        }
        PodLogApi opened = api;
        if (opened == null) {
            opened = parts.opener().open(told);
            api = opened;
            lastRefresh = now - settings.refresh().toNanos();
        }
        // Pods that are not known yet are not gone
        boolean known = opened.pods().isWhole();
        if (known && now - lastRefresh >= settings.refresh().toNanos()) {
            lastRefresh = now;
            parts.containers().refresh(opened.pods(), opened.around(), now);
            int reading = parts.containers().reading();
            int waiting = parts.containers().waiting();
            parts.readers().containers(reading, parts.containers().all().size() - reading - waiting, waiting);
        }
        return known;
    }

    private void collect() throws InterruptedException {
        Delivery next = told.poll(POLL.toMillis(), TimeUnit.MILLISECONDS);
        long now = System.nanoTime();
        while (next != null) {
            take(next, now);
            next = parts.entries().bytes() < settings.batchBytes() ? told.poll() : null;
        }
        parts.containers().all().forEach(container -> container.expire(now));
    }

    private void take(Delivery delivery, long now) {
        FollowedContainer container = delivery.container();
        switch (delivery) {
            case Delivery.Opened _ -> container.reopened();
            case Delivery.Lines some -> {
                for (StampedLine line : some.lines()) {
                    if (!container.line(line, some.restarts(), now)) {
                        parts.readers().repeated();
                    }
                }
            }
            case Delivery.Ended end -> {
                container.ended(end.instance());
                container.reader(null);
            }
        }
    }

    private void commit() {
        HeldEntries entries = parts.entries();
        if (!entries.isEmpty()) {
            LogBatch batch = parts.writer().begin(parts.identity());
            entries.writeTo(batch);
            LogWriteReport report = committed(batch);
            if (!report.complete()) {
                parts.events().refused(report);
            }
            parts.events().handedOver(entries.count(), entries.textBytes());
            lines.addAndGet(entries.count());
            entries.clear();
        }
        parts.containers().all().forEach(FollowedContainer::committed);
    }

    private LogWriteReport committed(LogBatch batch) {
        try {
            return batch.commit().toCompletableFuture().join();
        } catch (CompletionException e) {
            parts.events().commitFailed();
            if (e.getCause() instanceof WriteRefusedException refused) {
                throw refused;
            }
            throw new WriteRefusedException(String.valueOf(e.getCause()), RETRY);
        }
    }

    private void saveInTime() throws IOException {
        long now = System.nanoTime();
        if (now - lastSave >= settings.save().toNanos()) {
            lastSave = now;
            if (parts.containers().takeChanged()) {
                parts.positions().save(parts.containers().positions(), false);
            }
        }
    }

    private void save() {
        if (!loaded) {
            return;
        }
        try {
            parts.positions().save(parts.containers().positions(), true);
        } catch (IOException e) {
            LOG.error("positions of logs cannot be written, some lines will be sent again job={} reason={}", name,
                    e.toString());
        }
    }

    @Override
    public LogJobStatus status(String kind) {
        List<LogFileStatus> all = parts.containers().status();
        return new LogJobStatus(kind, name, lines.get(), 0, parts.containers().reading(),
                parts.containers().waiting(), problem,
                all.stream().sorted((a, b) -> Boolean.compare(a.problem().isEmpty(), b.problem().isEmpty()))
                        .limit(SHOWN_MAX).toList());
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
        PodLogApi opened = api;
        if (opened != null) {
            opened.close();
        }
        parts.metrics().retire(name);
        parts.readers().retire();
    }
}
