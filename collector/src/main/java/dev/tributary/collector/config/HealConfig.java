package dev.tributary.collector.config;

import java.time.Duration;

import dev.tributary.collector.heal.HealSettings;
import dev.tributary.runtime.config.Default;
import dev.tributary.runtime.config.Doc;

/** How windows that were not pulled are read afterwards. */
public record HealConfig(
        @Default("true") @Doc("Read windows that were not pulled from the Prometheus: by remote read, or by range queries where that is shut off.") boolean enabled,
        @Default("7d") @Doc("What is older is given up.") Duration maxAge,
        @Default("0s") @Doc("How far back to read when a target is pulled for the first time ever.") Duration initialWindow,
        @Default("100000") @Doc("Most samples a second that are read.") int samplesPerSecond,
        @Default("50000") @Doc("Waits while every destination has more samples than this to ship.") int pendingSamplesMax) {
    public HealConfig {
        Durations.requirePositive("max_age", maxAge);
        if (initialWindow.isNegative()) {
            throw new IllegalArgumentException("initial_window cannot be negative");
        }
        if (samplesPerSecond < 1) {
            throw new IllegalArgumentException("samples_per_second must be at least 1, is " + samplesPerSecond);
        }
        if (pendingSamplesMax < 0) {
            throw new IllegalArgumentException("pending_samples_max cannot be negative");
        }
    }

    public HealSettings settings() {
        return new HealSettings(enabled, maxAge, initialWindow, samplesPerSecond, pendingSamplesMax);
    }
}
