package dev.tributary.alerts.schedule;

import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

import dev.tributary.alerts.group.AlertMemory;
import dev.tributary.alerts.group.EvaluatedGroup;
import dev.tributary.alerts.group.EvaluationSlots;
import dev.tributary.alerts.group.GroupObserver;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Runs one group in its slots on a thread of its own, from the first whole slot after the start until it is stopped. An
 * evaluation that overruns, or that waited too long for its turn, makes the slots it covers missed, never late.
 */
final class GroupRunner {
    private static final Logger LOG = LoggerFactory.getLogger(GroupRunner.class);

    private final EvaluatedGroup group;
    private final GroupObserver observer;
    private final AlertMemory memory;
    private final Clock clock;
    private final EvaluationTurns turns;
    private final EvaluationSlots slots;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition stopping = lock.newCondition();
    private boolean stopped;
    private long lastSlot;
    private boolean restored;

    /** What all runners share. */
    record Shared(GroupObserver observer, AlertMemory memory, Clock clock, EvaluationTurns turns) {
    }

    /** With {@code restore} the group takes its state of before the restart out of the memory. */
    GroupRunner(EvaluatedGroup group, Shared shared, boolean restore) {
        this.group = group;
        this.observer = shared.observer();
        this.memory = shared.memory();
        this.clock = shared.clock();
        this.turns = shared.turns();
        this.slots = EvaluationSlots.of(group.definition().file(), group.definition().name(),
                group.interval().toMillis());
        this.restored = !restore;
        this.lastSlot = slots.atOrBefore(clock.millis());
    }

    EvaluatedGroup group() {
        return group;
    }

    /** Starts the thread. */
    Thread start() {
        return Thread.ofVirtual().name("rules " + group.definition().name()).start(this::loop);
    }

    /** Ends the loop after the evaluation that may be running. */
    void stop() {
        lock.lock();
        try {
            stopped = true;
            stopping.signalAll();
        } finally {
            lock.unlock();
        }
    }

    private void loop() {
        while (awaitNextSlot()) {
            try {
                turns.take(this::runUnlessStopped);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return;
            } catch (RuntimeException | StackOverflowError e) {
                // Our own error: one group's must not end its thread, or its rules would never be looked at again.
                LOG.error("group evaluation broke group={}", group.definition().name(), e);
            }
        }
    }

    private boolean awaitNextSlot() {
        lock.lock();
        try {
            while (!stopped) {
                long wait = millisToNextSlot();
                if (wait <= 0) {
                    return true;
                }
                stopping.awaitNanos(wait * 1_000_000);
            }
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        } finally {
            lock.unlock();
        }
    }

    /**
     * How long it is until the next slot; due when not positive. A clock that was put back by more than an interval would keep
     * the group waiting until it is as late again as it was, which may be never: the slots begin anew then.
     */
    long millisToNextSlot() {
        long now = clock.millis();
        long last = Math.max(lastSlot, group.lastSlotMillis());
        if (now < last - group.interval().toMillis()) {
            long slot = slots.atOrBefore(now);
            LOG.warn("clock went back, slots begin anew group={} seconds={}", group.definition().name(),
                    (last - slot) / 1000);
            group.clockWentBack(slot);
            lastSlot = slot;
        }
        return slots.after(lastSlot) - now;
    }

    private void runUnlessStopped() {
        if (!isStopped()) {
            runDue();
        }
    }

    private boolean isStopped() {
        lock.lock();
        try {
            return stopped;
        } finally {
            lock.unlock();
        }
    }

    /** Evaluates the newest slot that is due, if any, and counts those it passed over. */
    void runDue() {
        long slot = slots.atOrBefore(clock.millis());
        if (slot <= lastSlot) {
            return;
        }
        long missed = slots.missedBetween(lastSlot, slot);
        if (missed > 0) {
            observer.missed(group, missed);
        }
        lastSlot = slot;
        if (!restored) {
            long start = System.nanoTime();
            group.restore(memory, slot);
            observer.restored(group, Duration.ofNanos(System.nanoTime() - start));
            restored = true;
        }
        group.evaluate(slot);
        observer.evaluated(group, slot);
        group.save(memory);
    }
}
