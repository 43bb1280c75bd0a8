package dev.tributary.aggregator.storage.day;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.OptionalLong;
import java.util.function.LongSupplier;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Says when the clock may decide what is too old to be kept. When it is more than a day ahead of the time that really passed,
 * as that of a machine started without its time server may be, nothing is dropped for a day: what retention drops does not come
 * back when the clock is put right. Safe for several threads.
 */
public final class RetentionGuard {
    private static final Logger LOG = LoggerFactory.getLogger(RetentionGuard.class);
    private static final Duration JUMP = Duration.ofDays(1);
    private static final Duration DOUBT = Duration.ofDays(1);

    private final InstantSource clock;
    private final LongSupplier nanoTime;
    /** A time that is believed, and what {@link #nanoTime} showed then. */
    private long believedMillis;
    private long believedNanos;
    private boolean doubting;
    private long doubtingSinceNanos;

    /**
     * Begins with what is stored: a clock that is far ahead of it is doubted at once.
     *
     * @param nanoTime     a clock that nobody sets, nanoseconds
     * @param newestMillis when the newest of what is stored ends; empty in an empty store
     */
    public RetentionGuard(InstantSource clock, LongSupplier nanoTime, OptionalLong newestMillis) {
        this.clock = clock;
        this.nanoTime = nanoTime;
        believedMillis = Math.min(clock.millis(), newestMillis.orElse(Long.MAX_VALUE));
        believedNanos = nanoTime.getAsLong();
    }

    /** A guard for a store with these days. */
    public static RetentionGuard of(InstantSource clock, DayPartitions days) {
        return new RetentionGuard(clock, System::nanoTime,
                days.all().stream().mapToLong(DayPartition::lastMillis).max());
    }

    /** Runs retention, or lets it wait. */
    public void run(Runnable retention) {
        if (isTrusted()) {
            retention.run();
        }
    }

    /** True while retention waits. */
    public synchronized boolean isWaiting() {
        return doubting;
    }

    private synchronized boolean isTrusted() {
        long now = clock.millis();
        long nanos = nanoTime.getAsLong();
        long ahead = now - believedMillis - (nanos - believedNanos) / 1_000_000;
        if (ahead > JUMP.toMillis() && !doubting) {
            doubting = true;
            doubtingSinceNanos = nanos;
            LOG.warn("clock jumped ahead, retention waits for a day clock={} seconds_ahead={}",
                    Instant.ofEpochMilli(now),
                    ahead / 1000);
        }
        if (ahead <= JUMP.toMillis() || nanos - doubtingSinceNanos >= DOUBT.toNanos()) {
            doubting = false;
            believedMillis = now;
            believedNanos = nanos;
        }
        return !doubting;
    }
}
