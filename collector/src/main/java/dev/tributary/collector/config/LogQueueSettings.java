package dev.tributary.collector.config;

import java.time.Duration;

import dev.tributary.runtime.config.Default;
import dev.tributary.runtime.config.Doc;

/** How a destination of log lines is sent to. */
public record LogQueueSettings(@Default("10000") @Doc("Most lines of one request.") int maxLinesPerSend,
        @Default("100ms") @Doc("Wait after a first failure; it doubles with each further one.") Duration minBackoff,
        @Default("30s") @Doc("Longest wait between attempts, unless the receiver asks for more by Retry-After.") Duration maxBackoff,
        @Default("100000") @Doc("Most lines a second that are sent of the backlog. It starts at 1000 and rises while the receiver keeps up.") int backlogLinesPerSecond) {
    /** What holds unless something else is said. */
    static final LogQueueSettings DEFAULT = new LogQueueSettings(10_000, Duration.ofMillis(100), Duration.ofSeconds(30),
            100_000);

    public LogQueueSettings {
        requirePositive("max_lines_per_send", maxLinesPerSend);
        requirePositive("backlog_lines_per_second", backlogLinesPerSecond);
        Durations.requirePositive("min_backoff", minBackoff);
        if (maxBackoff.compareTo(minBackoff) < 0) {
            throw new IllegalArgumentException("max_backoff cannot be shorter than min_backoff");
        }
    }

    private static void requirePositive(String key, int value) {
        if (value < 1) {
            throw new IllegalArgumentException(key + " must be at least 1, is " + value);
        }
    }
}
