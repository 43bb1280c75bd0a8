package dev.tributary.runtime.lifecycle;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What has been started and must be stopped, the newest first. Each step of the stop gets the time that is left; one that
 * fails or takes too long is logged and does not keep the others from stopping. Safe for several threads.
 */
public final class Lifecycle implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Lifecycle.class);

    private static final Duration STEP_MIN = Duration.ofSeconds(1);

    private record Step(String name, AutoCloseable stop) {
    }

    private final Duration stopTimeout;
    private final Deque<Step> started = new ArrayDeque<>();
    private final CountDownLatch stopped = new CountDownLatch(1);
    private boolean stopping;

    /** With the time that the whole stop may take. */
    public Lifecycle(Duration stopTimeout) {
        this.stopTimeout = stopTimeout;
    }

    /**
     * Notes something that runs now, and gives it back. When the stop has begun already, it is stopped at once.
     *
     * @param stop blocks until it has stopped
     */
    public <T> T started(String name, T running, AutoCloseable stop) {
        boolean late;
        synchronized (this) {
            late = stopping;
            if (!late) {
                started.push(new Step(name, stop));
            }
        }
        if (late) {
            stopAll(new ArrayDeque<>(List.of(new Step(name, stop))));
        }
        return running;
    }

    /** Notes something that closes itself. */
    public <T extends AutoCloseable> T started(String name, T running) {
        return started(name, running, running);
    }

    /** Stops everything that was noted, the newest first. A second call waits for the first to end. */
    @Override
    public void close() {
        Deque<Step> steps;
        synchronized (this) {
            steps = stopping ? null : new ArrayDeque<>(started);
            stopping = true;
        }
        if (steps == null) {
            awaitStopped();
            return;
        }
        stopAll(steps);
        stopped.countDown();
    }

    private void stopAll(Deque<Step> steps) {
        long deadline = System.nanoTime() + stopTimeout.toNanos();
        while (!steps.isEmpty()) {
            stop(steps.pop(), Math.max(STEP_MIN.toNanos(), deadline - System.nanoTime()));
        }
    }

    private static void stop(Step step, long nanosMax) {
        FutureTask<Boolean> running = new FutureTask<>(() -> {
            step.stop().close();
            return true;
        });
        Thread.ofPlatform().daemon().name("stop-" + step.name()).start(running);
        try {
            running.get(nanosMax, TimeUnit.NANOSECONDS);
            LOG.debug("stopped what={}", step.name());
        } catch (TimeoutException e) {
            running.cancel(true);
            LOG.warn("did not stop in time what={}", step.name());
        } catch (ExecutionException e) {
            LOG.error("failed to stop what={}", step.name(), e.getCause());
        } catch (InterruptedException e) {
            running.cancel(true);
            Thread.currentThread().interrupt();
        }
    }

    /** Blocks until everything has stopped. */
    public void awaitStopped() {
        try {
            stopped.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
