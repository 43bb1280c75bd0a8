package dev.tributary.queryapi.loki.tail;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Predicate;

import dev.tributary.model.Labels;
import dev.tributary.model.LogEntry;
import dev.tributary.model.follow.LogFollower;

/**
 * Entries between the threads that store them and the one that sends them to a client. Storing never waits: what a slow
 * client has no room for is dropped and noted.
 */
final class TailBuffer implements LogFollower {
    /** Text that may wait for one client. */
    private static final long BYTES_MAX = 16L << 20;
    /** Dropped entries that are noted; of more, only their number is known. */
    private static final int NOTED_MAX = 1000;

    private final Predicate<Labels> wanted;
    private final int entriesMax;
    private final long delayNanos;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private final Deque<Waiting> waiting = new ArrayDeque<>();
    private List<Dropped> dropped = new ArrayList<>();
    private long droppedCount;
    private long bytes;
    private boolean closed;

    /** An entry and when it came. */
    record Waiting(Labels stream, LogEntry entry, long arrivedNanos) {
    }

    /** An entry that the client does not get. */
    record Dropped(Labels stream, long timestampNanos) {
    }

    /**
     * A buffer.
     *
     * @param wanted     which streams are followed
     * @param entriesMax entries that may wait
     * @param delayNanos how long each of them waits at least
     */
    TailBuffer(Predicate<Labels> wanted, int entriesMax, long delayNanos) {
        this.wanted = wanted;
        this.entriesMax = entriesMax;
        this.delayNanos = delayNanos;
    }

    @Override
    public boolean wants(Labels stream) {
        return wanted.test(stream);
    }

    @Override
    public void stored(Labels stream, LogEntry entry) {
        lock.lock();
        try {
            if (waiting.size() < entriesMax && bytes + entry.line().length() <= BYTES_MAX) {
                waiting.add(new Waiting(stream, entry, System.nanoTime()));
                bytes += entry.line().length();
            } else {
                droppedCount++;
                if (dropped.size() < NOTED_MAX) {
                    dropped.add(new Dropped(stream, entry.timestampNanos()));
                }
            }
            changed.signal();
        } finally {
            lock.unlock();
        }
    }

    /** The entries that have waited long enough, in order of time; waits so long for a first one. */
    List<Waiting> take(int countMax, long patienceNanos) throws InterruptedException {
        long giveUp = System.nanoTime() + patienceNanos;
        lock.lock();
        try {
            while (!closed && dueIn() > 0 && System.nanoTime() - giveUp < 0) {
                changed.awaitNanos(Math.min(dueIn(), giveUp - System.nanoTime()));
            }
            List<Waiting> due = new ArrayList<>();
            while (!waiting.isEmpty() && due.size() < countMax && dueIn() <= 0) {
                Waiting next = waiting.remove();
                bytes -= next.entry.line().length();
                due.add(next);
            }
            due.sort((a, b) -> Long.compare(a.entry.timestampNanos(), b.entry.timestampNanos()));
            return due;
        } finally {
            lock.unlock();
        }
    }

    /** How long until the first of them has waited long enough; only with the lock held. */
    private long dueIn() {
        Waiting first = waiting.peek();
        return first == null
                ? TimeUnit.HOURS.toNanos(1)
                : first.arrivedNanos + delayNanos - System.nanoTime();
    }

    /** The entries dropped since this was asked last, as far as they are noted. */
    List<Dropped> takeDropped() {
        lock.lock();
        try {
            List<Dropped> taken = dropped;
            dropped = new ArrayList<>();
            return taken;
        } finally {
            lock.unlock();
        }
    }

    /** How many entries were dropped in all. */
    long droppedCount() {
        lock.lock();
        try {
            return droppedCount;
        } finally {
            lock.unlock();
        }
    }

    /** Wakes who waits; there will be no more entries. */
    void close() {
        lock.lock();
        try {
            closed = true;
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    boolean isClosed() {
        lock.lock();
        try {
            return closed;
        } finally {
            lock.unlock();
        }
    }
}
