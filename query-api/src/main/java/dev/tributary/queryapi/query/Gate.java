package dev.tributary.queryapi.query;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

import dev.tributary.queryapi.endpoint.Cancellation;

/**
 * Lets a limited number of callers through at once; the others wait in the order they came, up to a limited number of
 * them. A waiter leaves when its time is over or its asker has gone.
 */
public final class Gate {
    /** How an attempt to pass ended. */
    public enum Outcome {
        PASSED, FULL, TIMED_OUT, CANCELLED
    }

    private final int passMax;
    private final int queueMax;
    private final ReentrantLock lock = new ReentrantLock();
    private final Deque<Waiter> queue = new ArrayDeque<>();
    private int inside;

    public Gate(int passMax, int queueMax) {
        this.passMax = passMax;
        this.queueMax = queueMax;
    }

    /**
     * Waits for a place inside. Whoever is told {@code PASSED} owes one {@link #leave}.
     *
     * @throws InterruptedException when the thread is told to end
     */
    public Outcome enter(Duration patience, Cancellation cancellation) throws InterruptedException {
        Waiter waiter = new Waiter();
        lock.lock();
        try {
            if (inside < passMax) {
                inside++;
                return Outcome.PASSED;
            }
            if (queue.size() >= queueMax) {
                return Outcome.FULL;
            }
            queue.addLast(waiter);
        } finally {
            lock.unlock();
        }
        cancellation.onCancel(waiter::cancel);
        return waiter.await(patience.toNanos());
    }

    /** Gives the place to the first of those who wait. */
    public void leave() {
        lock.lock();
        try {
            Waiter next = queue.pollFirst();
            if (next == null) {
                inside--;
            } else {
                next.passed = true;
                next.changed.signal();
            }
        } finally {
            lock.unlock();
        }
    }

    /** Callers inside now. */
    public int inside() {
        lock.lock();
        try {
            return inside;
        } finally {
            lock.unlock();
        }
    }

    /** Callers waiting now. */
    public int queued() {
        lock.lock();
        try {
            return queue.size();
        } finally {
            lock.unlock();
        }
    }

    private final class Waiter {
        private final Condition changed = lock.newCondition();
        private boolean passed;
        private boolean cancelled;

        Outcome await(long nanos) throws InterruptedException {
            long left = nanos;
            lock.lock();
            try {
                while (!passed && !cancelled && left > 0) {
                    left = changed.awaitNanos(left);
                }
                return passed ? Outcome.PASSED : cancelled ? Outcome.CANCELLED : Outcome.TIMED_OUT;
            } catch (InterruptedException e) {
                if (passed) {
                    // The place came in the same moment: it is handed on, or it would be lost.
                    leave();
                }
                throw e;
            } finally {
                queue.remove(this);
                lock.unlock();
            }
        }

        void cancel() {
            lock.lock();
            try {
                cancelled = true;
                changed.signal();
            } finally {
                lock.unlock();
            }
        }
    }
}
