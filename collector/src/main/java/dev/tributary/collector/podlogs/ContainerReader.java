package dev.tributary.collector.podlogs;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.SplittableRandom;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

import dev.tributary.collector.apiserver.ApiFailure;
import dev.tributary.collector.apiserver.ApiRequests;
import dev.tributary.collector.apiserver.ApiStream;
import dev.tributary.collector.lines.StampedLine;
import dev.tributary.collector.ship.Backoff;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads the log of one container on a virtual thread, opening it again for as long as the container runs, and tells its job. The
 * job's queue is bounded, so a job that is held up holds up the API server in turn.
 */
final class ContainerReader implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(ContainerReader.class);
    private static final int NOT_FOUND = 404;
    private static final int BAD_REQUEST = 400;

    private final FollowedContainer container;
    private final Around around;
    private final Thread thread;
    private final Semaphore wakes = new Semaphore(0);
    private final Backoff backoff;
    private volatile @Nullable ApiStream open;
    private volatile boolean closed;
    private volatile boolean silent;
    private volatile long heardNanos;
    private List<StampedLine> rest = List.of();

    /**
     * What a reader works with.
     *
     * @param told where lines go
     */
    record Around(ApiRequests api, BlockingQueue<Delivery> told, OpeningPace pace, ReaderEvents events,
            Timing timing, int lineBytesMax) {
    }

    /**
     * How long readers wait.
     *
     * @param pauseMin before a log is opened again, doubling while it brings nothing
     * @param pauseMax at most
     * @param opening  the log of a former instance waits so long for the opening of the present one
     */
    record Timing(Duration pauseMin, Duration pauseMax, Duration opening) {
        static final Timing DEFAULT = new Timing(Duration.ofSeconds(1), Duration.ofSeconds(30), Duration.ofSeconds(1));
    }

    ContainerReader(FollowedContainer container, Around around) {
        this.container = container;
        this.around = around;
        backoff = new Backoff(around.timing().pauseMin(), around.timing().pauseMax(), new SplittableRandom());
        heardNanos = System.nanoTime();
        thread = Thread.ofVirtual().name("logs of " + container.id()).unstarted(this::run);
    }

    void start() {
        thread.start();
    }

    /** The container's state is another one. */
    void wake() {
        wakes.release();
    }

    boolean isOpen() {
        return open != null;
    }

    /** Opens the log anew when nothing was heard for so long. */
    void reopenSilent(Duration longest) {
        ApiStream stream = open;
        if (stream != null && System.nanoTime() - heardNanos > longest.toNanos()) {
            silent = true;
            stream.close();
        }
    }

    private void run() {
        try {
            boolean more = true;
            while (more && !closed) {
                more = !turn();
            }
        } catch (InterruptedException e) {
            // Closed: the job knows
            Thread.currentThread().interrupt();
        }
    }

    /** Reads the log once and waits before it is read again; true when there is nothing more. */
    private boolean turn() throws InterruptedException {
        ContainerState state = container.state();
        wakes.drainPermits();
        Duration wait;
        try {
            boolean news = read(state);
            container.problem("");
            if (state.ended()) {
                end(state);
                return true;
            }
            around.events().ended(silent ? "silent" : "closed");
            if (news || silent) {
                backoff.reset();
            }
            wait = silent ? Duration.ZERO : backoff.next(null);
        } catch (ApiFailure e) {
            if (e.code() == NOT_FOUND && container.state().equals(ContainerState.GONE)) {
                end(state);
                return true;
            }
            container.problem(String.valueOf(e.getMessage()));
            wait = backoff.next(e.retryAfter());
        } catch (IOException e) {
            if (closed) {
                return true;
            }
            around.events().ended(silent ? "silent" : "broken");
            container.problem(silent ? "" : String.valueOf(e.getMessage()));
            wait = silent ? Duration.ZERO : backoff.next(null);
        } catch (RuntimeException e) {
            LOG.error("log of a container cannot be read, trying again container={}", container.id(), e);
            container.problem(e.toString());
            wait = backoff.next(null);
        }
        silent = false;
        wakes.tryAcquire(wait.toMillis(), TimeUnit.MILLISECONDS);
        return false;
    }

    private void end(ContainerState state) throws InterruptedException {
        tell(state.restarts(), rest);
        around.told().put(new Delivery.Ended(container, state.instance()));
    }

    /**
     * The present log is opened before the former one is read: an instance that ends in between is then found in one of them.
     * True when there were lines.
     */
    private boolean read(ContainerState state) throws IOException, InterruptedException {
        TimeUnit.NANOSECONDS.sleep(around.pace().waitNanos());
        OptionalLong since = container.since();
        try (ApiStream stream = opened(state, since, false)) {
            open = stream;
            heardNanos = System.nanoTime();
            boolean begun = stream.begins(state.ended() ? ApiRequests.TIMEOUT : around.timing().opening());
            around.told().put(new Delivery.Opened(container));
            rest = List.of();
            boolean news = (since.isPresent() || state.restarts() > 0) && readFormer(state, since);
            if (!begun) {
                // A container that has written nothing has no answer either, not even a beginning of one
                stream.body(Duration.ofDays(1));
            }
            around.events().requested("opened");
            return pass(new LineSplitter(stream.body(Duration.ZERO), around.lineBytesMax()), state.restarts()) || news;
        } catch (ApiFailure e) {
            around.events().requested(e.code() == BAD_REQUEST ? "waiting" : "refused");
            throw e;
        } finally {
            open = null;
        }
    }

    /** What the instance before wrote last; most often all of it is known, or there is none. */
    private boolean readFormer(ContainerState state, OptionalLong since) throws IOException, InterruptedException {
        try (ApiStream stream = opened(state, since, true)) {
            LineSplitter lines = new LineSplitter(stream.body(ApiRequests.TIMEOUT), around.lineBytesMax());
            int restarts = Math.max(0, state.restarts() - 1);
            boolean news = pass(lines, restarts);
            tell(restarts, rest);
            rest = List.of();
            return news;
        } catch (ApiFailure e) {
            if (e.code() == BAD_REQUEST || e.code() == NOT_FOUND) {
                return false;
            }
            throw e;
        }
    }

    private ApiStream opened(ContainerState state, OptionalLong since, boolean former) {
        Map<String, String> query = new LinkedHashMap<>();
        query.put("container", container.id().container());
        query.put("timestamps", "true");
        if (former) {
            query.put("previous", "true");
        } else if (!state.ended()) {
            query.put("follow", "true");
        }
        since.ifPresent(second -> query.put("sinceTime", Instant.ofEpochSecond(second).toString()));
        return around.api().open(container.id().path(), query, "*/*");
    }

    private boolean pass(LineSplitter splitter, int restarts) throws IOException, InterruptedException {
        boolean any = false;
        List<StampedLine> lines = splitter.next();
        while (lines != null) {
            heardNanos = System.nanoTime();
            tell(restarts, lines);
            any |= !lines.isEmpty();
            long unstamped = splitter.takeUnstamped();
            around.events().read(splitter.takeBytesRead(), unstamped);
            if (unstamped > 0) {
                container.problem("the API sent lines without a time, such as: " + splitter.lastUnstamped());
            }
            lines = splitter.next();
        }
        if (closed) {
            throw new InterruptedIOException("closed");
        }
        rest = splitter.rest();
        return any;
    }

    private void tell(int restarts, List<StampedLine> lines) throws InterruptedException {
        if (!lines.isEmpty()) {
            around.told().put(new Delivery.Lines(container, restarts, lines));
        }
    }

    /** Stops; what was told stays told. */
    @Override
    public void close() {
        closed = true;
        thread.interrupt();
        ApiStream stream = open;
        if (stream != null) {
            stream.close();
        }
    }

    boolean isAlive() {
        return thread.isAlive();
    }

}
