package dev.tributary.aggregator.ingest.logs;

import java.time.Duration;
import java.time.Instant;

/**
 * Which times of lines are taken.
 *
 * @param oldestNanos Unix nanoseconds; lines before it are refused
 * @param newestNanos lines after it are refused
 */
record LogTimes(long oldestNanos, long newestNanos) {
    static LogTimes at(long nowMillis, Duration ahead, Duration behind) {
        return new LogTimes(nanos(nowMillis - behind.toMillis()), nanos(nowMillis + ahead.toMillis()));
    }

    /** Unix nanoseconds reach from 1677 to 2262. */
    private static long nanos(long millis) {
        long most = Long.MAX_VALUE / 1_000_000;
        return Math.clamp(millis, -most, most) * 1_000_000;
    }

    static Instant instant(long nanos) {
        return Instant.ofEpochSecond(Math.floorDiv(nanos, 1_000_000_000L), Math.floorMod(nanos, 1_000_000_000L));
    }
}
