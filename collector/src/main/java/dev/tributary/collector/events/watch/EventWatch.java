package dev.tributary.collector.events.watch;

import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.random.RandomGenerator;

import dev.tributary.collector.apiserver.ApiFailure;
import dev.tributary.collector.events.api.EventApi;
import dev.tributary.collector.events.api.EventScope;
import dev.tributary.collector.events.api.WatchItem;
import dev.tributary.collector.events.api.WatchStream;
import dev.tributary.collector.events.record.ClusterEvent;
import dev.tributary.collector.events.record.EventParser;
import dev.tributary.collector.ship.Backoff;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Lists and watches one scope on a thread of its own until it is closed. After a broken or ended watch it goes on where it
 * was; it lists again when the API server has forgotten that place, or has begun to count anew.
 */
public final class EventWatch implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(EventWatch.class);

    /** A watch that ends sooner and without an item did not work, whatever the server says. */
    private static final long WORKED_NANOS = 1_000_000_000L;
    private static final Duration STOP_TIMEOUT = Duration.ofSeconds(5);

    private final EventApi api;
    private final EventScope scope;
    private final WatchTiming timing;
    private final Signals signals;
    private final WatchMetrics metrics;
    private final Clock clock;
    private final RandomGenerator random;
    private final EventList list;
    private final ResumePoint resume;
    private final Backoff backoff;
    private final Thread thread;
    private boolean past;
    private volatile boolean stopping;
    private volatile @Nullable WatchStream open;
    private volatile WatchStatus status;

    /** @param position the resourceVersion of an earlier run, null for none */
    public EventWatch(EventApi api, EventScope scope, WatchTiming timing, @Nullable String position, Signals signals,
            WatchMetrics metrics, Clock clock, RandomGenerator random) {
        this.api = api;
        this.scope = scope;
        this.timing = timing;
        this.signals = signals;
        this.metrics = metrics;
        this.clock = clock;
        this.random = random;
        list = new EventList(api, scope, timing.pageSize(), signals, metrics, clock);
        resume = new ResumePoint(position);
        past = position == null;
        backoff = new Backoff(timing.backoffMin(), timing.backoffMax(), random);
        status = new WatchStatus(scope.namespace(), scope.fieldSelector(), "listing", position == null ? "" : position,
                0, 0, 0, "");
        thread = Thread.ofVirtual().name("events " + scope.name()).unstarted(this::run);
    }

    /** Begins; ends with {@link #close} only. */
    public void start() {
        thread.start();
    }

    private void run() {
        try {
            while (!stopping) {
                attempt();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        say("stopped", "");
    }

    private void attempt() throws InterruptedException {
        try {
            findPlace();
            watch();
        } catch (ApiFailure e) {
            refused(e);
        } catch (IOException e) {
            resume.broken();
            metrics.ended(WatchMetrics.End.BROKEN);
            waitAfter(String.valueOf(e.getMessage()), null);
        } catch (RuntimeException e) {
            LOG.error("watch of events failed for a reason of our own scope={}", scope.name(), e);
            resume.broken();
            metrics.ended(WatchMetrics.End.BROKEN);
            waitAfter(e.toString(), null);
        }
    }

    /** Where the watch goes on: at the old place if the API server's history still is the one that has it. */
    private void findPlace() throws IOException, InterruptedException {
        String version = resume.version();
        if (version != null && ResumePoint.isBefore(list.version(), version)) {
            LOG.warn("the API server counts its versions anew, all events are listed scope={} position={}",
                    scope.name(), version);
            metrics.ended(WatchMetrics.End.RESET);
            resume.forget();
        }
        if (resume.version() == null) {
            say("listing", status.problem());
            resume.listed(list.read(past));
            past = false;
            heard(1, 0);
        }
    }

    private void watch() throws IOException, InterruptedException {
        Duration lasting = timing.lastingMin().plusMillis(
                random.nextLong(timing.lastingMax().minus(timing.lastingMin()).toMillis() + 1));
        long start = System.nanoTime();
        long items;
        CompletableFuture<Boolean> overdue = new CompletableFuture<Boolean>()
                .completeOnTimeout(true, lasting.plus(timing.grace()).toMillis(), TimeUnit.MILLISECONDS);
        CompletableFuture<Void> hungUp = overdue.thenAccept(late -> {
            if (late) {
                hangUp();
            }
        });
        try (WatchStream stream = opened(lasting)) {
            open = stream;
            if (stopping) {
                return;
            }
            metrics.watching.inc();
            try {
                say("watching", "");
                items = read(stream);
            } finally {
                metrics.watching.dec();
            }
        } finally {
            open = null;
            overdue.complete(false);
            if (hungUp.isCompletedExceptionally()) {
                LOG.warn("an overdue connection could not be closed scope={}", scope.name());
            }
        }
        resume.confirm();
        String version = resume.version();
        if (version != null) {
            signals.put(new Signal.Reached(scope.name(), version));
        }
        metrics.ended(WatchMetrics.End.CLOSED);
        if (items == 0 && System.nanoTime() - start < WORKED_NANOS) {
            waitAfter("the API server ended the watch at once", null);
        } else {
            backoff.reset();
        }
    }

    private WatchStream opened(Duration lasting) throws IOException {
        String version = resume.version();
        if (version == null) {
            throw new IllegalStateException("a watch needs a version to begin with");
        }
        try {
            return api.watch(scope, version, lasting);
        } catch (ApiFailure e) {
            if (e.isExpired()) {
                metrics.expired("http");
            }
            throw e;
        }
    }

    private long read(WatchStream stream) throws IOException, InterruptedException {
        long items = 0;
        try {
            for (WatchItem item = stream.next(); item != null; item = stream.next()) {
                items++;
                backoff.reset();
                metrics.item(item.type());
                tell(item);
                heard(0, 0);
            }
        } catch (ApiFailure e) {
            if (e.isExpired()) {
                metrics.expired("watch");
            } else {
                // What it cannot tell from here it would not tell the next time either
                resume.forget();
            }
            throw e;
        }
        return items;
    }

    private void tell(WatchItem item) throws InterruptedException {
        if (item.type() == WatchItem.Type.BOOKMARK) {
            resume.bookmark(item.resourceVersion());
            signals.put(new Signal.Reached(scope.name(), position()));
            return;
        }
        resume.event(item.resourceVersion());
        ClusterEvent event = EventParser.parse(item.object(), clock.millis() * 1_000_000);
        if (event == null) {
            signals.put(new Signal.Reached(scope.name(), position()));
        } else if (item.type() == WatchItem.Type.DELETED) {
            // Its last version, which may have been missed
            signals.put(new Signal.Seen(scope.name(), "", event, false));
            signals.put(new Signal.Gone(scope.name(), position(), event.uid()));
        } else {
            signals.put(new Signal.Seen(scope.name(), position(), event, false));
        }
    }

    private String position() {
        String version = resume.version();
        return version == null ? "" : version;
    }

    private void refused(ApiFailure failure) throws InterruptedException {
        if (failure.isExpired() || failure.isAhead()) {
            metrics.ended(failure.isExpired() ? WatchMetrics.End.EXPIRED : WatchMetrics.End.RESET);
            LOG.info(
                    "the API server has forgotten the position, all events are listed again scope={} position={} reason={}",
                    scope.name(), position(), failure.getMessage());
            resume.forget();
            heard(0, 1);
            if (backoff.failures() == 0) {
                // As it must be after a long outage; only one after the other needs a pause
                backoff.next(failure.retryAfter());
                return;
            }
        } else {
            resume.broken();
            metrics.ended(WatchMetrics.End.REFUSED);
        }
        waitAfter(String.valueOf(failure.getMessage()), failure.retryAfter());
    }

    private void waitAfter(String problem, @Nullable Duration asked) throws InterruptedException {
        if (stopping) {
            return;
        }
        if (!problem.equals(status.problem())) {
            LOG.warn("events cannot be watched, trying again scope={} reason={}", scope.name(), problem);
        }
        say("waiting", problem);
        Thread.sleep(backoff.next(asked));
    }

    private void say(String state, String problem) {
        WatchStatus last = status;
        status = new WatchStatus(last.namespace(), last.fieldSelector(), state, position(), last.lastMillis(),
                last.lists(), last.expired(), problem);
    }

    private void heard(int lists, int expired) {
        WatchStatus last = status;
        status = new WatchStatus(last.namespace(), last.fieldSelector(), last.state(), position(), clock.millis(),
                last.lists() + lists, last.expired() + expired, last.problem());
    }

    /** How it fares now. */
    public WatchStatus status() {
        return status;
    }

    /** Breaks the connection off, if there is one. */
    private void hangUp() {
        WatchStream stream = open;
        if (stream != null) {
            stream.close();
        }
    }

    /** Stops the thread; what it has told stays told. */
    @Override
    public void close() {
        stopping = true;
        thread.interrupt();
        hangUp();
        try {
            thread.join(STOP_TIMEOUT);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
