package dev.tributary.queryapi.loki.delete;

import java.time.DateTimeException;
import java.time.Instant;

import dev.tributary.model.text.GoDuration;
import dev.tributary.queryapi.endpoint.ApiException;
import dev.tributary.queryapi.param.TimeParameter;

/** Times of deletions: RFC 3339, or ten digits of Unix seconds; nothing else, so that nobody deletes a wrong time. */
final class DeleteTime {
    private static final long NANOS_PER_SECOND = 1_000_000_000L;
    /** What a long of nanoseconds can say. */
    private static final Instant LATEST = Instant.ofEpochSecond(0, Long.MAX_VALUE);
    private static final Instant EARLIEST = Instant.ofEpochSecond(0, Long.MIN_VALUE);

    private DeleteTime() {
    }

    /** @throws IllegalArgumentException when it is no such time */
    static long nanos(String text) {
        return nanos(instant(text));
    }

    static long nanos(Instant time) {
        Instant known = time.isAfter(LATEST) ? LATEST : time.isBefore(EARLIEST) ? EARLIEST : time;
        return known.getEpochSecond() * NANOS_PER_SECOND + known.getNano();
    }

    /** Refuses what Loki refuses as the size of the steps of a deletion that has a filter. */
    static void checkMaxInterval(String text, long deletedNanos) {
        if (text.isEmpty()) {
            return;
        }
        long nanos = intervalNanos(text);
        if (nanos > deletedNanos) {
            throw ApiException.badData("max_interval can't be greater than the interval to be deleted ("
                    + GoDuration.format(deletedNanos) + ")");
        }
    }

    private static long intervalNanos(String text) {
        try {
            long nanos = GoDuration.parseNanos(text);
            if (nanos >= NANOS_PER_SECOND) {
                return nanos;
            }
        } catch (IllegalArgumentException _) {
            // Told apart from a short one by nobody.
        }
        throw ApiException.badData("invalid max_interval: valid time units are 's', 'm', 'h'");
    }

    private static Instant instant(String text) {
        if (text.matches("[0-9]{10}")) {
            return Instant.ofEpochSecond(Long.parseLong(text));
        }
        try {
            return TimeParameter.date(text);
        } catch (DateTimeException e) {
            throw new IllegalArgumentException("require unix seconds or RFC3339 format", e);
        }
    }
}
