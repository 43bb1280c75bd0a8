package dev.tributary.collector.kit;

import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.locks.LockSupport;

/** Waits for something to become true, with a deadline. */
public final class Await {
    private static final Duration DEADLINE = Duration.ofSeconds(30);

    private Await() {
    }

    /** Waits; fails with the words when it does not happen in time. */
    public static void until(String what, Callable<Boolean> condition) throws Exception {
        until(what, DEADLINE, condition);
    }

    public static void until(String what, Duration deadline, Callable<Boolean> condition) throws Exception {
        long end = System.nanoTime() + deadline.toNanos();
        while (!condition.call()) {
            if (System.nanoTime() > end) {
                throw new AssertionError("did not happen within " + deadline.toSeconds() + " s: " + what);
            }
            LockSupport.parkNanos(10_000_000);
        }
    }
}
