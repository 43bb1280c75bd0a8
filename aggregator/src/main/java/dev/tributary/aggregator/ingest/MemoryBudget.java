package dev.tributary.aggregator.ingest;

import java.util.concurrent.atomic.AtomicLong;

/**
 * Bytes that all requests together may hold at a time. Reserved before memory is spent, given back when a request is
 * answered. Safe for several threads.
 */
final class MemoryBudget {
    private final long bytesMax;
    private final AtomicLong reserved = new AtomicLong();

    MemoryBudget(long bytesMax) {
        this.bytesMax = bytesMax;
    }

    /** Reserves, or changes nothing and says no. */
    boolean tryReserve(long bytes) {
        long now = reserved.addAndGet(bytes);
        if (now > bytesMax) {
            reserved.addAndGet(-bytes);
            return false;
        }
        return true;
    }

    void release(long bytes) {
        reserved.addAndGet(-bytes);
    }

    long reservedBytes() {
        return reserved.get();
    }

    long bytesMax() {
        return bytesMax;
    }
}
