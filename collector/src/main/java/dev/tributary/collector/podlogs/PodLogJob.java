package dev.tributary.collector.podlogs;

import java.io.IOException;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;

import dev.tributary.collector.files.PositionsFile;
import dev.tributary.collector.lines.StampedLine;
import dev.tributary.collector.logfiles.JobEvents;
import dev.tributary.collector.logfiles.JobLoop;
import dev.tributary.collector.logfiles.JobOutlet;
import dev.tributary.collector.logfiles.LogFileMetrics;
import dev.tributary.collector.logfiles.LogFileStatus;
import dev.tributary.collector.logfiles.LogJob;
import dev.tributary.collector.logfiles.LogJobStatus;
import dev.tributary.model.port.LogBatch;
import org.jspecify.annotations.Nullable;

/**
 * A job that reads logs through the API: takes what its readers tell, one after the other on a thread of its own, commits it,
 * and only then moves positions. While the spool takes nothing, readers wait.
 */
final class PodLogJob implements LogJob, JobLoop.Work {
    private static final Duration POLL = Duration.ofMillis(200);
    private static final int QUEUE = 256;
    private static final int SHOWN_MAX = 100;

    private final String name;
    private final Settings settings;
    private final Parts parts;
    private final BlockingQueue<Delivery> told = new ArrayBlockingQueue<>(QUEUE);
    private final JobLoop loop;
    private volatile boolean known;
    private @Nullable PodLogApi api;
    private long lastRefresh;

    /** How often things are done, and how large a batch is. */
    record Settings(Duration refresh, Duration save, long batchBytes) {
    }

    /** What the job works with. */
    record Parts(PodLogApi.Opener opener, FollowedContainers containers, HeldEntries entries,
            PositionsFile<ContainerPosition> positions, JobOutlet outlet, JobEvents events, ReaderEvents readers,
            LogFileMetrics metrics) {
    }

    PodLogJob(String name, Settings settings, Parts parts) {
        this.name = name;
        this.settings = settings;
        this.parts = parts;
        parts.metrics().announce(name);
        parts.readers().announce();
        loop = new JobLoop(name, settings.save(), this, parts.events(), System::nanoTime);
    }

    @Override
    public void start() {
        loop.start();
    }

    @Override
    public void load() throws IOException {
        parts.containers().know(parts.positions().load());
    }

    @Override
    public Duration turn() throws InterruptedException {
        refresh();
        if (parts.entries().isEmpty()) {
            collect();
        }
        commit();
        return Duration.ZERO;
    }

    /** Entries are kept until the spool takes them. */
    @Override
    public void rewind() {
    }

    private void refresh() {
        long now = System.nanoTime();
        PodLogApi opened = api;
        if (opened == null) {
            opened = parts.opener().open(told);
            api = opened;
            lastRefresh = now - settings.refresh().toNanos();
        }
        // Pods that are not known yet are not gone
        known = opened.pods().isWhole();
        if (known && now - lastRefresh >= settings.refresh().toNanos()) {
            lastRefresh = now;
            parts.containers().refresh(opened.pods(), opened.around(), now);
            int reading = parts.containers().reading();
            int waiting = parts.containers().waiting();
            parts.readers().containers(reading, parts.containers().all().size() - reading - waiting, waiting);
        }
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
            LogBatch batch = parts.outlet().begin();
            entries.writeTo(batch);
            parts.outlet().commit(batch, entries.count(), entries.textBytes());
            entries.clear();
        }
        parts.containers().all().forEach(FollowedContainer::committed);
    }

    @Override
    public boolean takeMoved() {
        return parts.containers().takeChanged();
    }

    @Override
    public void save(boolean force) throws IOException {
        parts.positions().save(parts.containers().positions(), force);
    }

    @Override
    public LogJobStatus status(String kind) {
        List<LogFileStatus> all = parts.containers().status();
        String problem = loop.problem();
        return new LogJobStatus(kind, name, parts.outlet().entries(), 0, parts.containers().reading(),
                parts.containers().waiting(),
                problem.isEmpty() && !known ? "waits for the API's list of pods" : problem,
                all.stream().sorted(Comparator.comparing(one -> one.problem().isEmpty())).limit(SHOWN_MAX).toList());
    }

    /** Stops all reading and writes the positions. */
    @Override
    public void close() {
        loop.close();
        parts.containers().stop();
        PodLogApi opened = api;
        if (opened != null) {
            opened.close();
        }
        parts.metrics().retire(name);
        parts.readers().retire();
    }
}
