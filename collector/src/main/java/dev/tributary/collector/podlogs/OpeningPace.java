package dev.tributary.collector.podlogs;

import java.util.function.LongSupplier;

/** Spreads the openings of logs, so that a start does not ask an API server for all of them at once. Safe for several threads. */
final class OpeningPace {
    private final long intervalNanos;
    private final LongSupplier nanos;
    private long next;

    OpeningPace(int perSecond, LongSupplier nanos) {
        intervalNanos = 1_000_000_000L / perSecond;
        this.nanos = nanos;
        next = nanos.getAsLong();
    }

    /** Takes a turn; gives how long it is until then. */
    synchronized long waitNanos() {
        long now = nanos.getAsLong();
        next = Math.max(next, now);
        long wait = next - now;
        next += intervalNanos;
        return wait;
    }
}
