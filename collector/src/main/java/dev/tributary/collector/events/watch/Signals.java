package dev.tributary.collector.events.watch;

/** Takes signals; waits while it is full. Safe for several threads. */
public interface Signals {
    void put(Signal signal) throws InterruptedException;
}
