package dev.tributary.collector.config;

import java.time.Duration;

import dev.tributary.runtime.config.Default;
import dev.tributary.runtime.config.Doc;

/** How a destination is sent to. */
public record QueueSettings(@Default("5000") @Doc("Most samples of one request.") int maxSamplesPerSend,
        @Default("100ms") @Doc("Wait after a first failure; it doubles with each further one.") Duration minBackoff,
        @Default("30s") @Doc("Longest wait between attempts, unless the receiver asks for more by Retry-After.") Duration maxBackoff,
        @Default("100000") @Doc("Most samples a second that are sent of the backlog. It starts at 1000 and rises while the receiver keeps up.") int backlogSamplesPerSecond) {
    /** What holds unless something else is said. */
    static final QueueSettings DEFAULT = new QueueSettings(5000, Duration.ofMillis(100), Duration.ofSeconds(30),
            100_000);

    public QueueSettings {
        requirePositive("max_samples_per_send", maxSamplesPerSend);
        requirePositive("backlog_samples_per_second", backlogSamplesPerSecond);
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
