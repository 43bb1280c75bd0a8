package dev.tributary.collector.config;

import java.time.Duration;

/** Refusals that start with the key, so that its place is shown. */
final class Durations {
    private Durations() {
    }

    static void requirePositive(String key, Duration value) {
        if (!value.isPositive()) {
            throw new IllegalArgumentException(key + " must be longer than 0");
        }
    }
}
