package dev.tributary.collector.config;

import java.time.Duration;

import dev.tributary.runtime.config.Default;
import dev.tributary.runtime.config.Doc;

/** The collector's own metrics as one more job. */
public record SelfMetricsSettings(@Default("true") @Doc("Send them along.") boolean enabled,
        @Default("15s") @Doc("How often.") Duration interval,
        @Default("tributary-collector") @Doc("Their job label.") String jobName) {
    public SelfMetricsSettings {
        Durations.requirePositive("interval", interval);
    }
}
