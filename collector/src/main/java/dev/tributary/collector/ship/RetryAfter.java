package dev.tributary.collector.ship;

import java.time.Clock;
import java.time.Duration;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;

import org.jspecify.annotations.Nullable;

/** The Retry-After header: seconds or an HTTP date (RFC 9110). */
final class RetryAfter {
    /** A receiver cannot silence its senders for longer. */
    static final Duration MAX = Duration.ofMinutes(10);

    private RetryAfter() {
    }

    /** The time to wait, at most {@link #MAX}; null where the header is absent or not readable. */
    static @Nullable Duration parse(@Nullable String header, Clock clock) {
        if (header == null || header.isBlank()) {
            return null;
        }
        Duration wait = seconds(header.strip(), clock);
        if (wait == null) {
            return null;
        }
        return wait.isNegative() ? Duration.ZERO : wait.compareTo(MAX) > 0 ? MAX : wait;
    }

    private static @Nullable Duration seconds(String header, Clock clock) {
        try {
            if (Character.isDigit(header.charAt(0))) {
                return Duration.ofSeconds(Long.parseLong(header));
            }
            ZonedDateTime date = ZonedDateTime.parse(header, DateTimeFormatter.RFC_1123_DATE_TIME);
            return Duration.between(clock.instant(), date.toInstant());
        } catch (DateTimeParseException | NumberFormatException e) {
            return null;
        }
    }
}
