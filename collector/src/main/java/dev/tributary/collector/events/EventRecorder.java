package dev.tributary.collector.events;

import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

import dev.tributary.collector.events.record.EventRecord;
import dev.tributary.collector.events.record.EventRecords;
import dev.tributary.collector.events.state.EventState;
import dev.tributary.collector.events.state.StateChange;
import dev.tributary.collector.events.watch.Signal;
import dev.tributary.collector.events.watch.Signals;
import dev.tributary.collector.ship.Backoff;
import dev.tributary.collector.ship.StopSignal;
import dev.tributary.model.port.LogWriteReport;
import dev.tributary.model.port.WriteRefusedException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Takes the signals of all watches, a handful at a time: writes the records, then the state, then counts. What fails is tried
 * again until it succeeds, while the watches wait: nothing is left out, and nothing counts that is not on disk.
 */
final class EventRecorder implements Signals, AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(EventRecorder.class);

    private static final int QUEUE_MAX = 1000;
    private static final int HANDFUL_MAX = 500;
    /** How often to look whether to stop while nothing comes. */
    private static final long LOOK_MILLIS = 250;
    private static final Duration STOP_TIMEOUT = Duration.ofSeconds(5);

    /**
     * What the recorder works with.
     *
     * @param samples null where no metrics are wanted
     * @param linger  how long the first of a handful waits for others
     */
    record Parts(EventRecords records, OwnerFinder owners, RecordWriter writer, EventState state,
            @Nullable EventSamples samples, Duration samplesInterval, Duration linger,
            EventMetrics metrics, Clock clock) {
    }

    private final Parts parts;
    private final Backoff backoff;
    private final BlockingQueue<Signal> queue = new ArrayBlockingQueue<>(QUEUE_MAX);
    private final Thread thread;
    private final StopSignal stop = new StopSignal();
    private volatile boolean stopping;
    private long nextSamplesMillis;

    /** @param backoff between attempts to write */
    EventRecorder(Parts parts, Backoff backoff) {
        this.parts = parts;
        this.backoff = backoff;
        thread = Thread.ofVirtual().name("event records").unstarted(this::run);
    }

    void start() {
        nextSamplesMillis = parts.clock().millis() + parts.samplesInterval().toMillis();
        thread.start();
    }

    @Override
    public void put(Signal signal) throws InterruptedException {
        queue.put(signal);
    }

    private void run() {
        try {
            while (!stopping) {
                List<Signal> handful = handful();
                if (!handful.isEmpty()) {
                    recordAtLast(handful);
                }
                tellSamples();
            }
        } catch (InterruptedException e) {
            LOG.info("recording of events stops reason={}", e.getMessage());
        }
    }

    /** Waits no longer than until samples are due. */
    private List<Signal> handful() throws InterruptedException {
        long wait = Math.clamp(nextSamplesMillis - parts.clock().millis(), 1, LOOK_MILLIS);
        Signal first = queue.poll(wait, TimeUnit.MILLISECONDS);
        List<Signal> handful = new ArrayList<>();
        if (first == null) {
            return handful;
        }
        handful.add(first);
        long end = System.nanoTime() + parts.linger().toNanos();
        while (handful.size() < HANDFUL_MAX) {
            Signal next = queue.poll(Math.max(0, end - System.nanoTime()), TimeUnit.NANOSECONDS);
            if (next == null) {
                return handful;
            }
            handful.add(next);
        }
        return handful;
    }

    private void recordAtLast(List<Signal> signals) throws InterruptedException {
        while (true) {
            try {
                record(signals);
                return;
            } catch (RuntimeException e) {
                LOG.error("recording of events failed for a reason of our own", e);
                failed("own", e);
            }
        }
    }

    private void record(List<Signal> signals) throws InterruptedException {
        long now = parts.clock().millis();
        Draft draft = new Draft(parts.state(), now);
        signals.forEach(draft::add);
        List<EventRecord> records = draft.events().stream()
                .map(event -> parts.records().record(event, parts.owners().ownerOf(event.object())))
                .filter(Objects::nonNull).toList();
        if (!records.isEmpty()) {
            write(records);
        }
        StateChange change = draft.change();
        if (!change.isEmpty()) {
            put(change);
        }
        if (parts.samples() != null) {
            parts.samples().past(draft.past());
        }
        note(draft, records.size());
    }

    private void write(List<EventRecord> records) throws InterruptedException {
        while (true) {
            try {
                LogWriteReport report = parts.writer().write(records);
                parts.metrics().versions(EventMetrics.Outcome.WRITTEN, report.entries());
                if (report.refused() > 0) {
                    parts.metrics().versions(EventMetrics.Outcome.REFUSED, report.refused());
                    LOG.warn("records of events were refused records={} reason={}", report.refused(), report.problem());
                }
                backoff.reset();
                return;
            } catch (WriteRefusedException | ExecutionException | TimeoutException e) {
                failed("records", e);
            }
        }
    }

    private void put(StateChange change) throws InterruptedException {
        while (true) {
            try {
                parts.state().put(change, parts.clock().millis());
                backoff.reset();
                return;
            } catch (IOException e) {
                failed("state", e);
            }
        }
    }

    private void failed(String part, Exception e) throws InterruptedException {
        parts.metrics().failures.labelValues(part).inc();
        LOG.error("events cannot be put on disk, trying again part={} reason={}", part, e.toString());
        if (!stop.sleep(backoff.next(null))) {
            throw new InterruptedException("stopped while events waited to be put on disk");
        }
    }

    private void note(Draft draft, int records) {
        EventMetrics metrics = parts.metrics();
        metrics.versions(EventMetrics.Outcome.REPEATED, draft.repeated());
        metrics.versions(EventMetrics.Outcome.SUPERSEDED, draft.superseded());
        metrics.versions(EventMetrics.Outcome.DROPPED, draft.events().size() - records);
        if (draft.newestNanos() > 0) {
            metrics.lag.set(Math.max(0, parts.clock().millis() / 1e3 - draft.newestNanos() / 1e9));
        }
        metrics.known.set(parts.state().knownSize());
        metrics.series.set(parts.state().seriesSize());
        metrics.stateBytes.set((double) parts.state().bytes());
    }

    private void tellSamples() {
        EventSamples samples = parts.samples();
        long now = parts.clock().millis();
        if (samples == null || now < nextSamplesMillis) {
            return;
        }
        nextSamplesMillis = now + parts.samplesInterval().toMillis();
        try {
            samples.write(parts.state().totals());
        } catch (IOException e) {
            parts.metrics().failures.labelValues("metrics").inc();
            LOG.error("totals of events cannot be put in the spool, the next ones will do reason={}", e.toString());
        }
    }

    /** Ends; what was put and is not written yet will be read from the API again. */
    @Override
    public void close() {
        stopping = true;
        // Not by an interrupt: that would close the files that the thread may be writing
        stop.stop();
        try {
            thread.join(STOP_TIMEOUT);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
