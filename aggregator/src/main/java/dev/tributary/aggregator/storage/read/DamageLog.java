package dev.tributary.aggregator.storage.read;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Counts the damaged parts that reads left out and logs some of them. Safe for several threads. */
public final class DamageLog {
    private static final Logger LOG = LoggerFactory.getLogger(DamageLog.class);
    private static final long PAUSE_NANOS = Duration.ofSeconds(10).toNanos();

    private final AtomicLong count = new AtomicLong();
    private final AtomicLong nextAt = new AtomicLong(System.nanoTime());

    /** Takes note of one. */
    public void found(String description) {
        long so = count.incrementAndGet();
        long due = nextAt.get();
        long now = System.nanoTime();
        if (now - due >= 0 && nextAt.compareAndSet(due, now + PAUSE_NANOS)) {
            LOG.error(
                    "damaged data left out of a read; verify tells how much is damaged part={} since_start={}",
                    description, so);
        }
    }

    public long count() {
        return count.get();
    }
}
